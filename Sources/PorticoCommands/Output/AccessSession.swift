#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Diagnostics
import Foundation
import Logging
import Transport
import Workspaces

/// A site whose customers a command may let in: where it is, with which key and which ledger.
struct AccessSession {
    let target: AccessTarget
    private let key: Secret
    private let ledger: AccessLedger
    private let settings: ClientSettings

    /// Finds out where the service is, reads the key, and opens the ledger.
    ///
    /// - Parameter options: The command's options.
    /// - Throws: `CommandFailure` if something of it is missing or wrong.
    init(_ options: AccessOptions) throws(CommandFailure) {
        let variables = ProcessInfo.processInfo.environment
        target = try AccessTarget(
            baseURL: options.baseURL,
            site: options.site,
            settings: try Self.settings(options),
            variables: SettingsVariables(variables)
        )
        key = try APIKey(
            variable: "PORTICO_ADVANCED_BILLING_API_KEY",
            file: options.apiKeyFile,
            variables: variables
        ).read()
        ledger = try LedgerSource(path: options.ledger, variables: SettingsVariables(variables)).open()
        var settings = ClientSettings()
        if options.list.file != nil { settings.concurrency = options.list.concurrency }
        if options.verbose {
            settings.logger = Logger(label: "portico") { [console = options.console] _ in RequestLog(console: console) }
            settings.logger.logLevel = .debug
        }
        self.settings = settings
    }

    /// The settings of the workspace; who lets customers in needs none.
    private static func settings(_ options: AccessOptions) throws(CommandFailure) -> Settings {
        let here = FileManager.default.currentDirectoryPath
        let isAsked = options.workspace != nil || options.environment != nil
        guard isAsked || WorkspaceFinder.workspace(around: here) != nil else { return Settings() }
        let choice = WorkspaceChoice(
            workspace: options.workspace,
            environment: options.environment,
            noOverrides: true
        )
        let workspace = try choice.openUnread().workspace
        let errors = workspace.diagnostics.filter { $0.severity == .error && $0.file == Workspace.settingsFile }
        guard errors.isEmpty else {
            // A site that is not understood would be looked for at the wrong host.
            options.console.problems(errors)
            throw CommandFailure(
                "portico.yaml has errors, so nothing was asked; mend them, or name another --workspace"
            )
        }
        return workspace.settings
    }

    /// Opens connections for as long as a closure runs.
    ///
    /// - Parameter body: What uses the desk.
    /// - Returns: What the closure returns.
    /// - Throws: What the closure throws.
    func withDesk<Result>(_ body: (AccessDesk) async throws -> Result) async throws -> Result {
        defer { ledger.close() }
        return try await AdvancedBillingClient.withClient(
            account: target.account,
            apiKey: key,
            settings: settings
        ) { client in
            try await body(AccessDesk(client: client, site: target.site, ledger: ledger))
        }
    }
}
#endif
