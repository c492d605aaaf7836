import Foundation
import Workspaces

/// Looks at every file again and again, where the system doesn't tell what happens to them.
final class PolledFiles: FileEvents {
    /// The time between two looks, and that while files change.
    private static let pause = Duration.milliseconds(250)
    private static let shortPause = Duration.milliseconds(50)
    /// How long a file that changes all the time is left alone.
    private static let patience = Duration.milliseconds(500)
    /// How long after its last change a file may be one that somebody is still writing, in nanoseconds.
    private static let writingTime: Int64 = 50_000_000

    private let workspace: String
    private var folders = WatchedFolders(logoFolders: [])
    /// What the file system said of each file; `nil` of one that can't be used.
    private var stamps: [String: FileStamp?] = [:]
    /// The files that may be written just now, and since when.
    private var young: [String: ContinuousClock.Instant] = [:]

    init(workspace: String) {
        self.workspace = workspace
    }

    var descriptor: Int32? { nil }
    var pause: Duration? { young.isEmpty ? Self.pause : Self.shortPause }

    func watch(_ folders: WatchedFolders) {
        guard folders != self.folders || stamps.isEmpty else { return }
        self.folders = folders
        // What is new is new to the site as well, which looks at everything.
        stamps = found()
    }

    func events() -> [FileEvent] {
        let (old, now) = (stamps, ContinuousClock.now)
        stamps = found()
        var events: [FileEvent] = []
        for (path, stamp) in stamps {
            if let known = old[path], known == stamp {
                if young.removeValue(forKey: path) != nil { events.append(.complete(path)) }
            } else {
                events.append(changed(path, stamp, at: now))
            }
        }
        for path in old.keys where stamps[path] == nil {
            young[path] = nil
            events.append(.gone(path))
        }
        return events
    }

    private func changed(_ path: String, _ stamp: FileStamp?, at now: ContinuousClock.Instant) -> FileEvent {
        let since = young[path] ?? now
        // One that changes all the time is shown now and then.
        guard let stamp, Self.isYoung(stamp), since + Self.patience > now else {
            young[path] = nil
            return .complete(path)
        }
        young[path] = since
        return .written(path)
    }

    private static func isYoung(_ stamp: FileStamp) -> Bool {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        let (age, isBeyond) = now.subtractingReportingOverflow(stamp.modified)
        return !isBeyond && (0..<writingTime).contains(age)
    }

    private func found() -> [String: FileStamp?] {
        guard let files = try? WorkspaceFiles(root: workspace) else { return [:] }
        var stamps: [String: FileStamp?] = [:]
        for folder in folders.all {
            guard let listing = try? files.list(folder.isEmpty ? "." : folder) else { continue }
            let found = listing.listed.map { ($0.name, Optional($0.stamp)) } + listing.refused.map { ($0.name, nil) }
            for (name, stamp) in found where folders.matters(name, in: folder) {
                stamps.updateValue(stamp, forKey: WatchedFolders.path(of: name, in: folder))
            }
        }
        return stamps
    }
}
