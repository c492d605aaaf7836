import Foundation
import Synchronization
import Workspaces

/// The thread that waits for changes, so that no thread of a pool has to.
final class WatchingThread: Sendable {
    private struct State: Sendable {
        var tracker: ChangeTracker
        var folders: WatchedFolders
        /// Whether the folders are others than those that are watched.
        var hasNewFolders = true
        var isStopped = false
    }

    private let workspace: String
    private let method: WorkspaceWatcher.Method
    private let idleTime: Duration
    private let wake: WakePipe
    private let state: Mutex<State>

    /// Prepares the thread.
    ///
    /// - Parameter watcher: What to watch, and how.
    /// - Throws: `SystemError` if there are too many open files.
    init(_ watcher: WorkspaceWatcher) throws(SystemError) {
        workspace = watcher.workspace
        method = watcher.method
        idleTime = watcher.idleTime
        wake = try WakePipe()
        state = Mutex(
            State(tracker: ChangeTracker(watcher.times), folders: WatchedFolders(logoFolders: watcher.logoFolders()))
        )
    }

    /// Runs until `stop()`, on a thread of its own, and returns when that has ended.
    ///
    /// - Parameter look: Is called when a look is due; it must not wait.
    func run(_ look: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            let thread = Thread {
                self.watch(look)
                ended.resume()
            }
            thread.name = "portico watch"
            thread.start()
        }
    }

    /// Gives back what the thread needed, once it has ended.
    func close() {
        wake.close()
    }

    /// Ends the thread at once.
    func stop() {
        state.withLock { $0.isStopped = true }
        wake.wake()
    }

    /// The files to leave alone just now.
    var sparing: Set<String> { state.withLock { $0.tracker.sparing } }

    /// Takes what a look came to.
    ///
    /// - Parameters:
    ///   - isUnfinished: Whether to look again soon.
    ///   - logoFolders: The folders in which logos are now.
    func looked(isUnfinished: Bool, logoFolders: Set<String>) {
        let folders = WatchedFolders(logoFolders: logoFolders)
        let hasNews = state.withLock { state in
            if isUnfinished { state.tracker.retry(from: .now) }
            if folders != state.folders {
                state.folders = folders
                state.hasNewFolders = true
            }
            return isUnfinished || state.hasNewFolders
        }
        if hasNews { wake.wake() }
    }

    // MARK: On the thread

    private func watch(_ look: () -> Void) {
        var source = source()
        var idleSince = ContinuousClock.now
        // The workspace may have changed since it was read.
        state.withLock { $0.tracker.look(at: .now) }
        while !state.withLock({ $0.isStopped }) {
            do throws(WatchingFailure) {
                try turn(source, &idleSince)
            } catch {
                source = PolledFiles(workspace: workspace)
                state.withLock { state in
                    state.hasNewFolders = true
                    state.tracker.note(.everything, at: .now)
                }
            }
            if state.withLock({ $0.tracker.takeDue(at: .now) }) { look() }
        }
    }

    /// Waits for something to happen, once.
    private func turn(_ source: any FileEvents, _ idleSince: inout ContinuousClock.Instant) throws(WatchingFailure) {
        let news = state.withLock { state -> WatchedFolders? in
            defer { state.hasNewFolders = false }
            return state.hasNewFolders ? state.folders : nil
        }
        if let news {
            try source.watch(news)
            // Something may have come into a folder before it was watched.
            state.withLock { $0.tracker.look(at: .now) }
        }
        var now = ContinuousClock.now
        let deadline = state.withLock { $0.tracker.deadline }
        let waits = [deadline.map { $0 - now }, source.pause, idleTime - (now - idleSince)].compactMap(\.self)
        waitUntilReadable([wake.reading, source.descriptor].compactMap(\.self), for: waits.min())
        wake.drain()
        let events = try source.events()
        now = .now
        let isIdle = now - idleSince >= idleTime
        if isIdle || !events.isEmpty { idleSince = now }
        // Watching anew finds a folder that was replaced without a word.
        if isIdle { try source.watch(state.withLock { $0.folders }) }
        state.withLock { state in
            for event in events { state.tracker.note(event, at: now) }
            if isIdle { state.tracker.look(at: now) }
        }
    }

    /// What tells of changes, as the method and the system allow.
    private func source() -> any FileEvents {
        #if canImport(Glibc)
        let isNotified = method == .notifications || method == .automatic && !FileSystemKind.isRemote(workspace)
        if isNotified, let notified = try? NotifiedFiles(workspace: workspace) { return notified }
        #endif
        return PolledFiles(workspace: workspace)
    }
}
