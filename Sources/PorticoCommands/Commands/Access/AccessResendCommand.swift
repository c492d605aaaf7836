#if Networking
import AdvancedBillingAPI
import ArgumentParser
import CustomerAccess
import Foundation
import Portals
import Transport

/// Sends invitations again: `portico access resend`.
struct AccessResendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Sends customers their invitation again, at most four times in 30 minutes.",
        discussion: """
            The documents can be read as refusing the fifth within 30 minutes, so four go out; the ledger counts them. \
            The mail is asked for on a terminal and needs --yes elsewhere. One whose answer never came is reported as \
            unknown, counts, and is not sent again by itself. With --wait a list waits for the limit, and goes on with \
            the others meanwhile.

            EXAMPLES:
              portico access resend 1003 --yes
              portico access resend email:ada@example.com --force --yes
            """
    )

    @OptionGroup var options: AccessOptions
    @OptionGroup var answers: AnswerOptions

    @Flag(help: "Ask the service also after four in 30 minutes.")
    var force = false

    @Flag(help: "With a list: wait until the next invitation may go, instead of leaving the customer out.")
    var wait = false

    func validate() throws {
        if wait, options.list.file == nil { throw ValidationError("--wait belongs to --customers.") }
    }

    func run() async throws {
        try await options.console.reportingFailures {
            let question = MailQuestion(mail: "the invitation again", questions: answers.questions)
            var action = AccessAction.resend(beyondLimit: force)
            action.waits = wait
            return try await AccessRun(options: options, action: action, question: question).run()
        }
    }
}

extension AccessAction {
    static func resend(beyondLimit: Bool) -> AccessAction {
        AccessAction(name: "resend", resumption: .unlessMailed, columns: ["invited", "accepted"]) {
            (desk, id) async throws(AccessError) in
            let sent = try await desk.resendInvitation(to: id, beyondLimit: beyondLimit)
            let time = sent.lastInvited.map { " \($0.date?.formatted(.iso8601) ?? $0.text)" } ?? ""
            return Outcome(
                values: [.time(sent.lastInvited?.date), .time(sent.lastAccepted?.date)],
                text: ["\(id): invitation sent\(time)"]
            )
        }
    }
}
#endif
