#if Networking
import Diagnostics
import Foundation
import Sandbox

/// Serves a sandbox until a signal ends it.
struct SandboxRun {
    let console: Console
    let format: OutputOptions.Format

    /// What was asked for.
    struct Request {
        let port: Int?
        let state: String?
        let seed: String?
        let latency: Int?
        let rateLimit: SandboxArguments.RateLimit?
    }

    private static let ports = 4010...4029

    /// Serves until Ctrl-C.
    ///
    /// - Throws: `CommandFailure` if the state can't be opened or the port is taken.
    func serve(_ request: Request) async throws {
        if let state = request.state { try StateFile(state).check() }
        let store = try open(request.state)
        defer { store.close() }
        let start = SandboxStart(
            latency: request.latency,
            rateLimit: request.rateLimit.map { ($0.count, $0.seconds) },
            seed: try request.seed.map { try SeedSource(console: console).seed(from: $0) },
            stateName: request.state.map { URL(fileURLWithPath: $0).lastPathComponent }
        )
        for message in try await start.apply(to: store) { console.failure("not added: \(message)") }
        let ports = request.port.map { [$0] } ?? Array(Self.ports)
        for port in ports {
            do {
                return try await serve(store, start, on: port)
            } catch is SandboxServer.PortTaken {
                continue
            }
        }
        let words = ports.count == 1 ? "port \(ports[0]) is taken" : "the ports from 4010 to 4029 are taken"
        throw CommandFailure("\(words); name another with --port, or 0 for any")
    }

    private func serve(_ store: SandboxStore, _ start: SandboxStart, on port: Int) async throws {
        let console = console
        let format = format
        let server = SandboxServer(store: store, start: start, port: port) { report in
            console.failure("error: \(report.displayText)")
        } onReady: { port in
            let announcement = SandboxAnnouncement(
                SandboxAddresses(store: store, port: port),
                SandboxCircumstances(of: store)
            )
            // A reader that has gone away needs no announcement.
            try? console.result(format == .json ? announcement.json() : announcement.text)
        }
        try await server.runUntilSignal()
    }

    private func open(_ state: String?) throws(CommandFailure) -> SandboxStore {
        do throws(SandboxStore.OpenError) {
            return try SandboxStore(path: state, realTime: { Date() }, random: SystemRandomNumberGenerator())
        } catch {
            let name = (state ?? "the state").displayText
            switch error {
            case .inUse:
                throw CommandFailure("\(name) is in use by another sandbox; end that one, or name another file")
            case .foreign: throw CommandFailure("\(name) is no state of a sandbox; name another file")
            case .damaged:
                throw CommandFailure("\(name) is damaged; remove it, or name another file, and start with --seed")
            case .unusable(let reason): throw CommandFailure("\(name) can't be opened: \(reason); name another file")
            }
        }
    }
}
#endif
