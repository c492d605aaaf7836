#if Networking
import Foundation
import Sandbox

/// What `sandbox` prints as soon as it answers.
struct SandboxAnnouncement {
    private let addresses: SandboxAddresses

    init(_ addresses: SandboxAddresses) {
        self.addresses = addresses
    }

    /// For people: addresses, names and keys, then lines for a shell.
    var text: String {
        let rows = [
            ("Rebilly", addresses.rebilly), ("  organization", addresses.organizationID),
            ("  API key", addresses.rebillyKey), ("Advanced Billing", addresses.origin),
            ("  site", addresses.site), ("  API key", addresses.advancedBillingKey), ("Control", addresses.control),
        ]
        let lines = rows.map { $0.0.padding(toLength: 18, withPad: " ", startingAt: 0) + $0.1 }
        let exports = addresses.environment.map { "export \($0.name)=\(ShellText.word($0.value))" }
        return (lines + [""] + exports).joined(separator: "\n") + "\n"
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
