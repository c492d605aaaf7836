#if Networking
import Diagnostics
import Portals
import Publishing
import Transport

/// What publishing came to, in its two forms.
struct PublishReportText {
    let report: PublishReport
    let plan: PublishPlan
    let isDry: Bool

    /// For people: a line for each portal that was not left alone, then the counts.
    var text: String {
        let lines = report.portals.compactMap(line)
        return (lines + [summary]).joined(separator: "\n") + "\n"
    }

    private func line(_ outcome: PortalOutcome) -> String? {
        let words: String
        switch outcome.result {
        case .unchanged: return nil
        case .created: words = isDry ? "would be created" : "created"
        case .updated: words = isDry ? "would be updated" : "updated"
        case .differs(let paths):
            words =
                isDry
                ? "would be sent, and the service would hold another value of \(Self.list(paths)); run 'portico plan'"
                : "sent, but the service holds another value of \(Self.list(paths)); run 'portico plan'"
        case .failed(let reason):
            words = "failed: \(reason.withoutFullStop.displayText); \(Self.words(holding(outcome)))"
        case .notTried: words = "not tried"
        }
        let unkept =
            outcome.unkept.isEmpty
            ? "" : "; the service does not keep \(Self.list(outcome.unkept)), which is not sent about again"
        let own =
            outcome.setByService.isEmpty
            ? "" : "; the service sets \(Self.list(outcome.setByService)) itself, which is not said again"
        return "\(outcome.id): \(words)\(unkept)\(own)"
    }

    private static func list(_ paths: [FieldPath]) -> String {
        paths.map { $0.description.displayText }.joined(separator: ", ")
    }

    /// What the service holds now: after a dry run, in which nothing was written, what it held before.
    private func holding(_ outcome: PortalOutcome) -> PortalOutcome.Holding {
        guard isDry else { return outcome.holding }
        switch outcome.result {
        case .created, .updated, .differs: return .before
        case .failed where outcome.holding == .planned: return .before
        case .failed, .unchanged, .notTried: return outcome.holding
        }
    }

    private static func words(_ holding: PortalOutcome.Holding) -> String {
        switch holding {
        case .planned: "the service holds it as planned"
        case .before: "the service holds what it held before"
        case .other: "the service holds something else"
        case .unknown: "what the service holds is not known; run 'portico status'"
        }
    }

    private var summary: String {
        func count(_ isCounted: (PortalOutcome.Result) -> Bool) -> Int { report.portals.count { isCounted($0.result) } }
        let parts = [
            (count { if case .created = $0 { true } else { false } }, isDry ? "to create" : "created"),
            (count { if case .updated = $0 { true } else { false } }, isDry ? "to update" : "updated"),
            (count { if case .unchanged = $0 { true } else { false } }, "unchanged"),
            (count { if case .differs = $0 { true } else { false } }, "not as planned"),
            (count { if case .failed = $0 { true } else { false } }, "failed"),
            (count { if case .notTried = $0 { true } else { false } }, "not tried"),
            (report.uploadCount, (report.uploadCount == 1 ? "logo" : "logos") + (isDry ? " to upload" : " uploaded")),
        ]
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words.isEmpty ? "no portals" : words
    }

    /// For scripts.
    var json: String {
        let root = ValueObject([
            ("version", .number("1")),
            ("target", .string(plan.target.address)),
            ("isDryRun", .boolean(isDry)),
            ("isDone", .boolean(report.isDone)),
            ("uploads", .number("\(report.uploadCount)")),
            ("stop", report.stop.map { .string($0) } ?? .null),
            ("portals", .array(report.portals.map(portal))),
        ])
        return Value.object(root).prettyJSON + "\n"
    }

    private func portal(_ outcome: PortalOutcome) -> Value {
        var object = ValueObject([("id", .string(outcome.id.description))])
        switch outcome.result {
        case .created: object["result"] = .string("created")
        case .updated: object["result"] = .string("updated")
        case .unchanged: object["result"] = .string("unchanged")
        case .differs(let paths):
            object["result"] = .string("differs")
            object["fields"] = .array(paths.map { .string($0.description) })
        case .failed(let reason):
            object["result"] = .string("failed")
            object["reason"] = .string(reason)
        case .notTried: object["result"] = .string("notTried")
        }
        object["holds"] = .string(holding(outcome).rawValue)
        if !outcome.unkept.isEmpty { object["unkept"] = .array(outcome.unkept.map { .string($0.description) }) }
        if !outcome.setByService.isEmpty {
            object["setByService"] = .array(outcome.setByService.map { .string($0.description) })
        }
        return .object(object)
    }
}
#endif
