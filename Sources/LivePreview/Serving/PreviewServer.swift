package import Diagnostics
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Rendering
import ServiceLifecycle
package import SiteBuilding
import Synchronization
import UnixSignals
package import Workspaces

/// The server behind `portico serve`: shows a workspace's site, and repaints it when something changes on disk.
package struct PreviewServer: Service {
    /// Where a server listens.
    package struct Address: Sendable {
        /// The name or address to listen on; `nil` for this computer alone.
        package let host: String?
        /// The port; 0 for any that is free.
        package let port: Int

        /// Takes a place.
        package init(host: String?, port: Int) {
            self.host = host
            self.port = port
        }

        /// Whether others can reach it, so that nothing can be edited.
        package var isOpen: Bool { !Self.local.contains(host?.lowercased() ?? Self.loopback) }

        private static let loopback = "127.0.0.1"
        private static let local: Set<String> = [loopback, "localhost", "::1", "[::1]"]

        /// Whether somebody listens on a port of this computer.
        ///
        /// - Parameter port: The port.
        /// - Returns: Whether nobody else can.
        package static func isTaken(_ port: Int) async -> Bool {
            let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            guard let channel = try? await bootstrap.bind(host: loopback, port: port).get() else { return true }
            try? await channel.close()
            return false
        }

        /// What is listened on.
        var bound: String {
            guard let host else { return Self.loopback }
            return host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        }

        /// How the server is called in an address.
        var shown: String {
            switch bound {
            case "0.0.0.0", "::": Self.loopback
            case let host: host.contains(":") ? "[\(host)]" : host
            }
        }
    }

    /// Something that whoever started the server should know.
    package enum Report: Sendable {
        /// A file can't be read as a portal any more, or settings, templates or the sample customer got a problem.
        case problem(Diagnostic)
        /// A file can be read again.
        case mended(file: String)
        /// Something went wrong inside.
        case failure(String)
    }

    /// The port belongs to another program.
    package struct PortTaken: Error {}
    /// The host is none of this computer's.
    package struct HostUnusable: Error {}

    private let site: LiveSite
    private let workspace: String
    private let address: Address
    private let token: LiveToken
    private let published: @Sendable (Settings) -> PublishedPlace
    private let report: @Sendable (Report) -> Void
    private let onReady: @Sendable (_ address: String, _ port: Int) async -> Void
    private let limits: LiveLimits
    private let events: LiveEvents

    /// Makes a server; `run` starts it.
    ///
    /// - Parameters:
    ///   - site: The site.
    ///   - workspace: The folder it is read from.
    ///   - address: Where to listen.
    ///   - token: What the printed address holds.
    ///   - published: Says where portals are published, for comparing them with what was.
    ///   - report: Told what whoever started the server should know.
    ///   - onReady: Told the address to open, with its token, and the port, as soon as the server answers.
    package init(
        site: LiveSite,
        workspace: String,
        address: Address,
        token: LiveToken,
        published: @escaping @Sendable (Settings) -> PublishedPlace,
        report: @escaping @Sendable (Report) -> Void,
        onReady: @escaping @Sendable (_ address: String, _ port: Int) async -> Void
    ) {
        self.init(
            site: site,
            workspace: workspace,
            address: address,
            token: token,
            published: published,
            limits: LiveLimits(),
            report: report,
            onReady: onReady
        )
    }

    init(
        site: LiveSite,
        workspace: String,
        address: Address,
        token: LiveToken,
        published: @escaping @Sendable (Settings) -> PublishedPlace,
        limits: LiveLimits,
        report: @escaping @Sendable (Report) -> Void,
        onReady: @escaping @Sendable (_ address: String, _ port: Int) async -> Void
    ) {
        self.site = site
        self.workspace = workspace
        self.address = address
        self.token = token
        self.published = published
        self.limits = limits
        self.report = report
        self.onReady = onReady
        events = LiveEvents(session: String(UInt64.random(in: .min ... .max), radix: 36))
    }

    /// Answers until SIGTERM or SIGINT; open streams end then.
    ///
    /// - Throws: `PortTaken`, `HostUnusable`.
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
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL || error.errnoCode == EACCES {
            throw HostUnusable()
        } catch is SocketAddressError {
            throw HostUnusable()
        } catch is SocketAddressError.UnknownHost {
            throw HostUnusable()
        } catch is CancellationError {
            return
        }
    }

    /// What libraries would log is either thrown or told by the responder.
    private static let logger = Logger(label: "portico.serve") { _ in SwiftLogNoOpLogHandler() }

    /// Answers until it is asked to end.
    ///
    /// - Throws: If the port is taken.
    package func run() async throws {
        let (server, watch) = (
            try application(), LiveWatch(site: site, workspace: workspace, events: events, report: report)
        )
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask { try await watch.run() }
                // Neither is of use without the other.
                defer { group.cancelAll() }
                try await group.next()
            }
        } onGracefulShutdown: { [events] in
            events.end()
        }
    }

    /// The editor; `nil` where others can reach the server.
    private func editor() throws -> Editor? {
        guard !address.isOpen else { return nil }
        return try Editor(site: site, workspace: workspace) { [site, events] in
            let change = site.look()
            if !change.isEmpty { events.publish(change) }
        }
    }

    private func application() throws -> Application<LiveResponder> {
        var configuration = ApplicationConfiguration(address: .hostname(address.bound, port: address.port))
        configuration.availableConnectionsDelegate = .maximum(limits.connections, logger: Self.logger)
        let report = report
        let editor = try editor()
        let route: LiveRoute? = editor.map { editor -> LiveRoute in { try await editor.answer($0) } }
        let panel = EditorPanel.addition(isReadOnly: editor == nil)
        let notices = try LiveNotices()
        let responder = LiveResponder(
            access: LiveAccess(token: token, host: address.host),
            limits: limits,
            events: events,
            pages: LivePages(site: site, workspace: workspace, events: events, notices: notices) { _ in panel },
            notices: notices,
            comparer: try Comparer(site: site, workspace: workspace, events: events, published: published),
            edit: route,
            report: { report(.failure($0)) }
        )
        return Application(
            responder: responder,
            server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: limits.idle)),
            configuration: configuration,
            onServerRunning: { [onReady, address, token] channel in
                let port = channel.localAddress?.port ?? 0
                await onReady("http://\(address.shown):\(port)/?token=\(token.text)", port)
            },
            logger: Self.logger
        )
    }
}
