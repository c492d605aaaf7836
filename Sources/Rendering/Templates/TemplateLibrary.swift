package import Diagnostics
import Mustache
import Portals

/// A template of a workspace that replaces a built-in one.
package struct TemplateOverride: Sendable {
    /// The name of the built-in template, without extension.
    package let name: String
    /// The file, relative to the workspace.
    package let file: String
    /// The text.
    package let text: String

    package init(name: String, file: String, text: String) {
        self.name = name
        self.file = file
        self.text = text
    }
}

/// The templates by which pages are rendered: the built-in ones, and a workspace's own in their place.
package struct TemplateLibrary: Sendable {
    /// What can be wrong with the built-in templates, which no user can mend.
    package struct BuiltInTemplateError: Error, CustomStringConvertible {
        package let description: String
    }

    private let library: MustacheLibrary
    private let templates: [String: MustacheTemplate]

    /// Reads the built-in templates and puts overrides in their place.
    ///
    /// An override that is no valid template, names what nothing fills, or includes itself is reported and left
    /// out, so that the page is rendered by the built-in one.
    ///
    /// - Parameters:
    ///   - overrides: A workspace's own templates.
    ///   - specimens: For each page's root template the contexts that it may be filled with.
    ///   - diagnostics: Receives the problems of the overrides.
    /// - Throws: `BuiltInTemplateError` if a built-in template is no valid Mustache.
    package init(
        overrides: [TemplateOverride] = [],
        specimens: [TemplateSpecimen] = [],
        diagnostics: inout [Diagnostic]
    ) throws {
        var parsed: [String: MustacheTemplate] = [:]
        for (name, text) in BuiltInTemplates.texts {
            do {
                parsed[name] = try MustacheTemplate(string: text)
            } catch {
                throw BuiltInTemplateError(description: "built-in template '\(name)': \(error)")
            }
        }
        for (name, template) in Self.usable(overrides, specimens: specimens, diagnostics: &diagnostics) {
            parsed[name] = template
        }
        templates = parsed
        library = MustacheLibrary(templates: parsed)
    }

    /// Renders a template.
    ///
    /// - Parameters:
    ///   - name: The name of a built-in template.
    ///   - context: What fills it.
    /// - Returns: The text; every value in two braces is escaped for HTML text and quoted attributes.
    package func render(_ name: String, _ context: TemplateContext) -> String {
        guard let template = templates[name] else { preconditionFailure("no template '\(name)'") }
        return template.render(MustacheView(context: context), library: library)
    }

    private static func usable(
        _ overrides: [TemplateOverride],
        specimens: [TemplateSpecimen],
        diagnostics: inout [Diagnostic]
    ) -> [String: MustacheTemplate] {
        var texts = BuiltInTemplates.texts
        var files: [String: String] = [:]
        var usable: [String: MustacheTemplate] = [:]
        for override in overrides {
            guard texts[override.name] != nil else {
                diagnostics.append(unknownName(override))
                continue
            }
            do {
                usable[override.name] = try MustacheTemplate(string: override.text)
                texts[override.name] = override.text
                files[override.name] = override.file
            } catch {
                diagnostics.append(syntaxProblem(error, in: override))
            }
        }
        guard !usable.isEmpty else { return usable }
        for problem in specimens.flatMap({ TemplateCheck.problems(of: $0.template, in: texts, specimen: $0.context) }) {
            // A built-in template is at fault only through what an override did to its partials.
            guard let file = files[problem.template] ?? files.values.sorted().first else { continue }
            usable[problem.template] = nil
            let diagnostic = Diagnostic(problem.rule, file: file, range: problem.range, message: problem.message)
            if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
            if files[problem.template] == nil { return [:] }
        }
        return usable
    }

    private static func unknownName(_ override: TemplateOverride) -> Diagnostic {
        let near = Spelling.nearest(to: override.name, among: BuiltInTemplates.texts.keys.sorted())
        let remedy = near.map { "did you mean '\($0).mustache'?" } ?? "templates/README.md lists the names"
        return Diagnostic(
            .templateUnknown,
            file: override.file,
            message: "it overrides no built-in template; \(remedy)"
        )
    }

    private static func syntaxProblem(_ error: any Error, in override: TemplateOverride) -> Diagnostic {
        guard let error = error as? MustacheTemplate.ParserError else {
            return Diagnostic(.templateSyntax, file: override.file, message: "it is no valid Mustache template")
        }
        let place = SourcePosition(line: error.context.lineNumber, column: error.context.columnNumber)
        return Diagnostic(
            .templateSyntax,
            file: override.file,
            range: SourceRange(start: place, end: place),
            message: TemplateSyntaxMessage.words(for: error.error)
        )
    }
}

/// A root template with a context that has every key it may be filled with.
package struct TemplateSpecimen: Sendable {
    package let template: String
    package let context: TemplateContext
}
