#if Networking
import Diagnostics
import Foundation
import LivePreview
import Publishing
import SiteBuilding
import Workspaces

/// Serves a workspace until a signal ends it.
struct ServeRun {
    let console: Console
    let format: OutputOptions.Format
    let isVerbose: Bool
    let opensBrowser: Bool

    private static let ports = 4000...4019

    /// Serves until Ctrl-C.
    ///
    /// - Parameters:
    ///   - choice: The workspace.
    ///   - host: Where to listen; `nil` for this computer alone.
    ///   - port: The port; `nil` for the last one or a free one.
    /// - Throws: `CommandFailure` if there is no workspace or the port is taken.
    func serve(_ choice: WorkspaceChoice, host: String?, port: Int?) async throws {
        let folder = try choice.folder()
        let site = try open(folder, choice)
        console.problems(site.problems)
        let keeper = ServeState(
            workspace: URL(fileURLWithPath: folder).resolvingSymlinksInPath().path,
            environment: ProcessInfo.processInfo.environment
        )
        let kept = kept(by: keeper)
        let ports = port.map { [$0] } ?? (kept.port.map { [$0] } ?? []) + Self.ports.filter { $0 != kept.port }
        // Whoever finds the last port taken, maybe by the same workspace, leaves what is kept to the first.
        var isLastTaken = false
        if let last = kept.port, let port, port != last { isLastTaken = await PreviewServer.Address.isTaken(last) }
        for (place, port) in ports.enumerated() {
            let keeps = kept.port == nil || place == 0 && !isLastTaken
            let address = PreviewServer.Address(host: host, port: port)
            if address.isOpen, place == 0 { warn(host) }
            let server = PreviewServer(
                site: site,
                workspace: folder,
                address: address,
                token: kept.token,
                published: Self.published
            ) { report in
                tell(report)
            } onReady: { address, port in
                if keeps { keep(ServeState.Content(token: kept.token, port: port), by: keeper, instead: kept.port) }
                announce(address, port: port)
            }
            do {
                return try await server.runUntilSignal()
            } catch is PreviewServer.PortTaken {
                continue
            } catch is PreviewServer.HostUnusable {
                throw CommandFailure(
                    "nothing can listen on \((host ?? "127.0.0.1").displayText), port \(port); "
                        + "name an address of this computer with --host, and a port above 1023 with --port"
                )
            }
        }
        let words = ports.count == 1 ? "port \(ports[0]) is taken" : "the ports from 4000 to 4019 are taken"
        throw CommandFailure("\(words); name another with --port, or 0 for any")
    }

    private func open(_ folder: String, _ choice: WorkspaceChoice) throws -> LiveSite {
        do {
            return try LiveSite(
                workspace: folder,
                environment: choice.environment,
                usesOverrides: !choice.noOverrides
            )
        } catch let error as Workspace.OpenError {
            throw CommandFailure(error.sentence(folder: folder))
        }
    }

    /// Where the portals are published, by the same rules as `publish`.
    @Sendable private static func published(_ settings: Settings) -> PublishedPlace {
        do throws(TargetChoice.Failure) {
            let choice = TargetChoice(variables: ProcessInfo.processInfo.environment)
            return .address(try choice.target(settings).address)
        } catch {
            return .unknown(error.sentence)
        }
    }

    // MARK: What is kept

    private func kept(by keeper: ServeState) -> ServeState.Content {
        do throws(ServeState.Obstacle) {
            if let kept = try keeper.read() { return kept }
        } catch {
            detail("\(keeper.path) \(error.words), so that it is made anew; tabs that are open need the new address")
        }
        var generator = SystemRandomNumberGenerator()
        return ServeState.Content(token: LiveToken(using: &generator), port: nil)
    }

    private func keep(_ content: ServeState.Content, by keeper: ServeState, instead port: Int?) {
        if port == content.port { return }
        do throws(ServeState.Obstacle) {
            try keeper.write(content)
        } catch {
            detail("\(keeper.path) can't be written: \(error.words); the next run has another address")
        }
    }

    private func detail(_ text: String) {
        if isVerbose { console.detail("note: \(text)") }
    }

    // MARK: What is said

    private func warn(_ host: String?) {
        console.failure(
            "warning: whoever can reach \((host ?? "").displayText) and has the address below can look at this "
                + "workspace, also from other computers; nothing can be edited"
        )
    }

    private func announce(_ address: String, port: Int) {
        // A reader that has gone away needs no announcement.
        switch format {
        case .text: try? console.result("\(address)\n")
        case .json: try? console.result("\(Self.json(address, port: port))\n")
        }
        if opensBrowser, let failure = BrowserStart(address: address).run() { console.note("note: \(failure)") }
    }

    private static func json(_ address: String, port: Int) -> String {
        struct Announcement: Encodable {
            let version = 1
            let url: String
            let port: Int
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(Announcement(url: address, port: port)))
            .map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private func tell(_ report: PreviewServer.Report) {
        switch report {
        case .problem(let problem): console.problems([problem])
        case .mended(let file): console.note("\(file.displayText): can be read again")
        case .failure(let words): console.failure("error: \(words.displayText)")
        }
    }
}

/// Opens an address in the browser of whoever sits at this computer.
struct BrowserStart {
    let address: String

    /// Asks the system to open it.
    ///
    /// - Returns: What went wrong, in words; `nil` if nothing did at once.
    func run() -> String? {
        #if os(macOS)
        let name = "open"
        #else
        let name = "xdg-open"
        #endif
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name, address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let hasProgram = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
        }
        guard hasProgram else { return "there is no \(name) that opens a browser; open the address yourself" }
        do {
            try process.run()
            return nil
        } catch {
            return "the browser can't be opened; open the address yourself"
        }
    }
}
#endif
