import Diagnostics
import Portals

@testable import Rendering

/// A library with overrides, checked as a workspace's are.
struct Overrides {
    let library: TemplateLibrary
    let diagnostics: [Diagnostic]

    init(_ texts: [String: String], sample: SampleContext? = nil) throws {
        var diagnostics: [Diagnostic] = []
        let builtIn = try RenderedPortal.sample()
        library = try TemplateLibrary(
            overrides: texts.sorted { $0.key < $1.key }.map {
                TemplateOverride(name: $0.key, file: "templates/\($0.key).mustache", text: $0.value)
            },
            specimens: TemplateSpecimen.all(samples: [builtIn, sample ?? builtIn]),
            diagnostics: &diagnostics
        )
        self.diagnostics = diagnostics.sorted()
    }

    /// `file:line:column: message`, sorted.
    var problems: [String] {
        diagnostics.map { diagnostic in
            let place = diagnostic.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
            return "\(diagnostic.file)\(place): \(diagnostic.message)"
        }
    }

    func preview(logo: Logo? = nil) throws -> String {
        PreviewPage(templates: library, sample: try RenderedPortal.sample())
            .html(for: try RenderedPortal.view(logo: logo))
    }
}
