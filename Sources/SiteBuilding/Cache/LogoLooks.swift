import Portals
import Rendering
import Synchronization
import Workspaces

/// How the logos look that portals name; each is looked at once in a run, however many portals share it.
final class LogoLooks: Sendable {
    private struct Look: Sendable {
        let stamp: FileStamp?
        let hasRaster: Bool
    }

    private let files: PortalFiles
    /// When the run began, in nanoseconds since 1970.
    private let moment: Int64
    private let looks = Mutex<[KeyBytes: Look]>([:])
    private let contents = Mutex<[KeyBytes: ContentHash?]>([:])

    init(_ files: PortalFiles, moment: Int64) {
        self.files = files
        self.moment = moment
    }

    /// Returns how a logo looks, for the next run.
    ///
    /// One that may have changed since the run began has no stamp: the pages may show what it was before, so that they
    /// are made again.
    func trace(of path: String) -> PortalTrace.Logo {
        let look = look(at: path)
        let stamp = look.stamp.flatMap { $0.isSettled(at: moment) ? $0 : nil }
        return PortalTrace.Logo(path: path, stamp: stamp, content: content(of: path), hasRaster: look.hasRaster)
    }

    /// Returns how a logo looks now if it is what it was; `nil` if it has changed.
    ///
    /// - Parameters:
    ///   - old: How it looked.
    ///   - moment: When it looked so.
    ///   - isVerifying: Whether its content is looked at in any case.
    /// - Returns: How it looks now.
    func unchanged(_ old: PortalTrace.Logo, since moment: Int64, isVerifying: Bool) -> PortalTrace.Logo? {
        let look = look(at: old.path)
        guard look.hasRaster == old.hasRaster, (look.stamp == nil) == (old.stamp == nil) else { return nil }
        var now = old
        now.stamp = look.stamp
        if !isVerifying, look.stamp == old.stamp, look.stamp?.isSettled(at: moment) ?? true { return now }
        return content(of: old.path) == old.content ? now : nil
    }

    private func look(at path: String) -> Look {
        if let known = looks.withLock({ $0[KeyBytes(path)] }) { return known }
        let look = Look(stamp: files.stamp(ofLogo: path), hasRaster: files.hasRaster(beside: path))
        looks.withLock { $0[KeyBytes(path)] = look }
        return look
    }

    private func content(of path: String) -> ContentHash? {
        if let known = contents.withLock({ $0[KeyBytes(path)] }) { return known }
        let hash = files.content(of: path).map { ContentHash(of: $0) }
        contents.withLock { $0[KeyBytes(path)] = .some(hash) }
        return hash
    }
}
