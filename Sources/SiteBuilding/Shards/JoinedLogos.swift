import Portals
import Synchronization
import Workspaces

/// The logos that cards of joined shards show.
///
/// They wait in a temporary file of the output, because thousands of them need not be in memory.
final class JoinedLogos: Sendable {
    /// How many are kept in memory, inspected; before one more, all are forgotten, which costs time alone.
    private static let keptLimit = 64

    private struct State {
        let spool: OutputDraft
        var places: [KeyBytes: (start: Int, count: Int)] = [:]
        var kept: [KeyBytes: Logo] = [:]
    }

    private let state: Mutex<State>

    init(in output: OutputFolder) throws(OutputError) {
        state = Mutex(State(spool: try OutputDraft(in: output)))
    }

    /// Adds a logo, unless there is one of its path.
    ///
    /// - Parameters:
    ///   - bytes: Its content, which was inspected.
    ///   - path: Its path as the portal file has it.
    /// - Throws: `OutputError` if the disk is full, and the like.
    func add(_ bytes: [UInt8], at path: String) throws(OutputError) {
        try state.withLock { state throws(OutputError) in
            guard state.places[KeyBytes(path)] == nil else { return }
            state.places[KeyBytes(path)] = (state.spool.count, bytes.count)
            try state.spool.append(bytes[...])
        }
    }

    /// Returns the logo of a path; `nil` if there is none.
    func logo(at path: String) -> Logo? {
        state.withLock { state in
            let key = KeyBytes(path)
            if let kept = state.kept[key] { return kept }
            guard let place = state.places[key],
                let bytes = try? state.spool.bytes(from: place.start, count: place.count),
                let logo = LogoInspector.inspect(bytes, fileName: path).logo
            else { return nil }
            if state.kept.count >= Self.keptLimit { state.kept = [:] }
            state.kept[key] = logo
            return logo
        }
    }
}
