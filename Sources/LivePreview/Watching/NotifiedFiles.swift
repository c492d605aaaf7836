#if canImport(Glibc)
import Glibc

/// Hears from Linux what happens to files (inotify).
final class NotifiedFiles: FileEvents {
    private static let mask = UInt32(
        IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
            | IN_MOVE_SELF | IN_ONLYDIR
    )
    private static let bufferSize = 64 << 10
    /// How often is read at once at most, so that a storm of events doesn't keep those before it from being told.
    private static let readLimit = 64

    private let workspace: String
    private let number: Int32
    private var folders = WatchedFolders(logoFolders: [])
    /// The folders of each watch; two paths may lead to one folder.
    private var watches: [Int32: [String]] = [:]
    /// Whether the workspace's folder can't be watched, because it isn't there.
    private var isRootMissing = false

    /// Opens the way to hear.
    ///
    /// - Parameter workspace: The folder of the workspace.
    /// - Throws: `WatchingFailure` where the system lets nobody hear any more.
    init(workspace: String) throws(WatchingFailure) {
        self.workspace = workspace
        number = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
        if number < 0 { throw WatchingFailure() }
    }

    deinit {
        closeDescriptor(number)
    }

    var descriptor: Int32? { number }
    var pause: Duration? { isRootMissing ? .milliseconds(200) : nil }

    func watch(_ folders: WatchedFolders) throws(WatchingFailure) {
        self.folders = folders
        var now: [Int32: [String]] = [:]
        isRootMissing = false
        for folder in folders.all {
            let watch = inotify_add_watch(number, folder.isEmpty ? workspace : "\(workspace)/\(folder)", Self.mask)
            if watch >= 0 {
                now[watch, default: []].append(folder)
            } else if [ENOSPC, ENOMEM, EMFILE, ENOSYS, EINVAL].contains(errno) {
                throw WatchingFailure()
            } else if folder.isEmpty {
                isRootMissing = true
            }
        }
        for watch in watches.keys where now[watch] == nil { inotify_rm_watch(number, watch) }
        watches = now
    }

    func events() throws(WatchingFailure) -> [FileEvent] {
        var batch = Batch()
        var buffer = [UInt8](repeating: 0, count: Self.bufferSize)
        for _ in 0..<Self.readLimit {
            let count = read(number, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != EAGAIN { throw WatchingFailure() }
            if count <= 0 { break }
            buffer.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<count]), into: &batch) }
        }
        if batch.hasNewFolders || isRootMissing {
            let wasMissing = isRootMissing
            try watch(folders)
            if batch.hasNewFolders || wasMissing && !isRootMissing { batch.events.append(.everything) }
        }
        return batch.settled
    }

    // MARK: Events

    /// What was read at once.
    private struct Batch {
        var events: [FileEvent] = []
        /// Whether one of the folders came, went, or is another one now.
        var hasNewFolders = false
        /// The files that were moved away, by what connects both ends of a move.
        var moved: [UInt32: (path: String, place: Int)] = [:]
        var arrived: Set<UInt32> = []

        /// The events; a file that was only renamed isn't waited for.
        var settled: [FileEvent] {
            var events = events
            for (cookie, away) in moved where arrived.contains(cookie) { events[away.place] = .complete(away.path) }
            return events
        }
    }

    private func take(_ bytes: UnsafeRawBufferPointer, into batch: inout Batch) {
        let headSize = MemoryLayout<inotify_event>.size
        var start = 0
        while start + headSize <= bytes.count {
            let head = bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
            let end = min(start + headSize + Int(head.len), bytes.count)
            let name = bytes[(start + headSize)..<end].prefix { $0 != 0 }
            take(head, String(validating: name, as: UTF8.self) ?? "", into: &batch)
            start = end
        }
    }

    private func take(_ head: inotify_event, _ name: String, into batch: inout Batch) {
        func has(_ flags: Int32) -> Bool { head.mask & UInt32(bitPattern: flags) != 0 }
        if has(IN_Q_OVERFLOW) {
            batch.hasNewFolders = true
            return
        }
        guard let folders = watches[head.wd] else { return }
        if has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) {
            batch.hasNewFolders = true
            return
        }
        for folder in folders {
            let path = WatchedFolders.path(of: name, in: folder)
            if self.folders.isFolder(path) {
                if has(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO) { batch.hasNewFolders = true }
            } else if !has(Int32(IN_ISDIR)), !name.isEmpty, self.folders.matters(name, in: folder) {
                batch.events.append(Self.event(head, path, &batch))
            }
        }
    }

    private static func event(_ head: inotify_event, _ path: String, _ batch: inout Batch) -> FileEvent {
        func has(_ flags: Int32) -> Bool { head.mask & UInt32(bitPattern: flags) != 0 }
        if has(IN_MOVED_TO) {
            batch.arrived.insert(head.cookie)
            return .complete(path)
        }
        if has(IN_MOVED_FROM) {
            batch.moved[head.cookie] = (path, batch.events.count)
            return .gone(path)
        }
        if has(IN_DELETE) { return .gone(path) }
        if has(IN_CREATE) { return .appeared(path) }
        return has(IN_MODIFY) ? .written(path) : .complete(path)
    }
}
#endif
