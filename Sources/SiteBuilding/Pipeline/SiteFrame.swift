package import Diagnostics
import Portals
import Rendering
package import Workspaces

/// What all pages of a site share: templates, the sample customer, and where the portals come from.
package struct SiteFrame: Sendable {
    /// What is wrong apart from portals: settings, templates, the sample customer.
    package let diagnostics: [Diagnostic]
    /// Where the portals come from, for the foot of pages: `portals/`, or the file of `--from`.
    package let origin: String
    let templates: TemplateLibrary
    let sample: SampleContext
    /// How support lets customers into the portals; `nil` if no environment says where.
    let access: AccessGuide?
    /// The hash of the files that show in every portal; `nil` where there are none, as for an answer.
    let inputs: ContentHash?

    /// Takes a workspace.
    ///
    /// - Parameters:
    ///   - workspace: The workspace.
    ///   - isAside: Whether the portals come from elsewhere, and so are rendered anew each time.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    package init(_ workspace: OpenedWorkspace, isAside: Bool = false) throws {
        var diagnostics = workspace.diagnostics
        if workspace.templates.isEmpty { TemplateLibrary.beginReading() }
        let samples = SampleSource(settings: workspace.settings, file: workspace.sample)
        diagnostics += samples.diagnostics
        let overrides = workspace.templates.map { TemplateOverride(name: $0.name, file: $0.file, text: $0.text) }
        templates = try TemplateLibrary(
            overrides: overrides,
            specimens: overrides.isEmpty ? [] : TemplateSpecimen.all(samples: samples.contexts),
            diagnostics: &diagnostics
        )
        sample = samples.context
        access = Self.access(workspace.settings)
        origin = "\(Workspace.portalsFolder)/"
        self.diagnostics = workspace.settings.judged(diagnostics)
        inputs = isAside ? nil : Self.hash(of: workspace)
    }

    /// Takes portals that came without a workspace.
    ///
    /// - Parameters:
    ///   - answer: What the API answered.
    ///   - settings: The settings to render with.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    package init(_ answer: PortalAnswer, settings: Settings) throws {
        var diagnostics = answer.diagnostics
        templates = try TemplateLibrary(diagnostics: &diagnostics)
        sample = SampleSource(settings: settings, file: nil).context
        access = Self.access(settings)
        origin = answer.file
        self.diagnostics = diagnostics
        inputs = nil
    }

    private static func access(_ settings: Settings) -> AccessGuide? {
        let environments = settings.environments.filter { settings.advancedBilling[$0]?.site != nil }
        return AccessGuide(environments: environments, chosen: settings.environment)
    }

    /// Returns the hash of the files that show in every portal of a workspace.
    static func hash(of workspace: OpenedWorkspace) -> ContentHash {
        var writer = PackedBytesWriter()
        writer.append(workspace.environment)
        writer.append(workspace.sharedContent) { writer, file in
            writer.append(file.path)
            writer.append(file.content)
        }
        return ContentHash(of: writer.bytes)
    }
}

/// The portals of a site.
package enum SitePortals: Sendable {
    /// Files of a workspace, to be read.
    case files(PortalFiles)
    /// Portals that are in memory.
    case read([PortalEntry])

    /// The portals, all in memory.
    package var entries: [PortalEntry] {
        switch self {
        case .files(let files): files.entries
        case .read(let entries): entries
        }
    }

    /// The ids of all portals; files are read for that.
    package var ids: [String] { entries.map(\.idText) }

    /// Reads some portals.
    func read(_ places: ArraySlice<Int>) -> [ReadPortal] {
        switch self {
        case .files(let files): files.read(places.map { files.all[$0] })
        case .read(let entries): places.map { ReadPortal(entry: entries[$0]) }
        }
    }

    /// How many there are.
    var count: Int {
        switch self {
        case .files(let files): files.all.count
        case .read(let entries): entries.count
        }
    }
}
