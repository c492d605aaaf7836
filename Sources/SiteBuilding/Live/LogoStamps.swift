import Portals
import Rendering
import Synchronization
import Workspaces

/// What the file system says of logos in one look: each folder is listed once, which takes less than asking for each
/// file by its path.
final class LogoStamps: Sendable {
    /// How a logo's file looks without being read.
    struct Look: Sendable, Hashable {
        /// What the file system says of it; `nil` if there is nothing that can be read.
        let stamp: FileStamp?
        /// Whether a picture that the service takes stands beside it.
        let hasRaster: Bool
    }

    /// The files of a folder.
    private struct Folder: Sendable {
        private let stamps: [KeyBytes: FileStamp]
        /// The names as file systems may take them that don't tell letter case or composed characters apart.
        private let folded: Set<String>

        init(_ listing: FolderListing) {
            stamps = Dictionary(listing.listed.map { (KeyBytes($0.name), $0.stamp) }) { first, _ in first }
            folded = Set(listing.listed.map { $0.name.lowercased() } + listing.refused.map { $0.name.lowercased() })
        }

        /// Returns a file's stamp, or `nil` if it isn't there; the outer `nil` says that the listing can't tell.
        func stamp(_ name: String) -> FileStamp?? {
            if let stamp = stamps[KeyBytes(name)] { return stamp }
            return name.hasPrefix(".") || folded.contains(name.lowercased()) ? nil : .some(nil)
        }
    }

    private let files: PortalFiles
    private let folders = Mutex<[KeyBytes: Folder?]>([:])
    private let looks = Mutex<[KeyBytes: Look]>([:])

    init(_ files: PortalFiles) {
        self.files = files
    }

    /// Returns how a logo's file looks.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The look; the same for all who ask.
    func look(at path: String) -> Look {
        if let known = looks.withLock({ $0[KeyBytes(path)] }) { return known }
        let hasRaster = PortalFiles.rasters(beside: path).contains { stamp(of: $0) != nil }
        let look = Look(stamp: stamp(of: path), hasRaster: hasRaster)
        looks.withLock { $0[KeyBytes(path)] = look }
        return look
    }

    private func stamp(of path: String) -> FileStamp? {
        let (folder, name) = Self.split(path)
        guard let listed = self.folder(folder)?.stamp(name) else { return files.stamp(ofLogo: path) }
        return listed
    }

    private func folder(_ path: String) -> Folder? {
        if let known = folders.withLock({ $0[KeyBytes(path)] }) { return known }
        let folder = files.listing(of: path).map(Folder.init)
        folders.withLock { $0[KeyBytes(path)] = .some(folder) }
        return folder
    }

    /// The folder that a path leads to, `.` for the workspace itself, and the name in it.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }
}
