#if Networking
import Foundation
import Sandbox

/// What `sandbox` prints as soon as it answers.
struct SandboxAnnouncement {
    private let addresses: SandboxAddresses
    private let circumstances: SandboxCircumstances

    init(_ addresses: SandboxAddresses, _ circumstances: SandboxCircumstances) {
        self.addresses = addresses
        self.circumstances = circumstances
    }

    /// For people: addresses, names and keys, what is not as usual, then lines for a shell.
    var text: String {
        let rows = [
            ("Rebilly", addresses.rebilly), ("  organization", addresses.organizationID),
            ("  API key", addresses.rebillyKey), ("Advanced Billing", addresses.origin),
            ("  site", addresses.site), ("  API key", addresses.advancedBillingKey), ("Control", addresses.control),
        ]
        let lines = rows.map { $0.0.padding(toLength: 18, withPad: " ", startingAt: 0) + $0.1 }
        let exports = addresses.environment.map { "export \($0.name)=\(ShellText.word($0.value))" }
        let notes = notes.isEmpty ? [] : [""] + notes
        return (lines + notes + [""] + exports).joined(separator: "\n") + "\n"
    }

    /// What makes answers differ from those of a new sandbox, and how to go back.
    private var notes: [String] {
        var notes: [String] = []
        if let time = circumstances.time {
            let stands = circumstances.isFrozen ? ", where it stands still" : ""
            notes.append("The clock is turned to \(time)\(stands). To go back:")
            notes.append(call("PUT", "clock", #"{"isReal":true}"#))
        }
        let (latency, limit) = (circumstances.latency, circumstances.rateLimit)
        var settings: [String] = []
        if latency > 0 {
            notes.append("Each answer of the services is delayed by \(latency) ms.")
            settings.append(#""latency":0"#)
        }
        if let limit {
            notes.append("Rebilly takes \(limit.count) requests other than GET in \(limit.seconds) s.")
            settings.append(#""rebilly":{"rateLimit":3000,"rateWindow":600}"#)
        }
        if !settings.isEmpty {
            notes.append("To go back:")
            notes.append(call("PATCH", "settings", "{\(settings.joined(separator: ","))}"))
        }
        if !circumstances.settings.isEmpty {
            notes.append("Other settings that were changed: \(circumstances.settings.joined(separator: ", ")).")
        }
        return notes
    }

    /// A call of the control, as it is to be typed.
    private func call(_ method: String, _ path: String, _ body: String) -> String {
        let json = "-H 'Content-Type: application/json' -d \(ShellText.word(body))"
        return "  curl -X \(method) \(json) \(addresses.control)/\(path)"
    }

    /// For programs: one line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let report = JSONSandbox(
            rebilly: JSONSandbox.Rebilly(
                baseURL: addresses.rebilly,
                organizationId: addresses.organizationID,
                apiKey: addresses.rebillyKey
            ),
            advancedBilling: JSONSandbox.AdvancedBilling(
                baseURL: addresses.origin,
                site: addresses.site,
                apiKey: addresses.advancedBillingKey
            ),
            control: addresses.control
        )
        return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    }
}

/// What `sandbox --format json` prints.
struct JSONSandbox: Encodable {
    struct Rebilly: Encodable {
        let baseURL: String
        let organizationId: String
        let apiKey: String
    }

    struct AdvancedBilling: Encodable {
        let baseURL: String
        let site: String
        let apiKey: String
    }

    let version = 1
    let rebilly: Rebilly
    let advancedBilling: AdvancedBilling
    let control: String
}
#endif
