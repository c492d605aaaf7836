import Diagnostics
import Foundation
import Rendering
import SiteBuilding
import Workspaces

extension DocsRun {
    /// How many diffs a document of JSON holds, so that its size has a limit.
    private static let keptDiffs = 1000

    /// Compares, says what differs and how to mend it, and writes nothing.
    ///
    /// - Returns: Whether a difference or a problem makes the command fail.
    func check() throws -> ProblemCost {
        let insertions = try insertions()
        let wrong = insertions.flatMap(Self.problems(of:))
        let (found, fileCount) = try differences(of: insertions)
        console.problems(problems)
        tell(wrong)
        let isCurrent = found.isEmpty && wrong.isEmpty
        switch format {
        case .text: if isCurrent { try console.result(upToDate(fileCount)) }
        case .json: try console.result(report(found, fileCount: fileCount, wrong).json())
        case .github: break
        }
        let annotations = wrong.map(annotation) + problems.map(annotation) + found.map(annotation)
        try annotate(annotations, heading: "Portico: docs that differ")
        if !found.isEmpty { console.failure("error: \(Self.summary(of: found)); run `\(task.command)`") }
        return ProblemCost(problems, isStrict: task.isStrict, isIncomplete: !isCurrent)
    }

    /// Compares and shows each file that differs before it looks at the next one.
    ///
    /// - Returns: What differs, and how many files the folder should have.
    private func differences(
        of insertions: [Insertion]
    ) throws -> (found: [JSONDocsCheckReport.Difference], fileCount: Int) {
        var found: [JSONDocsCheckReport.Difference] = []
        var fileCount = 0
        if let target = try target() {
            let check = try DocsCheck(source, in: try Self.existing(target.path)) { difference in
                let path = "\(target.path)/\(difference.path)"
                found.append(try show(difference, path: path, keepsDiff: keeps(found)))
            }
            fileCount = check.fileCount
        }
        for insertion in insertions where insertion.injection.problems.isEmpty {
            guard let difference = Self.difference(of: insertion) else { continue }
            found.append(try show(difference, path: insertion.file.path, keepsDiff: keeps(found)))
        }
        return (found, fileCount)
    }

    private func report(
        _ found: [JSONDocsCheckReport.Difference],
        fileCount: Int,
        _ wrong: [MarkerProblem]
    ) -> JSONDocsCheckReport {
        JSONDocsCheckReport(
            output: task.folder,
            into: task.files,
            portals: portalCount,
            files: fileCount,
            current: found.isEmpty && wrong.isEmpty,
            differences: found,
            mend: found.isEmpty ? nil : task.command,
            problems: problems.map(JSONProblem.init) + wrong.map(JSONProblem.init)
        )
    }

    /// Shows one difference, and keeps of it what reports need.
    private func show(
        _ difference: DocsDifference,
        path: String,
        keepsDiff: Bool
    ) throws -> JSONDocsCheckReport.Difference {
        let diff = UnifiedDiff(old: difference.old, new: difference.new)
        if format == .text {
            let text = UnifiedDiffText.text(of: difference, diff, path: path, isColored: console.colorsOutput)
            try console.result(step.isActive ? GitHubStep.withoutCommands(text) : text)
        }
        return JSONDocsCheckReport.Difference(
            file: path,
            state: difference.state,
            added: diff.addedCount,
            removed: diff.removedCount,
            line: difference.old == nil ? nil : diff.firstLine,
            diff: keepsDiff ? UnifiedDiffText.text(of: difference, diff, path: path) : nil
        )
    }

    private func keeps(_ found: [JSONDocsCheckReport.Difference]) -> Bool {
        format == .json && found.count < Self.keptDiffs
    }

    /// Opens a folder; `nil` if there is none.
    private static func existing(_ folder: String) throws -> OutputFolder? {
        do throws(OutputError) {
            return try OutputFolder(path: folder, createIfMissing: false)
        } catch {
            if case .system(let system) = error.reason, system.code == ENOENT { return nil }
            throw error
        }
    }

    private static func difference(of insertion: Insertion) -> DocsDifference? {
        let (old, new) = (Array(insertion.file.text.utf8), Array(insertion.injection.text.utf8))
        return old == new ? nil : DocsDifference(path: insertion.file.path, state: .stale, old: old, new: new)
    }

    private func upToDate(_ fileCount: Int) -> String {
        let portals = portalCount == 1 ? "1 portal" : "\(portalCount) portals"
        let files = task.folder == nil ? [] : [fileCount == 1 ? "1 file" : "\(fileCount) files"]
        return "\(portals): \((files + task.files.map(\.displayText)).joined(separator: ", ")) up to date\n"
    }

    /// `3 docs files differ from the portals: 1 stale, 1 missing, 1 left over`.
    private static func summary(of found: [JSONDocsCheckReport.Difference]) -> String {
        let words: [(DocsDifference.State, String)] = [
            (.stale, "stale"), (.missing, "missing"), (.leftOver, "left over"),
        ]
        let parts = words.compactMap { state, words in
            let count = found.count { $0.state == state }
            return count == 0 ? nil : "\(count) \(words)"
        }
        let subject = found.count == 1 ? "1 docs file differs" : "\(found.count) docs files differ"
        return "\(subject) from the portals: \(parts.joined(separator: ", "))"
    }

    private func annotation(of found: JSONDocsCheckReport.Difference) -> GitHubAnnotation {
        let (title, words) =
            switch found.state {
            case .missing: ("Missing docs", "this file of the docs is missing")
            case .leftOver: ("Left-over docs", "no portal makes this file any more")
            case .stale:
                (
                    "Stale docs",
                    "\(found.added) \(found.added == 1 ? "line" : "lines") to add, \(found.removed) to remove"
                )
            }
        return GitHubAnnotation(
            severity: .error,
            file: step.path(of: found.file),
            line: found.line,
            title: title,
            message: "\(words); run `\(task.command)`"
        )
    }
}
