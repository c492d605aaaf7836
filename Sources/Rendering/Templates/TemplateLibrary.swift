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

    private(set) var library: MustacheLibrary
    private(set) var templates: [String: MustacheTemplate]
    let texts: [String: String]
    let tags: TagCache
    /// Whether pages are put together from plans, or interpreted.
    private(set) var usesPlans = true
    /// How much memory the plans of these templates may take.
    let budget = PlanBudget(bytes: 24 << 20)
    /// The names of the templates that a workspace's own replace.
    let overridden: Set<String>
    /// What stands in the place of text in templates; none if a workspace has its own.
    private let literals: LiteralMarks

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
        literals = overrides.isEmpty ? ReadTemplates.literals : LiteralMarks()
        var parsed =
            try overrides.isEmpty ? ReadTemplates.ofSites.get() : ReadTemplates.parsed(BuiltInTemplates.texts)
        let usable = Self.usable(overrides, specimens: specimens, diagnostics: &diagnostics)
        parsed.merge(usable.mapValues(\.template)) { $1 }
        overridden = Set(usable.keys)
        texts = BuiltInTemplates.texts.merging(usable.mapValues(\.text)) { $1 }
        tags = TagCache()
        templates = parsed
        library = MustacheLibrary(templates: parsed)
    }

    /// The same templates, interpreted, because what is rendered once is not worth a plan.
    package var interpreting: TemplateLibrary {
        var library = self
        library.usesPlans = false
        return library
    }

    /// The library with the templates of plans, which no page of a site needs, and those of comparisons do too.
    var withPlanPages: TemplateLibrary {
        guard templates["plan"] == nil else { return self }
        guard let ofPlans = try? ReadTemplates.ofPlans.get() else {
            preconditionFailure("a built-in template is no valid Mustache")
        }
        var all = self
        all.templates.merge(ofPlans) { $1 }
        all.library = MustacheLibrary(templates: all.templates)
        return all
    }

    /// Begins to read the built-in templates, while something else is done before they are needed.
    package static func beginReading() { ReadTemplates.begin() }

    /// The workspace's own templates that are used, by name and in the order of the names' bytes.
    package var overrides: [(name: String, text: String)] {
        overridden.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ($0, texts[$0] ?? "") }
    }

    /// Renders a template.
    ///
    /// - Parameters:
    ///   - name: The name of a built-in template.
    ///   - context: What fills it.
    /// - Returns: The text; every value in two braces is escaped for HTML text and quoted attributes.
    package func render(_ name: String, _ context: TemplateContext) -> String {
        constant(name) ?? render(template(name), context)
    }

    /// Renders a template with the partials of a library.
    func render(_ template: MustacheTemplate, _ context: TemplateContext, with library: MustacheLibrary) -> String {
        let rendered = template.render(MustacheView(context: context), library: library)
        return CharacterBoundaries.unmarked(literals.expand(rendered))
    }

    /// The text of a template in which there is no tag, so that it says the same whatever fills it.
    func constant(_ name: String) -> String? {
        guard let text = texts[name], !Self.holdsTag(text) else { return nil }
        return CharacterBoundaries.unmarked(text)
    }

    /// Whether a template is worth not being parsed: a style sheet has no tag, and swift-mustache takes long to find
    /// that out.
    ///
    /// None that others include may be one.
    static func isLongConstant(_ text: String) -> Bool {
        text.utf8.count > 2_000 && !holdsTag(text)
    }

    private static func holdsTag(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "{"), last == byte { return true }
            last = byte
        }
        return false
    }

    private static func usable(
        _ overrides: [TemplateOverride],
        specimens: [TemplateSpecimen],
        diagnostics: inout [Diagnostic]
    ) -> [String: (template: MustacheTemplate, text: String)] {
        var usable: [String: (template: MustacheTemplate, text: String)] = [:]
        var chosen: [String: TemplateOverride] = [:]
        for override in overrides {
            guard BuiltInTemplates.texts[override.name] != nil else {
                diagnostics.append(unknownName(override))
                continue
            }
            do throws(TemplateFault) {
                usable[override.name] = (try TemplateShape.template(override.text), override.text)
                chosen[override.name] = override
            } catch {
                diagnostics.append(
                    Diagnostic(error.rule, file: override.file, range: error.range, message: error.message)
                )
            }
        }
        // What is left after one went has to hold without it.
        while !chosen.isEmpty {
            let problems = TemplateCheck.problems(
                in: BuiltInTemplates.texts.merging(chosen.mapValues(\.text)) { $1 },
                overridden: Set(chosen.keys),
                specimens: specimens
            )
            if problems.isEmpty { break }
            for problem in problems {
                guard let file = chosen[problem.template]?.file else { continue }
                diagnostics.append(
                    Diagnostic(problem.rule, file: file, range: problem.range, message: problem.message)
                )
            }
            for name in problems.reduce(into: Set<String>(), { $0.formUnion($1.culprits) }) { chosen[name] = nil }
        }
        return usable.filter { chosen[$0.key] != nil }
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
}

/// A root template with a context that has every key it may be filled with.
package struct TemplateSpecimen: Sendable {
    package let template: String
    package let context: TemplateContext
    /// How often the template is rendered for a page, as far as the page's growth is judged.
    var times = 1

    /// How many rows stand for those of a page.
    static let rowTimes = 20

    /// What the templates of every page may be filled with.
    ///
    /// - Parameter samples: The sample customers: the built-in one, in which no list is empty, and the workspace's.
    /// - Returns: A specimen or more for each template that makes a page or its style.
    package static func all(samples: [SampleContext]) -> [TemplateSpecimen] {
        PreviewPage.specimens(samples: samples) + BoardPage.specimens + GalleryPage.specimens
            + PortalDocs.specimens + DocsPage.specimens + DocsIndex.specimens + DocsIndexPage.specimens
            + PlanPage.specimens
    }
}
