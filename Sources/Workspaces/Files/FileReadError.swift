#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a file could not be read.
package enum FileReadError: Error, Hashable, Sendable {
    /// The path cannot name a file of a workspace; the reason fits after 'the path'.
    case invalidPath(String)
    /// The path, links resolved, leaves the workspace.
    case outside
    /// Nothing is there, or a link points to nothing.
    case notFound
    /// Something is there that is no plain file.
    case notAPlainFile(FileKind)
    /// Something is there that is no folder, where one was asked for.
    case notAFolder
    /// The links lead in circles, or there are too many.
    case tooManyLinks
    /// The file has more bytes than allowed; `size` is `nil` where the end was not reached.
    case tooLarge(limit: Int, size: Int?)
    /// This user may not read it.
    case permissionDenied
    /// A name in a folder is not valid UTF-8.
    case nameNotUTF8
    /// Anything else that the system said.
    case system(SystemError)

    init(_ error: SystemError) {
        switch error.code {
        case ENOENT, ENOTDIR: self = .notFound
        case EACCES, EPERM: self = .permissionDenied
        case EISDIR: self = .notAPlainFile(.folder)
        // A link took the file's place after it was looked at.
        case ELOOP: self = .notAPlainFile(.link)
        default: self = .system(error)
        }
    }

    /// What is wrong and what would be right, to follow the path and a space: `logos/a.svg does not exist`.
    package var words: String {
        switch self {
        case .invalidPath(let reason): reason
        case .outside: "leads out of the workspace; copy the file into it"
        case .notFound: "does not exist"
        case .notAPlainFile(let kind): "is \(kind.words); a plain file is needed"
        case .notAFolder: "is no folder"
        case .tooManyLinks: "is a symbolic link that leads in circles; replace it by the file"
        case .tooLarge(let limit, let size?):
            "has \(ByteCount.words(size)); at most \(ByteCount.words(limit)) are allowed"
        case .tooLarge(let limit, nil): "has more than the allowed \(ByteCount.words(limit))"
        case .permissionDenied: "cannot be read: permission is denied"
        case .nameNotUTF8: "has a name that is not valid UTF-8; rename it"
        case .system(let error): "cannot be read: \(error.words)"
        }
    }
}

/// Sizes of files in words.
package enum ByteCount {
    /// Returns a size as people read it: `700 bytes`, `512 KB`, `1.5 MB`.
    ///
    /// KB and MB are powers of 1,024; a size that is no multiple is rounded up to a tenth, so that a size above a
    /// limit never reads like the limit.
    package static func words(_ count: Int) -> String {
        if count < 1024 { return count == 1 ? "1 byte" : "\(count) bytes" }
        let (unit, name) = count < 1024 * 1024 ? (1024, "KB") : (1024 * 1024, "MB")
        let tenths = (count / unit) * 10 + ((count % unit) * 10 + unit - 1) / unit
        return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
}
