#if Networking
import AdvancedBillingAPI
import ArgumentParser
import CustomerAccess
import Portals

/// Takes access away: `portico access revoke`.
struct AccessRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Takes customers' access to the portal away; their links stop working.",
        discussion: """
            The ledger forgets the link and keeps its counts and dates, because the service goes on counting: after \
            'portico access enable' it may give the same link again.

            EXAMPLES:
              portico access revoke 1004
              portico access revoke ref:app-7 --format json
            """
    )

    @OptionGroup var options: AccessOptions

    func run() async throws {
        try await options.console.reportingFailures {
            try await AccessRun(options: options, action: .revoke).run()
        }
    }
}

extension AccessAction {
    static var revoke: AccessAction {
        AccessAction(name: "revoke", resumption: .againUnlessRefused, columns: []) {
            (desk, id) async throws(AccessError) in
            try await desk.revoke(id)
            return Outcome(values: [], text: ["\(id): access revoked"])
        }
    }
}
#endif
