#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Resolves an untrusted path step by step without ever standing outside the root.
///
/// Each folder is opened from the one before it with `O_NOFOLLOW`, and links are expanded here. So the path that is
/// checked is the path that is opened, whatever somebody renames meanwhile, on Linux and macOS alike.
struct PathWalk {
    /// What a path leads to.
    enum End {
        case folder(OpenFolder)
        case other(FileStatus, name: String, folder: OpenFolder)
    }

    private static let linkLimit = 40

    private let root: WorkspaceRoot
    private let calls: FileSystemCalls
    private var folders: [OpenFolder]
    private var rest: [String] = []
    private var linksLeft = linkLimit

    init(root: WorkspaceRoot, calls: FileSystemCalls) {
        self.root = root
        self.calls = calls
        folders = [root.folder]
    }

    /// Follows a relative path from where the walk stands.
    mutating func follow(_ path: String) throws(FileReadError) -> End {
        rest = PathParts.split(path).reversed()
        while let part = rest.popLast() {
            let folder = folders[folders.count - 1]
            if PathParts.isParentFolder(part) {
                if folders.count == 1 { throw .outside }
                folders.removeLast()
                continue
            }
            let status = try readable { () throws(SystemError) in
                try OwnedDescriptor.status(of: part, in: folder.number)
            }
            switch status.kind {
            case .folder: try enter(part, in: folder)
            case .link: try expandLink(part, in: folder)
            case .file, .pipe, .socket, .device:
                if !rest.isEmpty { throw .notFound }
                return .other(status, name: part, folder: folder)
            }
        }
        return .folder(folders[folders.count - 1])
    }

    private mutating func enter(_ name: String, in folder: OpenFolder) throws(FileReadError) {
        let opened = try readable { () throws(SystemError) in
            let descriptor = try OwnedDescriptor(
                name,
                in: folder.number,
                flags: OwnedDescriptor.folderFlags,
                calls: calls
            )
            return OpenFolder(descriptor)
        }
        folders.append(opened)
    }

    private mutating func expandLink(_ name: String, in folder: OpenFolder) throws(FileReadError) {
        if linksLeft == 0 { throw .tooManyLinks }
        linksLeft -= 1
        let target = try Self.linkTarget(of: name, in: folder)
        guard PathParts.isAbsolute(target) else {
            rest += PathParts.split(target).reversed()
            return
        }
        guard let inside = root.partsBelow(absolutePath: target) else { throw .outside }
        folders = [root.folder]
        rest += inside.reversed()
    }

    private static func linkTarget(of name: String, in folder: OpenFolder) throws(FileReadError) -> String {
        let capacity = 4096
        let bytes = try readable { () throws(SystemError) in
            var buffer = [CChar](repeating: 0, count: capacity)
            let length = try checked { readlinkat(folder.number, name, &buffer, capacity) }
            return buffer.prefix(length).map { UInt8(bitPattern: $0) }
        }
        if bytes.isEmpty || bytes.count == capacity { throw .system(SystemError(ENAMETOOLONG)) }
        guard let target = String(validating: bytes, as: UTF8.self) else { throw .nameNotUTF8 }
        return target
    }
}

/// Runs a system call and says what its failure means for somebody who reads a file.
func readable<Answer: ~Copyable>(_ body: () throws(SystemError) -> Answer) throws(FileReadError) -> Answer {
    do {
        return try body()
    } catch {
        throw FileReadError(error)
    }
}
