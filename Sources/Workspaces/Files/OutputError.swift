import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why something could not be written, or read, below an output folder.
///
/// What was there before is still there.
package struct OutputError: Error, Hashable, Sendable {
    /// What went wrong.
    package enum Reason: Hashable, Sendable {
        /// The path is no relative path of plain names.
        case invalidPath
        /// A part of the path that has to be a folder is something else.
        case notAFolder(FileKind)
        /// A folder or a pipe stands where a file has to be.
        case notAFile(FileKind)
        /// There is a file already, and it may not be overwritten.
        case exists
        /// Somebody changed the file, or removed it, since it was read.
        case changed
        /// The file may not be written by whom it belongs to.
        case readOnly
        /// The file has more bytes than allowed.
        case tooLarge(limit: Int)
        /// What the system said.
        case system(SystemError)
    }

    /// The path, beginning with the output folder as the user named it.
    package let path: String
    /// What went wrong.
    package let reason: Reason

    /// What happened, to which path, and what to do now; without a full stop.
    package var sentence: String {
        // A manifest's path may hold anything.
        sentence(path.displayText)
    }

    private func sentence(_ path: String) -> String {
        switch reason {
        case .invalidPath:
            "\(path) is no path below the output folder; names may not be empty, '.', '..' or contain '/'"
        case .notAFolder(.link):
            "\(path) is a symbolic link, and nothing is written through links below the output folder; remove it"
        case .notAFolder(let kind): "\(path) is \(kind.words), and a folder is needed; move it away"
        case .notAFile(let kind): "\(path) is \(kind.words), and a file is to be written there; move it away"
        case .exists: "\(path) exists already and is left as it is; move it away to have it written anew"
        case .changed: "\(path) was changed meanwhile and is left as it is; run the command again"
        case .readOnly: "\(path) is read-only and is left as it is; allow writing to it, and run the command again"
        case .tooLarge(let limit): "\(path) has more than \(ByteCount.words(limit)); move it away"
        case .system(let error): "\(path): \(error.words); \(Self.remedy(for: error))"
        }
    }

    private static func remedy(for error: SystemError) -> String {
        switch error.code {
        case ENOSPC, EDQUOT: "make room and run the command again; no file was left half-written"
        case EACCES, EPERM, EROFS: "make it writable, or choose another folder"
        case ENAMETOOLONG: "use a shorter id or folder"
        case EFBIG: "raise the limit with 'ulimit -f' and run the command again; no file was left half-written"
        case EMFILE, ENFILE: "allow more open files with 'ulimit -n'"
        default: "run the command again, or choose another folder"
        }
    }
}

extension OutputError: CustomStringConvertible {
    package var description: String { sentence }
}

/// What writing a file came to.
package enum WriteOutcome: Sendable, Hashable {
    /// The file is new, or has new bytes.
    case written
    /// The file had exactly these bytes and was not touched.
    case unchanged
}
