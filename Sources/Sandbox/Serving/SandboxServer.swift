import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The server on which both services answer, on this machine alone.
package struct SandboxServer: Service {
    private let store: SandboxStore
    private let port: Int
    private let report: @Sendable (String) -> Void
    private let onReady: @Sendable (Int) async -> Void

    /// Makes a server; `run` starts it.
    ///
    /// - Parameters:
    ///   - store: What the services know.
    ///   - port: The port; 0 for any that is free.
    ///   - report: Told what goes wrong inside the sandbox.
    ///   - onReady: Told the port as soon as the server answers.
    package init(
        store: SandboxStore,
        port: Int,
        report: @escaping @Sendable (String) -> Void,
        onReady: @escaping @Sendable (Int) async -> Void
    ) {
        self.store = store
        self.port = port
        self.report = report
        self.onReady = onReady
    }

    /// Answers until it is asked to end.
    ///
    /// - Throws: If the port is taken.
    package func run() async throws {
        let application = Application(
            responder: SandboxResponder(
                rebilly: RebillyService(store: store, window: RateWindow()),
                advancedBilling: AdvancedBillingService(store: store),
                hosted: HostedPages(store: store, pages: try PageMaker()),
                store: store,
                report: report
            ),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { [onReady] channel in await onReady(channel.localAddress?.port ?? 0) },
            // What it would log is either thrown or told by the responder.
            logger: Logger(label: "portico.sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
        try await application.run()
    }
}
