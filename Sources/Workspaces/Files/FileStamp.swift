#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a file system says of a file without reading it, by which a change is noticed.
package struct FileStamp: Sendable, Hashable {
    /// How many bytes the file has.
    package let size: Int
    /// The number of the file, which another file in its place has not.
    package let inode: UInt64
    /// When its content changed, in nanoseconds since 1970.
    package let modified: Int64
    /// When anything about it changed, in nanoseconds since 1970: nobody can set that back.
    package let changed: Int64

    /// Makes a stamp.
    ///
    /// - Parameters:
    ///   - size: How many bytes the file has.
    ///   - inode: The number of the file.
    ///   - modified: When its content changed, in nanoseconds since 1970.
    ///   - changed: When anything about it changed, in nanoseconds since 1970.
    package init(size: Int, inode: UInt64, modified: Int64, changed: Int64) {
        self.size = size
        self.inode = inode
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        size = Int(clamping: status.st_size)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.modified = Self.nanoseconds(modified)
        self.changed = Self.nanoseconds(changed)
    }

    /// Whether the content is the same for all that one can tell without reading it.
    ///
    /// The time of the last change of anything is left out: giving a file another name changes it.
    package func hasSameContent(as other: FileStamp) -> Bool {
        size == other.size && inode == other.inode && modified == other.modified
    }

    /// Whether a later change would show: not where the file changed while the clock that stamps it stood still.
    ///
    /// - Parameter moment: When the file was looked at, in nanoseconds since 1970 by the same clock.
    /// - Returns: Whether the stamp can be trusted.
    package func isSettled(at moment: Int64) -> Bool {
        let last = max(modified, changed)
        // A file system without fractions counts in steps of up to two seconds, as FAT does.
        let step: Int64 = last % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
        let (age, isBeyond) = moment.subtractingReportingOverflow(last)
        return moment > last && (isBeyond || age > step)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
