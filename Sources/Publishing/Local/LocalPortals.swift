package import Diagnostics
package import Portals
package import Workspaces

/// The portals of a workspace as they are to be published, and everything that is wrong with it.
package struct LocalPortals: Sendable {
    /// The portals that can be published, in the order of their files.
    package let portals: [LocalPortal]
    /// The files that cannot be published, by the ids of their portals as far as they can be told.
    package let unusable: [PortalID: String]
    /// What is wrong in the whole workspace, sorted by file and line.
    package let problems: [Diagnostic]

    /// Reads a workspace; of logos no more than their hashes is kept.
    ///
    /// - Parameters:
    ///   - workspace: The workspace in the environment of the target.
    ///   - files: Its files.
    package init(_ workspace: OpenedWorkspace, files: WorkspaceFiles) {
        let read = workspace.portals.all.concurrentMap { file in
            let entry = workspace.portals.read(file).entry
            return (entry: entry.withoutLogo, portal: Self.portal(entry, files: files))
        }
        var clashes = ClashFinder()
        let entries = read.map { workspace.portals.settled($0.entry, clashes: clashes.clashes(of: $0.entry.clashKeys)) }
        portals = zip(entries, read).compactMap { entry, read in entry.state == .whole ? read.portal : nil }
        let known = Set(portals.map(\.id))
        let broken = entries.compactMap { entry in
            entry.state == .whole ? nil : (try? PortalID(entry.idText)).map { ($0, entry.file) }
        }
        unusable = Dictionary(broken.filter { !known.contains($0.0) }) { first, _ in first }
        problems = (workspace.diagnostics + entries.flatMap(\.diagnostics)).sorted()
    }

    private static func portal(_ entry: PortalEntry, files: WorkspaceFiles) -> LocalPortal? {
        guard let portal = entry.portal else { return nil }
        let logo = logo(of: portal, entry.logo, files: files)
        return LocalPortal(
            portal: portal,
            file: entry.file,
            logo: logo,
            places: entry.places,
            logoPaths: entry.logoPaths
        )
    }

    private static func logo(of portal: Portal, _ logo: Logo?, files: WorkspaceFiles) -> LocalPortal.LocalLogo {
        guard let named = portal.logoPath, !named.isEmpty else { return .none }
        let found = UploadableLogo(of: portal, checked: logo, in: files)
        guard let picture = found.logo, let path = found.path else {
            return logo == nil ? .unreadable(named) : .vectorAlone(named)
        }
        return .picture(LogoFile(path: path, picture))
    }
}
