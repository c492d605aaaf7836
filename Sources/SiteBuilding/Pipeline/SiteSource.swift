package import Diagnostics
import Portals
import Rendering
package import Workspaces

/// Portals that are in memory, and what all pages of theirs share.
package struct SiteSource: Sendable {
    /// What all pages share.
    package let frame: SiteFrame
    /// The portals in their order.
    package let entries: [PortalEntry]

    /// Takes portals.
    ///
    /// - Parameters:
    ///   - frame: What all pages share.
    ///   - portals: The portals, which are read.
    package init(_ frame: SiteFrame, _ portals: SitePortals) {
        self.frame = frame
        entries = portals.entries
    }

    /// Takes a workspace.
    ///
    /// - Parameter workspace: The workspace.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    package init(_ workspace: Workspace) throws {
        frame = try SiteFrame(workspace.opened)
        entries = workspace.entries
    }

    /// Takes portals that came without a workspace.
    ///
    /// - Parameters:
    ///   - answer: What the API answered.
    ///   - settings: The settings to render with.
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    package init(_ answer: PortalAnswer, settings: Settings) throws {
        frame = try SiteFrame(answer, settings: settings)
        entries = answer.entries
    }

    /// What is wrong apart from portals: settings, templates, the sample customer.
    package var diagnostics: [Diagnostic] { frame.diagnostics }

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
