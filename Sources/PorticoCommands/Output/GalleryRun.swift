import Diagnostics
import SiteBuilding
import Workspaces

/// Joins shards and says what was done.
struct GalleryRun {
    let target: SiteTarget
    let console: Console
    let format: OutputOptions.Format

    /// Joins and reports.
    ///
    /// - Parameter folders: The folders of the shards.
    /// - Returns: That nothing makes the command fail: each shard told its own problems.
    /// - Throws: `CommandFailure` if the shards cannot be joined, `OutputError`.
    func run(_ folders: [String]) throws -> ProblemCost {
        let progress = console.progress("portals")
        defer { progress.end() }
        let report: SiteReport
        do {
            report = try SiteJoiner(version: PorticoCommand.version)
                .join(folders) {
                    try target.open()
                } progress: {
                    progress.show($0, of: $1)
                }
        } catch let error as JoinError {
            progress.end()
            throw failure(error)
        }
        progress.end()
        switch format {
        case .text:
            let shards = folders.count == 1 ? "1 shard" : "\(folders.count) shards"
            try console.result("\(shards), \(report.summary(trouble: nil))\n\(target.path)/index.html\n")
        case .json: try console.result(json(report, shards: folders.count).json())
        }
        return ProblemCost([], isStrict: false)
    }

    /// Tells all but the last sentence; the command ends with that.
    private func failure(_ error: JoinError) -> CommandFailure {
        for sentence in error.sentences.dropLast() { console.failure("error: \(sentence.displayText)") }
        return CommandFailure(error.sentences.last ?? "")
    }

    private func json(_ report: SiteReport, shards: Int) -> JSONGalleryReport {
        JSONGalleryReport(
            output: target.path,
            shards: shards,
            portals: report.portalCount,
            files: report.fileCount,
            written: report.writtenCount,
            removed: report.removed
        )
    }
}
