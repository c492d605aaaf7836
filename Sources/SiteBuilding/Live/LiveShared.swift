import Diagnostics
import Portals
import Rendering
import Workspaces

/// What all pages of a site in memory share.
struct LiveShared: Sendable {
    /// What `portico.yaml` says.
    let settings: Settings
    /// The files that show in every portal, by their paths, with their content.
    let files: [(path: String, content: [UInt8])]
    /// What was wrong with the workspace apart from its portals, before templates and the sample customer were looked
    /// at.
    let opening: [Diagnostic]
    /// Everything that is wrong apart from portals.
    let problems: [Diagnostic]
    /// The hash of what all pages are made from.
    let inputs: ContentHash
    /// Makes the pages.
    let renderer: SiteRenderer
    /// The number of the look that first saw it.
    let revision: Int

    /// Takes what a workspace says outside its portals.
    ///
    /// - Parameters:
    ///   - opened: The workspace.
    ///   - before: What the look before took; what didn't change keeps its revision.
    ///   - revision: The number of the look.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    init(_ opened: OpenedWorkspace, before: LiveShared?, revision: Int) throws {
        let inputs = SiteFrame.hash(of: opened)
        let isSame = before?.inputs == inputs
        settings = opened.settings
        files = opened.sharedContent
        opening = opened.diagnostics
        self.inputs = inputs
        if let before, isSame, before.opening == opened.diagnostics {
            (problems, renderer) = (before.problems, before.renderer)
        } else {
            let frame = try SiteFrame(opened)
            problems = frame.diagnostics
            renderer = before.flatMap { isSame ? $0.renderer : nil } ?? SiteRenderer(frame, contents: .site)
        }
        self.revision = before.flatMap { isSame ? $0.revision : nil } ?? revision
    }

    /// Whether portals are read and judged alike.
    func judgesAlike(_ other: LiveShared) -> Bool {
        content(of: Workspace.settingsFile) == other.content(of: Workspace.settingsFile)
    }

    /// Whether a path is that of a file that shows in every portal.
    static func holds(_ path: String) -> Bool {
        path == Workspace.settingsFile || path == Workspace.sampleFile || path.hasPrefix("templates/")
    }

    private func content(of path: String) -> [UInt8]? { files.first { $0.path == path }?.content }
}
