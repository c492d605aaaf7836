import Portals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads the files of a workspace by paths that nobody vouches for.
///
/// A path from a file cannot leave the root, neither by `..` nor through a symbolic link; links inside the root that
/// point inside it are followed. Only plain files are opened, never a pipe, a socket or a device, and never more is
/// read than allowed.
package final class WorkspaceFiles: Sendable {
    private static let pathLimit = 4096

    private let root: WorkspaceRoot
    private let calls: FileSystemCalls

    /// Opens a workspace's root folder.
    ///
    /// - Parameters:
    ///   - path: The folder as the user named it; it is trusted, links on the way to it are followed.
    ///   - calls: The system calls to use.
    /// - Throws: `FileReadError`; `notAFolder` if something else is there.
    package init(root path: String, calls: FileSystemCalls = .system) throws(FileReadError) {
        self.calls = calls
        root = try WorkspaceRoot(path: path, calls: calls)
    }

    /// Returns the content of a plain file.
    ///
    /// - Parameters:
    ///   - path: The path relative to the root, with `/` between its parts; untrusted.
    ///   - limit: How many bytes are allowed.
    /// - Returns: The whole content.
    /// - Throws: `FileReadError`.
    package func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
        try Self.check(path)
        if path.utf8.last == UInt8(ascii: "/") { throw .notAPlainFile(.folder) }
        var walk = PathWalk(root: root, calls: calls)
        guard case .other(let status, let name, let folder) = try walk.follow(path) else {
            throw .notAPlainFile(.folder)
        }
        try Self.checkPlain(status, limit: limit)
        let file = try readable { () throws(SystemError) in
            try OwnedDescriptor(name, in: folder.number, flags: OwnedDescriptor.fileFlags, calls: calls)
        }
        let opened = try file.readableStatus
        // Looked at again: the name may mean something else by now.
        try Self.checkPlain(opened, limit: limit)
        return try FileBytes.read(file.number, limit: limit, expected: opened.size, calls: calls)
    }

    /// Returns what a path leads to, links followed inside the root.
    ///
    /// - Parameter path: The path relative to the root; untrusted.
    /// - Returns: What is there; never a link.
    /// - Throws: `FileReadError`; `notFound` if nothing is there.
    package func kind(of path: String) throws(FileReadError) -> FileKind {
        try Self.check(path)
        var walk = PathWalk(root: root, calls: calls)
        switch try walk.follow(path) {
        case .folder: return .folder
        case .other(let status, _, _): return status.kind
        }
    }

    /// Returns what the file system says of a plain file, links followed inside the root.
    ///
    /// - Parameter path: The path relative to the root; untrusted.
    /// - Returns: What it says.
    /// - Throws: `FileReadError`.
    package func stamp(of path: String) throws(FileReadError) -> FileStamp {
        try Self.check(path)
        var walk = PathWalk(root: root, calls: calls)
        guard case .other(let status, _, _) = try walk.follow(path) else { throw .notAPlainFile(.folder) }
        if status.kind != .file { throw .notAPlainFile(status.kind) }
        return status.stamp
    }

    /// Lists the plain files of a folder.
    ///
    /// - Parameter path: The folder, relative to the root, `.` for the root itself; untrusted. It may be reached
    ///   through links that stay inside.
    /// - Returns: The names of its files, and what cannot be used.
    /// - Throws: `FileReadError` if the folder cannot be read; `notAFolder` if it is none.
    package func list(_ path: String) throws(FileReadError) -> FolderListing {
        try Self.check(path)
        var walk = PathWalk(root: root, calls: calls)
        guard case .folder(let folder) = try walk.follow(path) else { throw .notAFolder }
        var listing = FolderListing()
        let names = try readable { () throws(SystemError) in
            try FolderNames.read(folder.number, calls: calls)
        }
        let shown = names.filter { $0.first != UInt8(ascii: ".") }
        for entry in shown.concurrentMap({ [walk] in Self.entry($0, walk) }) {
            switch entry {
            case .file(let file): listing.listed.append(file)
            case .refused(let refused): listing.refused.append(refused)
            case nil: break
            }
        }
        listing.sort()
        return listing
    }

    private enum Entry: Sendable {
        case file(FolderListing.Listed)
        case refused(FolderListing.Refused)
    }

    /// What a name in a folder is, where the walk stands; `nil` for another folder.
    private static func entry(_ bytes: [UInt8], _ walk: PathWalk) -> Entry? {
        guard let name = String(validating: bytes, as: UTF8.self) else {
            return .refused(.init(name: String(decoding: bytes, as: UTF8.self), error: .nameNotUTF8))
        }
        var step = walk
        do throws(FileReadError) {
            guard case .other(let status, _, _) = try step.follow(name) else { return nil }
            if status.kind != .file { throw .notAPlainFile(status.kind) }
            return .file(.init(name: name, stamp: status.stamp))
        } catch {
            return .refused(.init(name: name, error: error))
        }
    }

    private static func checkPlain(_ status: FileStatus, limit: Int) throws(FileReadError) {
        if status.kind != .file { throw .notAPlainFile(status.kind) }
        if status.size > limit { throw .tooLarge(limit: limit, size: status.size) }
    }

    private static func check(_ path: String) throws(FileReadError) {
        if path.isEmpty { throw .invalidPath("is empty; a path of a file is needed") }
        if path.utf8.count > pathLimit { throw .invalidPath("is longer than \(pathLimit) bytes") }
        if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw .invalidPath("contains a control character; remove it")
        }
        if path.utf8.contains(UInt8(ascii: "\\")) {
            throw .invalidPath("contains a backslash; write / between folders")
        }
        if PathParts.isAbsolute(path) { throw .outside }
    }
}

/// What stands in a folder of a workspace.
package struct FolderListing: Sendable, Hashable {
    /// An entry that cannot be used as a file.
    package struct Refused: Sendable, Hashable {
        /// Its name; bytes that are not valid UTF-8 are replaced.
        package let name: String
        /// Why it cannot be used.
        package let error: FileReadError
    }

    /// A plain file.
    package struct Listed: Sendable, Hashable {
        /// Its name.
        package let name: String
        /// What the file system says of it; of a link, of the file that it leads to.
        package let stamp: FileStamp
    }

    /// The plain files, and links that lead to one inside the root, in the order of their names' bytes.
    package var listed: [Listed] = []
    /// Pipes, devices, links that lead out or nowhere, and names that are not UTF-8, in the order of their bytes.
    ///
    /// Folders and names that begin with a dot are in neither list.
    package var refused: [Refused] = []

    /// The names of plain files, and of links that lead to one inside the root, in the order of their bytes.
    package var files: [String] { listed.map(\.name) }

    mutating func sort() {
        listed.sort { PathParts.precedes($0.name, $1.name) }
        refused.sort { PathParts.precedes($0.name, $1.name) }
    }
}
