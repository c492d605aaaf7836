import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The server on which both services answer, on this machine alone.
package struct SandboxServer: Service {
    private let store: SandboxStore
    private let start: SandboxStart
    private let port: Int
    private let report: @Sendable (String) -> Void
    private let onReady: @Sendable (Int) async -> Void

    /// Makes a server; `run` starts it.
    ///
    /// - Parameters:
    ///   - store: What the services know.
    ///   - start: What a reset goes back to.
    ///   - port: The port; 0 for any that is free.
    ///   - report: Told what goes wrong inside the sandbox.
    ///   - onReady: Told the port as soon as the server answers.
    package init(
        store: SandboxStore,
        start: SandboxStart,
        port: Int,
        report: @escaping @Sendable (String) -> Void,
        onReady: @escaping @Sendable (Int) async -> Void
    ) {
        self.store = store
        self.start = start
        self.port = port
        self.report = report
        self.onReady = onReady
    }

    /// The port belongs to another program.
    package struct PortTaken: Error {}

    /// Answers until SIGTERM or SIGINT; whoever still waits for an answer then waits in vain (cli.md, servers).
    ///
    /// - Throws: `PortTaken`.
    package func runUntilSignal() async throws {
        var configuration = ServiceGroupConfiguration(
            services: [self],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Self.logger
        )
        configuration.maximumGracefulShutdownDuration = .milliseconds(500)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw PortTaken()
        } catch is CancellationError {
            return
        }
    }

    /// What libraries would log is either thrown or told by the responder.
    private static let logger = Logger(label: "portico.sandbox") { _ in SwiftLogNoOpLogHandler() }

    /// Answers until it is asked to end.
    ///
    /// - Throws: If the port is taken.
    package func run() async throws {
        let (responder, logger, date) = (responder(), Self.logger, DateHeader())
        // Hummingbird's `Application` would tell the real time in every answer, and a client whose sandbox is in
        // another year would wait until then.
        let server = try HTTPServerBuilder { LoopbackChannel(responder: $0) }.buildServer(
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: logger,
            responder: { [store] request, writer, channel in
                let context = SandboxContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
                var response = try await responder.respond(to: request, context: context)
                response.headers[.date] = date.text(at: store.now)
                if request.headers[.connection] == "close" { response.headers[.connection] = "close" }
                if request.method == .head { response = response.createHeadResponse() }
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { [onReady] channel in await onReady(channel.localAddress?.port ?? 0) }
        )
        try await server.run()
    }

    private func responder() -> SandboxResponder {
        let (window, pages) = (RateWindow(), PageSource())
        return SandboxResponder(
            rebilly: RebillyService(store: store, window: window),
            advancedBilling: AdvancedBillingService(store: store),
            hosted: HostedPages(store: store, pages: pages),
            control: ControlService(
                store: store,
                window: window,
                faults: FaultBoard(),
                log: RequestLog(),
                pages: pages,
                start: start
            ),
            store: store,
            report: report
        )
    }
}
