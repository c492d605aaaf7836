#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The one thing that writes: a folder named by the user, below which no symbolic link is ever followed.
///
/// A file is replaced whole or not at all: its bytes go to a temporary file in the same folder, which then takes the
/// name. Several threads, and several programs, may write at the same time.
///
/// Paths below it are lists of names, `["acme", "preview.html"]`; an empty list means the folder itself. Every name
/// is checked, so paths may come from a manifest that anyone can edit.
package final class OutputFolder: Sendable {
    /// The folder as the user named it, with what was opened below it.
    package let path: String
    /// Whether it was made when it was opened, so that nothing was in it.
    let isNew: Bool

    let descriptor: OpenFolder
    let calls: FileSystemCalls
    let names: TemporaryNames

    /// Opens an output folder; missing folders on the way are made.
    ///
    /// - Parameters:
    ///   - path: The folder as the user named it; it is trusted, links on the way to it are followed.
    ///   - createIfMissing: Whether a missing folder is made; if not, it is an error.
    ///   - calls: The system calls to use.
    /// - Throws: `OutputError` if there is no folder and none can be made.
    package init(path: String, createIfMissing: Bool = true, calls: FileSystemCalls = .system) throws(OutputError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw OutputError(path: path, reason: .invalidPath) }
        do throws(SystemError) {
            do throws(SystemError) {
                descriptor = try Self.open(path, calls: calls)
                isNew = false
            } catch let error where error.code == ENOENT && createIfMissing {
                try Self.makeFolders(path, calls: calls)
                descriptor = try Self.open(path, calls: calls)
                isNew = true
            }
        } catch {
            let reason = error.code == ENOTDIR ? OutputError.Reason.notAFolder(.file) : .system(error)
            throw OutputError(path: path, reason: reason)
        }
        self.path = path
        self.calls = calls
        names = TemporaryNames()
    }

    init(child: OpenFolder, path: String, of parent: OutputFolder) {
        self.path = path
        isNew = false
        descriptor = child
        calls = parent.calls
        names = parent.names
    }

    private static func open(_ path: String, calls: FileSystemCalls) throws(SystemError) -> OpenFolder {
        OpenFolder(try OwnedDescriptor(path, in: AT_FDCWD, flags: O_RDONLY | O_DIRECTORY, calls: calls))
    }

    /// Makes a folder and its parents, as far as they are missing.
    private static func makeFolders(_ path: String, calls: FileSystemCalls) throws(SystemError) {
        do throws(SystemError) {
            try calls.makeFolder(AT_FDCWD, path)
        } catch let error where error.code == EEXIST {
            return
        } catch let error where error.code == ENOENT {
            let parts = PathParts.split(path)
            guard parts.count > 1 else { throw error }
            let parent = (PathParts.isAbsolute(path) ? "/" : "") + parts.dropLast().joined(separator: "/")
            try makeFolders(parent, calls: calls)
            do throws(SystemError) {
                try calls.makeFolder(AT_FDCWD, path)
            } catch let error where error.code == EEXIST {
                return
            }
        }
    }
}

extension OutputFolder {
    /// Opens a folder below this one and runs something with it, so that many files cost few system calls.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the folder.
    ///   - createIfMissing: Whether missing folders are made; if not, they are an error.
    ///   - body: What to do with the folder.
    /// - Returns: What `body` returns.
    /// - Throws: `OutputError` if the folder cannot be opened, and whatever `body` throws.
    package func withFolder<Answer>(
        _ path: [String],
        createIfMissing: Bool = true,
        _ body: (OutputFolder) throws(OutputError) -> Answer
    ) throws(OutputError) -> Answer {
        try body(folder(path, createIfMissing: createIfMissing))
    }

    /// Opens a folder below this one; it is closed when nobody holds it any more.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the folder.
    ///   - createIfMissing: Whether missing folders are made; if not, they are an error.
    /// - Returns: The open folder.
    /// - Throws: `OutputError` if a part of the path is a link, is no folder, or cannot be opened.
    package func folder(_ path: [String], createIfMissing: Bool = true) throws(OutputError) -> OutputFolder {
        var current = self
        for name in path { current = try current.child(name, createIfMissing: createIfMissing) }
        return current
    }

    private func child(_ name: String, createIfMissing: Bool) throws(OutputError) -> OutputFolder {
        try check(name)
        do throws(SystemError) {
            return try openChild(name)
        } catch let error where error.code == ENOENT && createIfMissing {
            return try makeChild(name)
        } catch {
            throw folderError(name, error)
        }
    }

    private func makeChild(_ name: String) throws(OutputError) -> OutputFolder {
        do throws(SystemError) {
            do throws(SystemError) {
                try calls.makeFolder(descriptor.number, name)
            } catch let error where error.code == EEXIST {
                // Somebody else made it a moment ago.
            }
            return try openChild(name)
        } catch {
            throw folderError(name, error)
        }
    }

    private func openChild(_ name: String) throws(SystemError) -> OutputFolder {
        let opened = try open(name, OwnedDescriptor.folderFlags)
        return OutputFolder(child: OpenFolder(opened), path: "\(path)/\(name)", of: self)
    }

    /// Opens something in this folder.
    func open(_ name: String, _ flags: Int32, permissions: UInt16 = 0) throws(SystemError) -> OwnedDescriptor {
        try OwnedDescriptor(name, in: descriptor.number, flags: flags, permissions: permissions, calls: calls)
    }

    /// Says what stands in a folder's place: the system's own words differ between platforms.
    private func folderError(_ name: String, _ error: SystemError) -> OutputError {
        guard [ENOTDIR, ELOOP, EMLINK].contains(error.code) else { return failure(name, .system(error)) }
        let status = try? OwnedDescriptor.status(of: name, in: descriptor.number)
        return failure(name, .notAFolder(status?.kind ?? .file))
    }

    // MARK: Names

    /// Takes a path of a manifest apart: `acme/preview.html` becomes two names.
    ///
    /// Nothing is judged here; each operation checks the names it is given.
    package static func names(of path: String) -> [String] {
        PathParts.splitStrictly(path)
    }

    func check(_ name: String) throws(OutputError) {
        let bytes = Array(name.utf8)
        let isPlain = !bytes.isEmpty && bytes != [0x2E] && bytes != [0x2E, 0x2E]
        guard isPlain, !bytes.contains(0), !bytes.contains(0x2F), !TemporaryNames.isTemporary(bytes) else {
            throw failure(name, .invalidPath)
        }
    }

    func failure(_ name: String, _ reason: OutputError.Reason) -> OutputError {
        OutputError(path: "\(path)/\(name)", reason: reason)
    }

    /// Opens the folder that holds a file and checks the file's name.
    func parent(of path: [String], createIfMissing: Bool) throws(OutputError) -> (folder: OutputFolder, name: String) {
        guard let name = path.last else { throw OutputError(path: self.path, reason: .invalidPath) }
        let folder = try folder(Array(path.dropLast()), createIfMissing: createIfMissing)
        try folder.check(name)
        return (folder, name)
    }
}
