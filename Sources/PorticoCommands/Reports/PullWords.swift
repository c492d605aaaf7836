#if Networking
import Diagnostics
import Portals
import Publishing

/// What pulling came to, in its two forms.
struct PullWords {
    let format: OutputOptions.Format

    /// The fields that were changed on both sides, with their three values.
    func conflicts(_ pulls: [PortalPull]) -> String {
        switch format {
        case .text: return pulls.flatMap { pull in pull.conflicts.map { line($0, of: pull) } }.joined()
        case .json:
            let items = pulls.flatMap { pull in pull.conflicts.map { value($0, of: pull) } }
            return json([("isDone", .boolean(false)), ("conflicts", .array(items)), ("portals", .array([]))])
        }
    }

    private func line(_ conflict: FieldComparison, of pull: PortalPull) -> String {
        let seen = conflict.kind == .unseen ? "never seen" : "last seen \(PlanWords.value(conflict.seen))"
        return
            "\(pull.id): \(conflict.path.description.displayText): \(seen), here \(PlanWords.value(conflict.local)), "
            + "at the service \(PlanWords.value(conflict.remote))\n"
    }

    private func value(_ conflict: FieldComparison, of pull: PortalPull) -> Value {
        var object = ValueObject([
            ("id", .string(pull.id.description)), ("field", .string(conflict.path.description)),
            ("wasSeen", .boolean(conflict.kind != .unseen)),
        ])
        object["seen"] = conflict.seen
        object["local"] = conflict.local
        object["remote"] = conflict.remote
        return .object(object)
    }

    /// What became of each portal.
    func report(_ report: PullReport) -> String {
        switch format {
        case .text:
            let lines = report.portals.compactMap { line($0.id, $0.outcome) }
            return (lines + [summary(report)]).joined(separator: "\n") + "\n"
        case .json:
            return json([
                ("isDone", .boolean(report.isDone)), ("conflicts", .array([])),
                ("portals", .array(report.portals.map { value($0.id, $0.outcome) })),
                ("notes", .array(report.notes.map { .string($0) })),
            ])
        }
    }

    private func line(_ id: PortalID, _ outcome: PullReport.Outcome) -> String? {
        switch outcome {
        case .created(let file): "\(id): new in \(file.displayText)"
        case .changed(let file): "\(id): changed in \(file.displayText)"
        case .unchanged: nil
        case .gone(let file): "\(id): gone at the service; \(file.displayText) is kept"
        case .failed(let reason): "\(id): failed: \(reason.displayText)"
        }
    }

    private func summary(_ report: PullReport) -> String {
        let words = report.portals.map { Self.word($0.outcome) }
        let parts = ["new", "changed", "unchanged", "gone", "failed"].compactMap { word in
            let count = words.count { $0 == word }
            return count == 0 ? nil : "\(count) \(word)"
        }
        return parts.isEmpty ? "no portals" : parts.joined(separator: ", ")
    }

    private static func word(_ outcome: PullReport.Outcome) -> String {
        switch outcome {
        case .created: "new"
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .gone: "gone"
        case .failed: "failed"
        }
    }

    private func value(_ id: PortalID, _ outcome: PullReport.Outcome) -> Value {
        var object = ValueObject([("id", .string(id.description)), ("result", .string(Self.word(outcome)))])
        switch outcome {
        case .created(let file), .changed(let file), .gone(let file): object["file"] = .string(file)
        case .failed(let reason): object["reason"] = .string(reason)
        case .unchanged: break
        }
        return .object(object)
    }

    private func json(_ members: [(String, Value)]) -> String {
        Value.object(ValueObject([("version", .number("1"))] + members)).prettyJSON + "\n"
    }
}
#endif
