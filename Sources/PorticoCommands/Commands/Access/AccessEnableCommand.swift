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
            whose answer never came is reported as unknown; another run finds out whether it was sent.

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
            columns: ["access", "invited", "accepted", "mailed"]
        ) { (desk, id) async throws(AccessError) in
            let enabled = try await desk.enable(id, inviting: inviting)
            let customer = enabled.customer
            return Outcome(
                values: [
                    .string(customer.access.rawValue), .time(customer.lastInvited?.date),
                    .time(customer.lastAccepted?.date), .boolean(enabled.hasSentInvitation),
                ],
                text: ["\(id): access enabled\(enabled.invitationWords)"],
                notes: enabled.hasSentInvitation || !inviting
                    ? [] : ["no mail was sent, because there was one before; 'portico access resend' sends it again"]
            )
        }
    }
}

extension EnabledAccess {
    /// What is said of the invitation; empty if there was none.
    fileprivate var invitationWords: String {
        guard let invited = customer.lastInvited else { return hasSentInvitation ? ", invitation sent" : "" }
        let time = invited.date?.formatted(.iso8601) ?? invited.text.displayText
        return hasSentInvitation ? ", invitation sent \(time)" : ", invited \(time)"
    }
}
#endif
