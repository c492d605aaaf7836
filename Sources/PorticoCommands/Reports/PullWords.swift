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
            "\(pull.id): \(conflict.path.description.displayText): \(seen), here \(here(conflict, of: pull)), "
            + "at the service \(PlanWords.value(conflict.remote))\n"
    }

    /// What the file says: of a picture of the workspace its path, as in plans.
    private func here(_ conflict: FieldComparison, of pull: PortalPull) -> String {
        guard conflict.path == PortalField.logoID, let picture = pull.picture else {
            return PlanWords.value(conflict.local)
        }
        return picture.displayText
    }

    /// The path of a picture that has no id at the service yet; what a plan has in the place of the id has a colon,
    /// and an id has none.
    private func pending(_ conflict: FieldComparison, of pull: PortalPull) -> String? {
        guard conflict.path == PortalField.logoID, conflict.local?.string?.contains(":") == true else { return nil }
        return pull.picture
    }

    private func value(_ conflict: FieldComparison, of pull: PortalPull) -> Value {
        var object = ValueObject([
            ("id", .string(pull.id.description)), ("field", .string(conflict.path.description)),
            ("wasSeen", .boolean(conflict.kind != .unseen)),
        ])
        object["seen"] = conflict.seen
        object["local"] = pending(conflict, of: pull).map { .string($0) } ?? conflict.local
        object["remote"] = conflict.remote
        return .object(object)
    }

    /// What became of each portal.
    ///
    /// - Parameters:
    ///   - report: What pulling came to.
    ///   - settled: The pulls with the conflicts that were settled by taking a side.
    ///   - side: The side.
    /// - Returns: The text.
    func report(_ report: PullReport, settled: [PortalPull] = [], by side: PullSide? = nil) -> String {
        let failed = report.portals.filter { if case .failed = $0.outcome { true } else { false } }.map(\.id)
        let settled = settled.filter { !failed.contains($0.id) }
        switch format {
        case .text:
            let lines = report.portals.compactMap { line($0.id, $0.outcome) }
            let choices = settled.flatMap { pull in pull.conflicts.map { choice($0, of: pull, side) } }
            return (lines + choices + [summary(report)]).joined(separator: "\n") + "\n"
        case .json:
            return json([
                ("isDone", .boolean(report.isDone)), ("conflicts", .array([])),
                ("portals", .array(report.portals.map { value($0.id, $0.outcome) })),
                ("notes", .array(report.notes.map { .string($0) })),
                ("taken", side.map { .string($0.rawValue) } ?? .null),
                ("settled", .array(settled.flatMap { pull in pull.conflicts.map { value($0, of: pull) } })),
            ])
        }
    }

    /// Which side of a conflict counted.
    private func choice(_ conflict: FieldComparison, of pull: PortalPull, _ side: PullSide?) -> String {
        let (here, there) = (here(conflict, of: pull), PlanWords.value(conflict.remote))
        let field = "\(pull.id): \(conflict.path.description.displayText)"
        return side == .remote
            ? "\(field): taken from the service: \(there), in the place of \(here)"
            : "\(field): kept as in the file: \(here); the service holds \(there)"
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

extension PortalPull {
    /// The path of the picture that the workspace has for the header.
    fileprivate var picture: String? {
        if case .picture(let file)? = local?.logo { file.path } else { nil }
    }
}
#endif
