#if Networking
import AdvancedBillingAPI
import ArgumentParser
import CustomerAccess
import Foundation
import Portals
import Transport

/// Prints customers' links: `portico access link`.
struct AccessLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Prints a customer's personal link to the portal, and keeps it.",
        discussion: """
            Prints the address alone on standard output, a line a customer, and its ages on standard error. It comes from \
            the ledger while it works; the service is asked only for a link that is not there or is over, never before it \
            has another one, and never for the sixteenth time. Whoever has the address may act for the customer.

            EXAMPLES:
              portico access link 1004
              portico access link ref:app-7 --refresh
            """
    )

    @OptionGroup var options: AccessOptions

    @Flag(help: "Ask for a newer link than the stored one, if the service has one by now.")
    var refresh = false

    func run() async throws {
        try await options.console.reportingFailures {
            try await AccessRun(options: options, action: .link(refreshing: refresh)).run()
        }
    }
}

extension AccessAction {
    static func link(refreshing: Bool) -> AccessAction {
        AccessAction(
            name: "link",
            resumption: .unkept,
            columns: ["url", "origin", "fetched", "expires", "newLinkAvailable", "requests"],
            keepsLines: true
        ) { (desk, id) async throws(AccessError) in
            let link = try await desk.link(for: id, refreshing: refreshing)
            return Outcome(
                values: [
                    .string(link.url.exposed), .string(link.origin.rawValue), .time(link.fetched), .time(link.expires),
                    .time(link.newLinkAvailable), .count(link.requestCount),
                ],
                text: [link.url.exposed],
                notes: link.notes(refreshing: refreshing)
            )
        }
    }
}

extension CustomerLink {
    /// What is to be said beside the address.
    fileprivate func notes(refreshing: Bool) -> [String] {
        var ages = [origin == .ledger ? "from the ledger, fetched \(Self.words(fetched))" : "fetched now"]
        if let expires { ages.append("works until \(Self.words(expires))") }
        if let newLinkAvailable { ages.append("a new one from \(Self.words(newLinkAvailable))") }
        if let requestCount { ages.append("\(requestCount) of \(Self.requestLimit) requests used") }
        var notes = [ages.joined(separator: "; ")]
        if refreshing, origin == .ledger {
            notes.append("by its dates there is no newer one yet, so this is the stored one")
        }
        if origin == .service, isNearlyUsedUp {
            notes.append("few requests are left; other programs should take the link from where it is stored")
        }
        if let ledgerFailure { notes.append("it could not be stored: \(ledgerFailure)") }
        return notes
    }

    private static func words(_ date: Date) -> String { date.formatted(.iso8601) }
}
#endif
