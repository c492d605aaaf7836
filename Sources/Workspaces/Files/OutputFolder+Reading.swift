#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    /// Returns what stands at a path, links not followed; `nil` if nothing does.
    ///
    /// A part of the path that is missing or no folder means that nothing does, except a link, which is an error.
    ///
    /// - Parameter path: The names that lead to it.
    /// - Returns: What is there.
    /// - Throws: `OutputError` if the path leads through a link or cannot be looked at.
    package func kind(of path: [String]) throws(OutputError) -> FileKind? {
        if path.isEmpty { return .folder }
        guard let (folder, name) = try existingParent(of: path) else { return nil }
        return try folder.status(of: name)?.kind
    }

    /// Returns the content of a plain file, links not followed; `nil` if there is nothing.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the file.
    ///   - limit: How many bytes are allowed; a larger file is an error.
    /// - Returns: The whole content.
    /// - Throws: `OutputError` if something else than a plain file is there, or it cannot be read.
    package func read(_ path: [String], limit: Int) throws(OutputError) -> [UInt8]? {
        try withPlainFile(path, limit: limit) { file, size throws(FileReadError) in
            try FileBytes.read(file, limit: limit, expected: size, calls: calls)
        }
    }

    /// Reads a plain file part by part, whatever its size, links not followed.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the file.
    ///   - body: Takes a part; there is none of an empty file.
    /// - Returns: Whether there is such a file.
    /// - Throws: `OutputError` if something else than a plain file is there, or it cannot be read.
    package func eachPart(of path: [String], _ body: ([UInt8]) -> Void) throws(OutputError) -> Bool {
        try withPlainFile(path, limit: .max) { file, _ throws(FileReadError) in
            while true {
                let part = try FileBytes.part(file, count: 256 << 10, calls: calls)
                if part.isEmpty { return }
                body(part)
            }
        } != nil
    }

    /// Opens a plain file and runs something with its descriptor and its size; `nil` if there is nothing.
    private func withPlainFile<Answer>(
        _ path: [String],
        limit: Int,
        _ body: (Int32, Int) throws(FileReadError) -> Answer
    ) throws(OutputError) -> Answer? {
        guard let (folder, name) = try existingParent(of: path),
            let status = try folder.status(of: name)
        else { return nil }
        if status.kind != .file { throw folder.failure(name, .notAFile(status.kind)) }
        if status.size > limit { throw folder.failure(name, .tooLarge(limit: limit)) }
        do throws(FileReadError) {
            let file = try readable { () throws(SystemError) in
                try folder.open(name, OwnedDescriptor.fileFlags)
            }
            let opened = try file.readableStatus
            if opened.kind != .file { throw .notAPlainFile(opened.kind) }
            return try body(file.number, opened.size)
        } catch {
            switch error {
            case .notFound: return nil
            case .tooLarge(let limit, _): throw folder.failure(name, .tooLarge(limit: limit))
            case .notAPlainFile(let kind): throw folder.failure(name, .notAFile(kind))
            case .system(let error): throw folder.failure(name, .system(error))
            default: throw folder.failure(name, .system(SystemError(EACCES)))
            }
        }
    }

    /// Lists what stands in a folder, in the order of the names' bytes.
    ///
    /// Names that are not valid UTF-8 are left out: nothing here can have written them.
    ///
    /// - Parameter path: The names that lead to the folder; it must exist.
    /// - Returns: Names and kinds, links not followed; `.` and `..` are left out.
    /// - Throws: `OutputError` if there is no such folder or it cannot be read.
    package func entries(in path: [String] = []) throws(OutputError) -> [(name: String, kind: FileKind)] {
        let folder = try folder(path, createIfMissing: false)
        var entries: [(name: String, kind: FileKind)] = []
        for bytes in try folder.allNames() {
            guard let name = String(validating: bytes, as: UTF8.self) else { continue }
            if let status = try folder.status(of: name) { entries.append((name, status.kind)) }
        }
        return entries.sorted { PathParts.precedes($0.name, $1.name) }
    }

    func allNames() throws(OutputError) -> [[UInt8]] {
        do throws(SystemError) {
            return try FolderNames.read(descriptor.number, calls: calls)
        } catch {
            throw OutputError(path: path, reason: .system(error))
        }
    }

    /// Returns what a name in this folder is; `nil` if nothing is there.
    func status(of name: String) throws(OutputError) -> FileStatus? {
        do throws(SystemError) {
            return try OwnedDescriptor.status(of: name, in: descriptor.number)
        } catch let error where error.code == ENOENT {
            return nil
        } catch {
            throw failure(name, .system(error))
        }
    }

    /// Opens the folder that holds a file; `nil` if it is missing or something else stands in its place.
    func existingParent(of path: [String]) throws(OutputError) -> (folder: OutputFolder, name: String)? {
        do throws(OutputError) {
            return try parent(of: path, createIfMissing: false)
        } catch {
            switch error.reason {
            case .system(let system) where system.code == ENOENT: return nil
            case .notAFolder(let kind) where kind != .link: return nil
            default: throw error
            }
        }
    }
}
