import HTTPTypes
import Portals
import SiteBuilding
import Workspaces

extension Editor {
    /// How often is tried again where somebody else writes the file at the same moment.
    private static let tries = 4

    /// Writes changes into the file, unless one of their fields was changed there too.
    func save(_ changes: EditorChanges, _ portal: LivePortal) async throws -> LiveAnswer {
        for _ in 0..<Self.tries {
            let file = try self.file(of: portal)
            if let failure = try refusal(of: changes, file, portal) { return failure }
            let draft = try drafted(changes.all, of: file)
            if let failure = refusal(of: draft, portal) { return failure }
            if let fault = failure(writing: draft, over: file) {
                if fault.reason == .changed { continue }
                let message = "Nothing was saved. \(fault.editorWords)"
                return json(EditorFailure(reason: "failed", message: message), status: 409)
            }
            await onSaved()
            let answer = EditorSaveAnswer(
                lines: ChangedLine.lines(from: file.bytes, to: draft.file.bytes),
                files: draft.newLogos.filter { !$0.isThere }.map(\.path),
                isRebased: changes.digest.map { $0 != file.digest } ?? false,
                state: state(of: draft.file, site.portal(portal.id) ?? portal)
            )
            return json(answer)
        }
        return json(
            EditorFailure(
                reason: "failed",
                message: "Nothing was saved. \(portal.file) is written by another program; save again."
            ),
            status: 409
        )
    }

    /// Writes, the picture first, so that no file names one that isn't there.
    ///
    /// - Returns: What went wrong; `nil` if nothing.
    private func failure(writing draft: EditorDraft, over file: EditorFile) -> OutputError? {
        do throws(OutputError) {
            if draft.file.bytes != file.bytes { try writer.checkWritable(file.path) }
            for logo in draft.newLogos where !logo.isThere { try writer.create(logo.path, with: logo.logo.bytes) }
            try writer.replace(file.path, holding: file.bytes, with: draft.file.bytes)
            return nil
        } catch {
            return error
        }
    }

    /// Tells of fields that hold something else than when they were changed in the panel.
    private func refusal(of changes: EditorChanges, _ file: EditorFile, _ portal: LivePortal) throws -> LiveAnswer? {
        guard file.fault == nil else { return nil }
        let fields = changes.all.filter { change in
            let held = file.value(of: change.field)
            return held != change.from && held != change.to
        }
        guard !fields.isEmpty else { return nil }
        let words = fields.count == 1 ? "1 field" : "\(fields.count) fields"
        let failure = EditorFailure(
            reason: "conflict",
            message: "\(words) changed both here and in the file. Nothing was written.",
            fields: fields.map(\.field.name),
            state: state(of: file, portal)
        )
        return json(failure, status: 409)
    }

    private func refusal(of draft: EditorDraft, _ portal: LivePortal) -> LiveAnswer? {
        if let digest = draft.missingLogo {
            let message = "The logo has to be sent again."
            return json(EditorFailure(reason: "logo", message: message, missingLogo: digest), status: 409)
        }
        guard let problem = draft.problems.first else { return nil }
        let failure = EditorFailure(
            reason: "problems",
            message: "Nothing was saved. \(problem.message)",
            problems: draft.problems
        )
        return json(failure, status: 409)
    }
}
