#if Networking
import ArgumentParser
import Diagnostics
import Portals
import Publishing
import RebillyAPI
import Transport
import Workspaces

/// Deletes a portal at the service: `portico delete`.
struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Deletes one portal at the service; nothing else in Portico ever does.",
        discussion: """
            Reads the portal at the service, deletes it there, and takes it out of portico.lock.json; its file stays. \
            Customers lose its address for good: 'status: inactive' in its file closes it without losing it. On a \
            terminal the id has to be typed; elsewhere --yes is needed.

            EXAMPLES:
              portico delete old-brand --environment test
              portico delete old-brand --environment test --yes
            """
    )

    @Argument(help: ArgumentHelp("The portal to delete.", valueName: "id"))
    var id: String

    @OptionGroup var workspace: TargetOptions
    @OptionGroup var service: ServiceOptions
    @OptionGroup var answers: AnswerOptions
    @OptionGroup var output: ConsoleOptions

    func run() async throws {
        let console = output.console
        try await console.reportingFailures {
            guard let id = try? PortalID(id) else { throw CommandFailure("'\(id.displayText)' is no id of a portal") }
            ProcessSignals.stand(.undeleted)
            let claim = try PublishRun.claim(try workspace.choice.folder())
            defer { withExtendedLifetime(claim) {} }
            let session = try PlanSession(workspace.choice, service, console: console)
            try await session.connection.withClient { try await delete(id, $0, session, console) }
            return ProblemCost([], isStrict: false)
        }
    }

    private func delete(_ id: PortalID, _ client: RebillyClient, _ session: PlanSession, _ console: Console)
        async throws
    {
        let place = PlanWords.target(session.connection.target)
        guard let portal = try await Self.portal(id, client) else {
            throw CommandFailure("there is no portal '\(id)' at \(place)")
        }
        try confirm(portal, place)
        try await ProcessSignals.withWorkInHand {
            try await client.deletePortal(id)
            let target = session.connection.target.address
            try await LockKeeper(session.lock, address: target, file: session.lockFile).change { $0.note(id, nil) }
        }
        try console.result("\(id): deleted at \(place.displayText)\n")
        if let file = session.local.portals.first(where: { $0.id == id })?.file {
            console.note("\(file.displayText) is still there, and publishing would create the portal again")
        }
    }

    private static func portal(_ id: PortalID, _ client: RebillyClient) async throws(RebillyError) -> Portal? {
        do throws(RebillyError) { return try await client.portal(id).value } catch .notFound { return nil }
    }

    private func confirm(_ portal: Portal, _ place: String) throws(CommandFailure) {
        guard !answers.yes else { return }
        let advice =
            portal.status == .active
            ? " Customers can open it at \(portal.address); 'status: inactive' in its file would close it without losing it."
            : ""
        let question = "This deletes \(portal.id) (\(portal.name)) at \(place) for good.\(advice)".displayText
        guard answers.questions.canAsk else {
            throw CommandFailure("\(question) Add --yes to delete it")
        }
        guard answers.questions.confirms(portal.id.description, question) else {
            throw CommandFailure("nothing was deleted")
        }
    }
}
#endif
