import Diagnostics
import Portals
import Rendering
import Workspaces

/// A portal file as a look found it, and what the site shows of it; an object, because each look hands all of them on.
final class LiveFile: Sendable {
    /// What was read.
    let source: LiveSource
    /// What it has in common with portals before it.
    let clashes: [Clash]
    /// The portal with all its problems, without its logo.
    let entry: PortalEntry
    /// What pages of all portals show of it.
    let summary: PortalSummary
    /// The last portal that could be read, without its logo; `nil` if this one can be, or none could.
    let lastGood: PortalEntry?
    /// The number of the look that first saw it so.
    let revision: Int

    /// Takes a portal as others and the settings leave it.
    ///
    /// - Parameters:
    ///   - source: What was read.
    ///   - clashes: What it has in common with portals before it.
    ///   - before: The file as the look before found it.
    ///   - files: Judges it, and has its logo where the source has it no more.
    ///   - revision: The number of the look.
    init(_ source: LiveSource, clashes: [Clash], before: LiveFile?, files: PortalFiles, revision: Int) {
        let entry = files.settled(source.own, clashes: clashes)
        let logo = source.cardLogo ?? (source.logo == nil ? nil : files.cardLogo(of: entry))
        self.source = source.withoutLogo
        self.clashes = clashes
        self.entry = entry
        summary = SiteRenderer.summary(of: entry.with(logo: logo))
        if entry.portal == nil {
            lastGood = before.flatMap { $0.entry.state == .whole ? $0.entry : $0.lastGood }
        } else {
            lastGood = nil
        }
        self.revision = revision
    }

    private init(_ file: LiveFile, source: LiveSource) {
        self.source = source
        clashes = file.clashes
        entry = file.entry
        summary = file.summary
        lastGood = file.lastGood
        revision = file.revision
    }

    /// The same, to be read again in any case.
    var unsettled: LiveFile { LiveFile(self, source: source.unsettled) }

    /// The names of the folders in which it has pages.
    var folders: Set<String> {
        var folders: Set<String> = []
        if entry.state != .withoutFolder { folders.insert(entry.idText) }
        if let lastGood { folders.insert(lastGood.idText) }
        return folders
    }

    /// Whether its pages show the same as those of the same file before.
    func showsSame(as other: LiveFile) -> Bool {
        source.content == other.source.content && source.logo == other.source.logo
            && entry.state == other.entry.state && entry.idText.hasSameBytes(as: other.entry.idText)
            && entry.diagnostics == other.entry.diagnostics
            && lastGood?.idText == other.lastGood?.idText
    }
}

/// What was read of a portal file, without what other portals do to it.
struct LiveSource: Sendable {
    /// A logo that shows in the portal or in its problems.
    struct NamedLogo: Sendable {
        /// The path as the portal file has it.
        let path: String
        /// How its file looked before it was read.
        let look: LogoStamps.Look
    }

    /// The file, with its stamp from before it was read.
    let file: PortalFile
    /// Whether a later change of the file or of a logo would show in its stamp.
    private(set) var isSettled: Bool
    /// The hash of the file's content; `nil` if it could not be read.
    let content: ContentHash?
    /// The portal without its logo.
    let own: PortalEntry
    /// The hash of the logo's content; `nil` if it has none that can be used.
    let logo: ContentHash?
    /// The logos that it names.
    let logos: [NamedLogo]
    /// The logo as far as its card may show it; only until the card is made.
    private(set) var cardLogo: Logo?

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - file: The file, found in this look.
    ///   - files: The files of this look.
    ///   - stamps: How logos look.
    ///   - hashes: The hashes of logos.
    ///   - moment: When the look began, in nanoseconds since 1970.
    init(_ file: PortalFile, of files: PortalFiles, stamps: LogoStamps, hashes: LogoHashes, moment: Int64) {
        let read = files.read(file)
        let entry = read.entry
        // What the logos of a file are is known only when it was read, so they were maybe read before they are looked
        // at here; one that changed since the look began is not settled, and so is read again.
        let named = entry.logoPaths.map { NamedLogo(path: $0, look: stamps.look(at: $0)) }
        self.file = file
        content = read.content.map { ContentHash(of: $0) }
        own = entry.withoutLogo
        logo = entry.logo.map { hashes.hashed($0).hash }
        logos = named
        cardLogo = entry.logo.flatMap { $0.bytes.count <= SummaryLogo.byteLimit ? $0 : nil }
        isSettled =
            file.stamp?.isSettled(at: moment) ?? true
            && named.allSatisfy { $0.look.stamp?.isSettled(at: moment) ?? true }
    }

    /// The same without the bytes of the logo.
    var withoutLogo: LiveSource {
        var source = self
        source.cardLogo = nil
        return source
    }

    /// The same, to be read again in any case.
    var unsettled: LiveSource {
        var source = self
        source.isSettled = false
        return source
    }

    /// Whether the file and its logos look as they did when it was read.
    func looksSame(_ file: PortalFile, _ stamps: LogoStamps) -> Bool {
        isSettled && file.stamp == self.file.stamp && logos.allSatisfy { stamps.look(at: $0.path) == $0.look }
    }
}

extension PortalFiles {
    /// The logo that a portal's pages show; `nil` if there is none.
    func logo(of entry: PortalEntry) -> Logo? {
        guard let path = entry.portal?.logoPath, !path.isEmpty else { return nil }
        return logo(at: path)
    }

    /// The logo that a portal's card shows; `nil` if there is none that is small enough.
    func cardLogo(of entry: PortalEntry) -> Logo? {
        logo(of: entry).flatMap { $0.bytes.count <= SummaryLogo.byteLimit ? $0 : nil }
    }
}
