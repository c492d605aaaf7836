#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What stands at a place in the file system.
package enum FileKind: Sendable, Hashable {
    case file
    case folder
    case link
    case pipe
    case socket
    case device

    /// The kind in a sentence: `a folder`.
    package var words: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .pipe: "a named pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }
}

/// What the system says about a file, as far as it is needed here.
struct FileStatus: Sendable, Hashable {
    let kind: FileKind
    let stamp: FileStamp

    var size: Int { stamp.size }

    init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        stamp = FileStamp(status)
    }
}
