#if Networking
import AdvancedBillingAPI
import ArgumentParser
import CustomerAccess
import Diagnostics
import Foundation
import Portals
import Transport

/// Tells how customers' access stands: `portico access status`.
struct AccessStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells of customers whether they have access, were invited and accepted, and how their link stands.",
        discussion: """
            Reads the customers from the service, and their links' dates and counts from the ledger; it costs no request \
            for a link, and shows none.

            EXAMPLES:
              portico access status 1001 1004
              portico access status email:ada@example.com --format json
            """
    )

    @OptionGroup var options: AccessOptions

    func run() async throws {
        try await options.console.reportingFailures {
            try await AccessRun(options: options, action: .status).run()
        }
    }
}

extension AccessAction {
    static var status: AccessAction {
        AccessAction(
            name: "status",
            resumption: .unkept,
            columns: [
                "name", "reference", "email", "access", "invited", "accepted", "hasLink", "linkExpires", "requests",
                "newLinkAvailable", "blockedUntil", "nextResend", "unknownMails",
            ],
            head: ["CUSTOMER", "NAME", "ACCESS", "INVITED", "ACCEPTED", "LINK UNTIL", "REQUESTS", "NEW LINK FROM"]
        ) { (desk, id) async throws(AccessError) in
            let status = try await desk.status(of: id)
            return Outcome(values: status.values, text: status.cells, notes: status.notes)
        }
    }
}

extension AccessStatus {
    private var name: String {
        [customer.firstName, customer.lastName].compactMap(\.self).joined(separator: " ")
    }

    fileprivate var values: [Value] {
        [
            .string(name), .text(customer.reference), .text(customer.email), .string(customer.access.rawValue),
            .time(customer.lastInvited?.date), .time(customer.lastAccepted?.date), .boolean(hasLink),
            .time(linkExpires), .count(requestCount), .time(newLinkAvailable), .time(blockedUntil), .time(nextResend),
            .array(unknownMails.map { .time($0) }),
        ]
    }

    fileprivate var cells: [String] {
        func time(_ stamp: Timestamp?) -> String { stamp.map { $0.date.map(Self.words) ?? $0.text.displayText } ?? "-" }
        return [
            customer.id.description, name.displayText, customer.access.rawValue, time(customer.lastInvited),
            time(customer.lastAccepted), hasLink ? linkExpires.map(Self.words) ?? "not said" : "-",
            requestCount.map { "\($0) of \(CustomerLink.requestLimit)" } ?? "-",
            newLinkAvailable.map(Self.words) ?? "-",
        ]
    }

    fileprivate var notes: [String] {
        var notes: [String] = []
        if let blockedUntil {
            notes.append("the service refuses requests for a link until \(Self.words(blockedUntil))")
        }
        if let nextResend { notes.append("the next invitation can go from \(Self.words(nextResend))") }
        for mail in unknownMails {
            notes.append("whether the mail of \(Self.words(mail)) was sent is not known; 'resend' sends it again")
        }
        return notes
    }

    private static func words(_ date: Date) -> String { date.formatted(.iso8601) }
}
#endif
