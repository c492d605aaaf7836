import Diagnostics
import Foundation
import HTTPTypes
import Rendering
import SiteBuilding
import Workspaces

/// The pages of the site as they are served, and what their script asks for besides.
struct LivePages: Sendable {
    let site: LiveSite
    /// The workspace's folder.
    let workspace: String
    let events: LiveEvents
    let notices: LiveNotices
    /// What a board gets besides; `nil` comes of a portal that can't be edited.
    let addition: @Sendable (_ portal: String) -> LiveShell.Addition?
    private let shell = LiveShell()

    init(
        site: LiveSite,
        workspace: String,
        events: LiveEvents,
        notices: LiveNotices,
        addition: @escaping @Sendable (_ portal: String) -> LiveShell.Addition?
    ) {
        self.site = site
        self.workspace = workspace
        self.events = events
        self.notices = notices
        self.addition = addition
    }

    /// What keeps a preview from doing anything: it may be read and patched by the board, and open links.
    private static let previewPolicy = "sandbox allow-same-origin allow-popups"
    private static let workerPolicy = "default-src 'none'; connect-src 'self'"

    /// Answers a request to look at something.
    ///
    /// - Parameters:
    ///   - target: What is asked for.
    ///   - known: The versions that the client has, as `If-None-Match` names them.
    /// - Returns: The answer; `nil` if there is no such page.
    func answer(to target: LiveTarget, since known: [String]) -> LiveAnswer? {
        // These take nothing from the site, though `_live` may be a portal's id: its pages have other names.
        if target.path.first == "_live", !target.isFolder {
            if target.path == ["_live", "worker.js"] { return worker }
            if target.path == ["_live", "workspace"] { return Self.json(LiveWorkspaceState(site)) }
            if target.path.count == 3, target.path[1] == "portal" { return portal(target.path[2]) }
        }
        if target.path.count == 1, !target.isFolder, site.portal(target.path[0]) != nil {
            let address = "/\(LiveTarget.encoded(target.path[0]))/"
            return LiveAnswer(status: .permanentRedirect, type: Self.plain, headers: [.location: address], body: [])
        }
        let path = target.isFolder || target.path.isEmpty ? target.path + ["index.html"] : target.path
        guard path.count <= 2 else { return nil }
        // A page is at least as new as what it says to show.
        let revision = events.id
        guard let page = site.page(path) else { return nil }
        return answer(page, at: path, revision: revision, since: known)
    }

    private static let plain = "text/plain; charset=utf-8"

    private func answer(_ page: LivePage, at path: [String], revision: String, since known: [String]) -> LiveAnswer {
        var answer = LiveAnswer(type: Self.type(of: path.last ?? ""), body: [])
        let kind = Self.kind(of: path)
        let version = kind == nil ? page.version : "\(page.version)-\(shell.version)-\(revision)"
        answer.headers[.eTag] = "\"\(version)\""
        if path.last == "preview.html" { answer.headers[.contentSecurityPolicy] = Self.previewPolicy }
        let versions = known.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        if versions.contains("\"\(version)\"") {
            answer.status = .notModified
            return answer
        }
        guard let kind else {
            answer.body = page.bytes
            return answer
        }
        let portal = path.count == 2 ? path[0] : nil
        answer.body = shell.page(
            page.bytes,
            as: kind,
            portal: portal,
            revision: revision,
            adding: kind == .board ? portal.flatMap(addition) : nil
        )
        return answer
    }

    /// What the page at a path is; `nil` for what stays as it is.
    private static func kind(of path: [String]) -> LiveShell.Kind? {
        switch (path.count, path.last ?? "") {
        case (1, "docs.html"): .index
        case (1, let name): name.hasSuffix(".html") ? .gallery : nil
        case (_, "index.html"): .board
        case (_, "docs.html"): .docs
        default: nil
        }
    }

    private static func type(of name: String) -> String {
        if name.hasSuffix(".html") { return "text/html; charset=utf-8" }
        return name.hasSuffix(".md") ? "text/markdown; charset=utf-8" : "application/octet-stream"
    }

    private var worker: LiveAnswer {
        LiveAnswer(
            type: "text/javascript; charset=utf-8",
            headers: [.contentSecurityPolicy: Self.workerPolicy, .eTag: "\"\(shell.version)\""],
            body: LiveShell.worker
        )
    }

    // MARK: What is wrong

    private func portal(_ id: String) -> LiveAnswer? {
        site.portal(id).flatMap { Self.json(LivePortalState($0, workspace: workspace)) }
    }

    private static func json(_ value: some Encodable) -> LiveAnswer? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { LiveAnswer(type: "application/json", body: Array($0)) }
    }

    /// Says that there is no such page, until there is one.
    func missing() -> LiveAnswer {
        .page(
            shell.page(notices.missingPage, as: .missing, portal: nil, revision: events.id),
            status: .notFound
        )
    }
}
