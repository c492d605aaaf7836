import Portals

/// Chooses names for what a pull writes into a workspace, none of which is somebody else's.
package struct FileNames {
    /// What lies at a path already.
    package enum Content: Sendable {
        /// Nothing.
        case nothing
        /// Exactly the bytes that are to lie there.
        case same
        /// Something else.
        case other
    }

    /// Portal files in lower case, because some file systems do not tell letter case apart.
    private var portalFiles: Set<String>
    /// How often portals name a logo in their environments, by its path without the ending: an SVG and the picture
    /// beside it are one.
    private let logoUses: [String: Int]
    /// The paths of logos by the ids of their files, which several portals can share.
    private var logos: [String: String] = [:]

    /// Takes what is there.
    ///
    /// - Parameters:
    ///   - portalFiles: The paths of all portal files.
    ///   - logoPaths: The paths of the logos that portals name, once for each portal, in any environment.
    package init(portalFiles: [String], logoPaths: [String]) {
        self.portalFiles = Set(portalFiles.map { $0.lowercased() })
        logoUses = Dictionary(logoPaths.map { (Self.withoutEnding($0), 1) }, uniquingKeysWith: +)
    }

    private static func withoutEnding(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path.lowercased() }
        return path[..<dot].lowercased()
    }

    /// Returns the path of a new portal's file, and whether its stem is the portal's id.
    mutating func portal(_ id: PortalID) -> (path: String, isNamedByID: Bool) {
        let stem = Self.stem(id, "portal")
        var number = 1
        while true {
            let name = stem + (number == 1 ? "" : "-\(number)")
            let path = "portals/\(name).yaml"
            let isFree = ["yaml", "yml", "json"].allSatisfy {
                !portalFiles.contains("portals/\(name).\($0)".lowercased())
            }
            if isFree {
                portalFiles.insert(path.lowercased())
                return (path, name == id.description)
            }
            number += 1
        }
    }

    /// Returns the path of a logo; the same for every portal that has the same file.
    ///
    /// - Parameters:
    ///   - id: The portal.
    ///   - logo: The picture.
    ///   - file: The id of its file.
    ///   - old: The path of the picture that it takes the place of; `nil` for none.
    ///   - content: Says what lies at a path.
    /// - Returns: The path.
    /// - Throws: What `content` throws.
    mutating func logo<Failure: Error>(
        of id: PortalID,
        _ logo: Logo,
        file: String,
        replacing old: String?,
        content: (String) throws(Failure) -> Content
    ) throws(Failure) -> String {
        if let known = logos[file] { return known }
        let path = try newPath(of: id, logo, replacing: old, content: content)
        logos[file] = path
        return path
    }

    private func newPath<Failure: Error>(
        of id: PortalID,
        _ logo: Logo,
        replacing old: String?,
        content: (String) throws(Failure) -> Content
    ) throws(Failure) -> String {
        let endings = logo.format.fileExtensions
        if let old, logoUses[Self.withoutEnding(old)] == 1,
            endings.contains(where: { old.lowercased().hasSuffix(".\($0)") })
        {
            return old
        }
        let used = Set(logos.values.map { $0.lowercased() })
        var number = 1
        while true {
            let path = "logos/\(Self.stem(id, "logo"))\(number == 1 ? "" : "-\(number)").\(endings[0])"
            number += 1
            if used.contains(path.lowercased()) { continue }
            switch try content(path) {
            case .nothing, .same: return path
            case .other: continue
            }
        }
    }

    /// A name that begins with a dot would not be listed.
    private static func stem(_ id: PortalID, _ prefix: String) -> String {
        id.description.hasPrefix(".") ? "\(prefix)\(id)" : id.description
    }
}
