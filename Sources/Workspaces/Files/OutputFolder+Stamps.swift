#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    /// Returns what the file system says of plain files in a folder, links not followed, without reading them.
    ///
    /// - Parameters:
    ///   - names: The names of the files.
    ///   - folder: The folder below this one that holds them; empty for this one itself.
    /// - Returns: A stamp for each; `nil` where no plain file is.
    package func stamps(of names: [String], in folder: String) -> [FileStamp?] {
        guard folder.isEmpty || isFolder(folder) else { return names.map { _ in nil } }
        // Who puts a link in the folder's place between the two looks gains nothing: only numbers are read.
        let start = folder.isEmpty ? [] : folder.utf8CString.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))]
        var path: [CChar] = []
        return names.map { name in
            // In the same memory again: there are four pages a portal.
            path.removeAll(keepingCapacity: true)
            path += start
            path += name.utf8.lazy.map { CChar(bitPattern: $0) }
            path.append(0)
            let status = try? OwnedDescriptor.status(of: path, in: descriptor.number)
            return status.flatMap { $0.kind == .file ? $0.stamp : nil }
        }
    }

    private func isFolder(_ name: String) -> Bool {
        (try? check(name)) != nil && (try? OwnedDescriptor.status(of: name, in: descriptor.number))?.kind == .folder
    }

    /// Whether a run that ended early left a temporary file directly in this folder; it is removed.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: `OutputError` if the folder cannot be read.
    package func removeOwnStaleTemporaryFiles() throws(OutputError) -> Bool {
        try removeLeftBehind(includingFolders: false) > 0
    }
}
