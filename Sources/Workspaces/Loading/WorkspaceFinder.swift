#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the workspace around a folder.
package enum WorkspaceFinder {
    /// Returns the nearest folder that holds `portico.yaml`, from a folder up to the root of its repository.
    ///
    /// The search ends where the owner changes, so that nobody else's settings are used (cli.md, settings).
    ///
    /// - Parameter start: An absolute path.
    /// - Returns: An absolute path, or `nil` if there is no workspace.
    package static func workspace(around start: String) -> String? {
        guard let owner = owner(of: start) else { return nil }
        var folder = Substring(start)
        while self.owner(of: String(folder)) == owner {
            if exists("\(folder)/\(SettingsReader.fileName)") { return String(folder) }
            if folder == "/" || exists("\(folder)/.git") { return nil }
            folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
            if folder.isEmpty { folder = "/" }
        }
        return nil
    }

    private static func owner(of path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_uid : nil
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
