#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folder that no path from a file may leave.
struct WorkspaceRoot: Sendable {
    /// The open folder.
    let folder: OpenFolder
    /// The absolute paths by which links may name it: without links, and as the user wrote it.
    private let spellings: [[String]]

    /// Opens a folder that the user named; links on the way to it are followed.
    init(path: String, calls: FileSystemCalls) throws(FileReadError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath("is no path") }
        do throws(SystemError) {
            folder = OpenFolder(
                try OwnedDescriptor(path, in: AT_FDCWD, flags: O_RDONLY | O_DIRECTORY, calls: calls)
            )
        } catch {
            throw error.code == ENOTDIR ? .notAFolder : FileReadError(error)
        }
        var spellings: [[String]] = []
        if let resolved = Self.resolved(path) { spellings.append(PathParts.split(resolved)) }
        if PathParts.isAbsolute(path) { spellings.append(PathParts.split(path)) }
        self.spellings = spellings
    }

    /// Returns what an absolute path says below the root, or `nil` if it does not begin with the root.
    ///
    /// What it says may still contain `..`; whoever walks it notices.
    func partsBelow(absolutePath: String) -> [String]? {
        let parts = PathParts.split(absolutePath)
        for spelling in spellings where parts.count >= spelling.count {
            let begins = zip(parts, spelling).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
            if begins { return Array(parts.dropFirst(spelling.count)) }
        }
        return nil
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(validatingCString: pointer)
    }
}
