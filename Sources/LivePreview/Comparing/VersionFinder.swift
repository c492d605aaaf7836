import Diagnostics
import Portals
import Rendering
import SiteBuilding
import Workspaces

/// Finds versions of portals: the file, what the lock says was published, what is committed.
struct VersionFinder: Sendable {
    /// What came of looking.
    enum Answer: Sendable {
        case version(ComparedVersion)
        /// There is none, for a reason: a sentence without a full stop.
        case none(String)
    }

    let site: LiveSite
    let git: GitBlobs
    let published: PublishedVersions

    /// How many bytes of a committed portal file are read.
    private static let fileLimit = ReadingLimits.portalFile.byteCount

    /// Looks for a version.
    ///
    /// - Parameters:
    ///   - version: Which.
    ///   - portal: The portal as the site has it.
    /// - Returns: The version, or why there is none.
    func find(_ version: SideChoice.Version, of portal: LivePortal) async -> Answer {
        switch version {
        case .file: file(portal)
        case .published: publishedVersion(of: portal)
        case .committed: await committed(portal)
        }
    }

    private func file(_ portal: LivePortal) -> Answer {
        let file = portal.file.displayText
        if let own = portal.entry.portal {
            return .version(version(own, portal, logo: portal.entry.logo, notes: []))
        }
        guard let last = portal.lastGood, let own = last.portal else {
            return .none("\(file) can’t be read as a portal; its board says why")
        }
        let note = "\(file) can’t be read now, so that its last good version is compared. Its board says what is wrong."
        return .version(version(own, portal, logo: last.logo, notes: [note]))
    }

    private func version(_ own: Portal, _ portal: LivePortal, logo: Logo?, notes: [String]) -> ComparedVersion {
        let picture: ComparedVersion.Picture =
            logo.map { .logo($0, path: own.logoPath ?? "") } ?? own.logoID.map { .elsewhere($0) } ?? .none
        return ComparedVersion(portal: own, file: portal.file, picture: picture, notes: notes)
    }

    // MARK: Published

    private func publishedVersion(of portal: LivePortal) -> Answer {
        guard let id = portal.entry.id ?? portal.lastGood?.id else { return .none("it has no id") }
        let current = portal.entry.portal == nil ? portal.lastGood : portal.entry
        switch published.version(of: id, file: current?.portal) {
        case .none(let words): return .none(words)
        case .version(let found):
            var (picture, notes) = (ComparedVersion.Picture.none, [String]())
            if found.hasLogo {
                if let (logo, path) = logo(found.logoHash, of: current) {
                    picture = .logo(logo, path: path)
                } else {
                    picture = .elsewhere(found.portal.logoID ?? "")
                    notes = [
                        "The published logo isn’t that of the file, and only the service has it: the name stands in its place."
                    ]
                }
            }
            return .version(ComparedVersion(portal: found.portal, file: portal.file, picture: picture, notes: notes))
        }
    }

    /// The portal's own logo, if it is the published one, or an SVG whose picture beside it is.
    private func logo(_ hash: String?, of entry: PortalEntry?) -> (Logo, path: String)? {
        guard let hash, let entry, let logo = entry.logo, let path = entry.portal?.logoPath else { return nil }
        if ContentHash(of: logo.bytes).hexadecimal == hash { return (logo, path) }
        guard logo.format == .svg else { return nil }
        let isBeside = PortalFiles.rasters(beside: path).contains { raster in
            site.logo(at: raster).map { ContentHash(of: $0.bytes).hexadecimal == hash } ?? false
        }
        return isBeside ? (logo, path) : nil
    }

    // MARK: Committed

    private func committed(_ portal: LivePortal) async -> Answer {
        guard let id = portal.entry.id ?? portal.lastGood?.id else { return .none("it has no id") }
        let bytes: [UInt8]
        switch await git.committed(portal.file, limit: Self.fileLimit) {
        case .none(let words): return .none(words)
        case .content(let content): bytes = content
        }
        let read = EditorFile(bytes, path: portal.file, id: id, environment: site.settings.environment)
        guard let own = read.portal else {
            let words = read.fault.map { ": \($0.message.displayText)" } ?? ""
            return .none("what is committed of \(portal.file.displayText) can’t be read as a portal\(words)")
        }
        guard let path = own.logoPath, !path.isEmpty else {
            return .version(version(own, portal, logo: nil, notes: []))
        }
        let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        if case .content(let content) = await git.committed(name, limit: Logo.byteLimit) {
            let logo = LogoInspector.inspect(content, fileName: name).logo
            return .version(version(own, portal, logo: logo, notes: []))
        }
        let note = "The last commit has no \(path.displayText), so that the name stands in the logo’s place."
        return .version(version(own, portal, logo: nil, notes: [note]))
    }
}
