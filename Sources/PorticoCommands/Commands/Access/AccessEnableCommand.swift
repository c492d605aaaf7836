#if Networking
import AdvancedBillingAPI
import ArgumentParser
import CustomerAccess
import Diagnostics
import Foundation
import Portals
import Transport

/// Lets customers into the portal: `portico access enable`.
struct AccessEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Lets customers into the portal, with an invitation if --invite says so.",
        discussion: """
            Asks the service to let each customer in; one who has access keeps it. With --invite the service sends an \
            invitation to whoever was never sent one, which is asked for on a terminal and needs --yes elsewhere. A mail \
            whose answer never came is reported as unknown, and not sent again by itself.

            EXAMPLES:
              portico access enable 1001
              portico access enable ref:app-7 email:ada@example.com --invite --yes
            """
    )

    @OptionGroup var options: AccessOptions
    @OptionGroup var answers: AnswerOptions

    @Flag(help: "Have the service send the invitation, if it never sent one.")
    var invite = false

    func run() async throws {
        try await options.console.reportingFailures {
            let question = invite ? MailQuestion(mail: "the invitation", questions: answers.questions) : nil
            return try await AccessRun(options: options, action: .enable(inviting: invite), question: question).run()
        }
    }
}

extension AccessAction {
    static func enable(inviting: Bool) -> AccessAction {
        AccessAction(
            name: inviting ? "invite" : "enable",
            resumption: .again,
            columns: ["access", "invited", "accepted"]
        ) { (desk, id) async throws(AccessError) in
            let customer = try await desk.enable(id, inviting: inviting)
            let invited = customer.lastInvited.map { ", invited \($0.date?.formatted(.iso8601) ?? $0.text)" } ?? ""
            return Outcome(
                values: [
                    .string(customer.access.rawValue), .time(customer.lastInvited?.date),
                    .time(customer.lastAccepted?.date),
                ],
                text: ["\(id): access enabled\(invited)"]
            )
        }
    }
}

/// The question before mails go to customers.
struct MailQuestion {
    /// What is sent, with its article.
    let mail: String
    /// Who can be asked.
    let questions: Questions

    /// Asks.
    ///
    /// - Parameter customers: Who would get it.
    /// - Throws: `CommandFailure` if the answer is no, or nobody can be asked.
    func ask(_ customers: [CustomerName]) throws(CommandFailure) {
        let whom = customers.count == 1 ? "customer \(customers[0])" : "\(customers.count) customers"
        guard try questions.agrees(to: "Send \(mail) to \(whom)?".displayText) else {
            throw CommandFailure("nothing was sent")
        }
    }
}
#endif
