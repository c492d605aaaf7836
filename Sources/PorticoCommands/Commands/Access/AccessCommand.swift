#if Networking
import ArgumentParser

/// Lets customers into the portal: `portico access`.
struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Lets customers into the billing portal of Maxio Advanced Billing.",
        discussion: """
            A customer is an id, ref:REFERENCE or email:ADDRESS. What the service wants its callers to remember stands in \
            a ledger in the user's state folder: links, how often they were asked for, and mails. Its links are sealed if \
            PORTICO_LEDGER_KEY is set. Who needs no workspace names the site with --site.

            EXAMPLES:
              portico access link 1004 --site acme
              portico access enable ref:app-7 --invite --yes
            """,
        subcommands: [
            AccessEnableCommand.self, AccessLinkCommand.self, AccessResendCommand.self, AccessRevokeCommand.self,
            AccessStatusCommand.self,
        ]
    )
}
#endif
