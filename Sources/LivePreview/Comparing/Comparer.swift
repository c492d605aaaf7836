import Diagnostics
import HTTPTypes
import Rendering
import SiteBuilding
import Workspaces

/// Answers requests for `compare.html`: two portals, or two versions of one, side by side.
struct Comparer: Sendable {
    /// The name of its page in a portal's folder; the site has none of this name.
    static let page = "compare.html"

    private let site: LiveSite
    private let workspace: String
    private let events: LiveEvents
    private let published: @Sendable (Settings) -> PublishedPlace
    private let git: GitBlobs
    private let shell = LiveShell()
    private let pages: ComparePage

    /// How many portals a select has.
    private static let longestList = 1000

    /// Prepares to compare.
    ///
    /// - Parameters:
    ///   - site: The site.
    ///   - workspace: The folder it is read from.
    ///   - events: What is told of changes.
    ///   - git: Asks for what is committed; `nil` for the git of this machine.
    ///   - published: Says where portals are published.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    init(
        site: LiveSite,
        workspace: String,
        events: LiveEvents,
        git: GitBlobs? = nil,
        published: @escaping @Sendable (Settings) -> PublishedPlace
    ) throws {
        (self.site, self.workspace, self.events, self.published) = (site, workspace, events, published)
        self.git = git ?? GitBlobs(folder: workspace)
        var diagnostics: [Diagnostic] = []
        pages = ComparePage(templates: try TemplateLibrary(diagnostics: &diagnostics))
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - id: The name of the portal's folder; untrusted.
    ///   - query: What is to be compared; untrusted.
    /// - Returns: The page, or the way to its address; `nil` if there is no such portal.
    func answer(_ id: String, _ query: [String: String]) async -> LiveAnswer? {
        // A page is at least as new as what it says to show.
        let revision = events.id
        guard let portal = site.portal(id) else { return nil }
        var sides: [SideChoice?] = []
        for name in ["left", "right"] {
            guard let text = query[name] else {
                sides.append(nil)
                continue
            }
            guard let side = SideChoice(text, version: query["\(name)-version"]), site.portal(side.id) != nil else {
                return nil
            }
            sides.append(side)
        }
        let finder = VersionFinder(
            site: site,
            git: git,
            published: PublishedVersions(workspace: workspace, place: published(site.settings))
        )
        let right = sides[1] ?? SideChoice(.file, id)
        let left: SideChoice
        if let stated = sides[0] { left = stated } else { left = await usualLeft(portal, right, finder) }
        if query.keys.contains(where: { ["swap", "left-version", "right-version"].contains($0) }) {
            let isSwapped = query["swap"] != nil
            return Self.leading(to: id, left: isSwapped ? right : left, right: isSwapped ? left : right, query)
        }
        guard let sheet = await sheet(left, right, query, finder) else { return nil }
        let ids = left.id == right.id ? [left.id] : [left.id, right.id]
        let body = shell.page(
            pages.page(for: sheet),
            as: .compare,
            portal: nil,
            compared: ids,
            revision: revision
        )
        return LiveAnswer.page(body)
    }

    /// What a file is compared with unless something else is asked for.
    private func usualLeft(_ portal: LivePortal, _ right: SideChoice, _ finder: VersionFinder) async -> SideChoice {
        for version in [SideChoice.Version.published, .committed] {
            if case .version = await finder.find(version, of: portal) { return SideChoice(version, portal.id) }
        }
        let other = site.portals.first { $0.hasPages && $0.id != right.id }
        return SideChoice(.file, other?.id ?? portal.id)
    }

    /// Leads from what a form sends to the address that says the same in short.
    private static func leading(
        to id: String,
        left: SideChoice,
        right: SideChoice,
        _ query: [String: String]
    ) -> LiveAnswer {
        var fields = [("left", left.text), ("right", right.text)]
        for name in ["width", "narrow-width"] {
            if let width = query[name].flatMap(CompareSheet.Width.init) { fields.append((name, width.rawValue)) }
        }
        let text = fields.map { "\($0)=\(LiveTarget.encoded($1))" }.joined(separator: "&")
        let address = "/\(LiveTarget.encoded(id))/\(page)?\(text)"
        return LiveAnswer(
            status: .seeOther,
            type: "text/plain; charset=utf-8",
            headers: [.location: address],
            body: []
        )
    }

    // MARK: What the page shows

    private func sheet(
        _ left: SideChoice,
        _ right: SideChoice,
        _ query: [String: String],
        _ finder: VersionFinder
    ) async -> CompareSheet? {
        guard let leftPortal = site.portal(left.id), let rightPortal = site.portal(right.id) else { return nil }
        let isSame = left.id == right.id
        let found = [await versions(of: leftPortal, finder)]
        let all = isSame ? found + found : found + [await versions(of: rightPortal, finder)]
        let heads = site.portals.filter(\.hasPages)
        var sheet = CompareSheet()
        sheet.left = side(left, all[0], heads, isSame: isSame)
        sheet.right = side(right, all[1], heads, isSame: isSame)
        if isSame { sheet.right.reasons = [] }
        if heads.count > Self.longestList {
            sheet.notes.append(
                "The lists hold \(Self.longestList) of \(heads.count) portals. The address of this page takes the id "
                    + "of any."
            )
        }
        sheet.width = query["width"].flatMap(CompareSheet.Width.init) ?? .desktop
        sheet.narrowWidth = (query["narrow-width"] ?? query["width"]).flatMap(CompareSheet.Width.init) ?? .phone
        sheet.source = isSame ? leftPortal.file : "\(leftPortal.file) and \(rightPortal.file)"
        var sides: [ComparedVersion] = []
        for (choice, answers) in zip([left, right], all) {
            switch answers[choice.version] {
            case .version(let version): sides.append(version)
            case .none(let words)?:
                let name = isSame ? "" : " of \(name(of: choice.id, heads))"
                sheet.errors.append(
                    "There is no ‘\(choice.version.words)’\(name): \(words). Choose another version above."
                )
            case nil: return nil
            }
        }
        if left == right { sheet.errors = Array(sheet.errors.prefix(1)) }
        guard sides.count == 2 else { return sheet }
        let notes = left == right ? sides[0].notes : sides[0].notes + sides[1].notes
        sheet.notes = sheet.notes + notes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        sheet.result =
            ComparisonResult(
                fields: ComparedVersion.differences(sides[0], sides[1]),
                screens: site.screens(from: sides[0].view, to: sides[1].view),
                names: (sheet.left.name, sheet.right.name)
            ).shown
        return sheet
    }

    private func versions(
        of portal: LivePortal,
        _ finder: VersionFinder
    ) async -> [SideChoice.Version: VersionFinder.Answer] {
        var found: [SideChoice.Version: VersionFinder.Answer] = [:]
        for version in SideChoice.Version.allCases { found[version] = await finder.find(version, of: portal) }
        return found
    }

    private func side(
        _ choice: SideChoice,
        _ found: [SideChoice.Version: VersionFinder.Answer],
        _ heads: [LivePortal.Head],
        isSame: Bool
    ) -> CompareSheet.Side {
        var side = CompareSheet.Side()
        let own = name(of: choice.id, heads)
        side.name =
            isSame
            ? choice.version.words
            : choice.version == .file ? own : "\(own), \(choice.version.words.lowercased())"
        let listed = heads.prefix(Self.longestList)
        let shown = Array(listed) + heads.dropFirst(Self.longestList).filter { $0.id == choice.id }
        side.portals = shown.map { head in
            CompareSheet.Option(
                value: SideChoice(.file, head.id).text,
                text: head.name,
                isChosen: head.id.utf8.elementsEqual(choice.id.utf8)
            )
        }
        if !shown.contains(where: { $0.id.utf8.elementsEqual(choice.id.utf8) }) {
            side.portals.append(CompareSheet.Option(value: choice.text, text: own, isChosen: true))
        }
        for version in [SideChoice.Version.file, .published, .committed] {
            if case .none(let words)? = found[version], version != choice.version {
                side.reasons.append("‘\(version.words)’ isn’t offered: \(words).")
                continue
            }
            side.versions.append(
                CompareSheet.Option(
                    value: version.rawValue,
                    text: version.words,
                    isChosen: version == choice.version
                )
            )
        }
        return side
    }

    private func name(of id: String, _ heads: [LivePortal.Head]) -> String {
        (heads.first { $0.id.utf8.elementsEqual(id.utf8) }?.name ?? id).displayText
    }
}
