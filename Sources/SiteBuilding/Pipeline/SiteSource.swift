package import Diagnostics
import Portals
import Rendering
package import Workspaces

/// What a site is made from: the portals, and the templates and the sample customer that all of them share.
package struct SiteSource: Sendable {
    /// The portals in their order.
    package let entries: [PortalEntry]
    /// What is wrong apart from portals: settings, templates, the sample customer.
    package let diagnostics: [Diagnostic]
    /// Where the portals come from, for the foot of pages: `portals/`, or the file of `--from`.
    package let origin: String
    let templates: TemplateLibrary
    let sample: SampleContext

    /// Takes a workspace.
    ///
    /// - Parameter workspace: The workspace.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    package init(_ workspace: Workspace) throws {
        var diagnostics = workspace.diagnostics
        let samples = SampleSource(settings: workspace.settings, file: workspace.sample)
        diagnostics += samples.diagnostics
        let overrides = workspace.templates.map { TemplateOverride(name: $0.name, file: $0.file, text: $0.text) }
        templates = try TemplateLibrary(
            overrides: overrides,
            specimens: overrides.isEmpty ? [] : TemplateSpecimen.all(samples: samples.contexts),
            diagnostics: &diagnostics
        )
        sample = samples.context
        entries = workspace.entries
        origin = "\(Workspace.portalsFolder)/"
        self.diagnostics = workspace.settings.judged(diagnostics)
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
        entries = answer.entries
        origin = answer.file
        self.diagnostics = diagnostics
    }

    /// Every problem: the shared ones, then those of the portals, sorted.
    package var problems: [Diagnostic] {
        (diagnostics + entries.flatMap(\.diagnostics)).sorted()
    }
}

/// The sample customer of a workspace.
struct SampleSource {
    let context: SampleContext
    /// The built-in customer and, if it is another one, the workspace's.
    let contexts: [SampleContext]
    let diagnostics: [Diagnostic]

    init(settings: Settings, file: PlacedSource?) {
        let format = SampleFormat(locale: settings.sample.locale, currency: settings.sample.currency)
        guard let today = Day(settings.sample.date) ?? Day("2026-01-15") else {
            preconditionFailure("the documented date is a day")
        }
        let builtIn = Sample.builtIn(today: today)
        let builtInContext = SampleContext(sample: builtIn, format: format)
        guard let file else {
            (context, contexts, diagnostics) = (builtInContext, [builtInContext], [])
            return
        }
        var sample = builtIn
        var diagnostics = file.diagnostics
        if let root = file.root {
            if case .object(let body) = root.value {
                let findings = sample.override(by: body)
                diagnostics += findings.map { file.diagnostic(of: $0, file: Workspace.sampleFile) }
            } else {
                let message = "the file holds no mapping; write keys such as `customer:`"
                diagnostics.append(
                    Diagnostic(.syntaxNotAMapping, file: Workspace.sampleFile, range: root.range, message: message)
                )
            }
        }
        context = SampleContext(sample: sample, format: format)
        contexts = [builtInContext, context]
        self.diagnostics = diagnostics
    }
}
