import Foundation
import SiteBuilding
import Synchronization

/// What changed, for all pages that are open: the last revisions, and whom to wake when there is a new one.
///
/// Nothing is kept for a client but the number of what it saw last. Who can't keep up is told at once what it missed,
/// and that everything differs where that is too much.
final class LiveEvents: Sendable {
    /// What a client is told.
    struct News: Sendable, Hashable {
        /// What the client sends when it comes back.
        let id: String
        /// One line of JSON.
        let json: String
    }

    /// How many revisions are kept.
    private static let limit = 256
    /// How many clients may listen.
    private static let clientLimit = 100
    /// How many portals are named in one event; beyond that everything differs.
    private static let portalLimit = 200

    private struct State {
        var revision = 0
        var changes: [LiveChange] = []
        var clients: [Int: @Sendable () -> Void] = [:]
        var lastClient = 0
        var hasEnded = false
    }

    /// What tells this run of the server from those before it.
    private let session: String
    private let state = Mutex(State())

    /// Begins without changes.
    ///
    /// - Parameter session: A text that no other run of the server has; letters and digits.
    init(session: String) {
        self.session = session
    }

    /// Whether no more changes will come.
    var hasEnded: Bool { state.withLock(\.hasEnded) }
    /// What is the newest revision now, for pages that are made after it.
    var id: String { "\(session)-\(state.withLock(\.revision))" }
    /// How many clients listen.
    var clientCount: Int { state.withLock(\.clients.count) }
    /// Whether nobody else may listen.
    var isFull: Bool { state.withLock { $0.hasEnded || $0.clients.count >= Self.clientLimit } }

    /// Tells everyone of a change.
    func publish(_ change: LiveChange) {
        wake { state in
            state.revision += 1
            state.changes.append(change)
            if state.changes.count > Self.limit { state.changes.removeFirst() }
        }
    }

    /// Ends all streams, for good.
    func end() {
        wake { $0.hasEnded = true }
    }

    /// Begins to listen.
    ///
    /// - Parameter wake: Called when there are news, and at the end.
    /// - Returns: What ends it; `nil` if too many listen already, or no more changes will come.
    func connect(_ wake: @escaping @Sendable () -> Void) -> Int? {
        state.withLock { state in
            guard !state.hasEnded, state.clients.count < Self.clientLimit else { return nil }
            state.lastClient += 1
            state.clients[state.lastClient] = wake
            return state.lastClient
        }
    }

    /// Stops listening.
    func disconnect(_ client: Int) {
        state.withLock { _ = $0.clients.removeValue(forKey: client) }
    }

    /// Returns what is new since a revision.
    ///
    /// - Parameter id: What was told last, maybe by an earlier run; `nil` for a client that has seen nothing yet.
    /// - Returns: All changes since in one; without changes where the client has seen everything.
    func news(since id: String?) -> News {
        let (revision, change) = state.withLock { state in
            guard let id else { return (state.revision, LiveChange()) }
            guard let seen = self.revision(id), (0...state.revision).contains(seen),
                state.revision - seen <= state.changes.count
            else { return (state.revision, LiveChange(isShared: true, gallery: true, problems: true)) }
            let missed = state.changes.suffix(state.revision - seen)
            let portals = missed.reduce(into: Set<String>()) { $0.formUnion($1.portals) }
            let isShared = missed.contains(where: \.isShared) || portals.count > Self.portalLimit
            let gallery = isShared || missed.contains(where: \.gallery)
            let change = LiveChange(
                portals: isShared ? [] : portals,
                isShared: isShared,
                gallery: gallery,
                problems: missed.contains(where: \.problems)
            )
            return (state.revision, change)
        }
        return News(id: "\(session)-\(revision)", json: Self.json(change, revision: revision))
    }

    private func revision(_ id: String) -> Int? {
        guard id.hasPrefix("\(session)-") else { return nil }
        return Int(id.dropFirst(session.count + 1))
    }

    private static func json(_ change: LiveChange, revision: Int) -> String {
        struct Event: Encodable {
            let gallery: Bool
            let portals: [String]
            let problems: Bool
            let revision: Int
            let shared: Bool
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let event = Event(
            gallery: change.gallery,
            portals: change.portals.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
            problems: change.problems,
            revision: revision,
            shared: change.isShared
        )
        return (try? encoder.encode(event)).map { String(decoding: $0, as: UTF8.self) } ?? #"{"shared":true}"#
    }

    private func wake(_ change: (inout State) -> Void) {
        let clients = state.withLock { state in
            change(&state)
            return Array(state.clients.values)
        }
        for client in clients { client() }
    }
}
