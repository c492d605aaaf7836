import Mustache
import Synchronization

extension TemplateLibrary {
    /// The layout of the values that fill a page; `nil` where pages are interpreted, or if there are too many values.
    ///
    /// - Parameters:
    ///   - context: Makes a context that has every key.
    ///   - examples: Elements of lists that are empty in it, by the lists' keys.
    /// - Returns: The layout.
    func layout(
        of context: @autoclosure () -> TemplateContext,
        examples: @autoclosure () -> [String: TemplateContext] = [:]
    ) -> PlanLayout? {
        usesPlans ? PlanLayout(context(), examples: examples()) : nil
    }

    /// The template of a name, which is a built-in one's.
    func template(_ name: String) -> MustacheTemplate {
        guard let template = templates[name] else { preconditionFailure("no template '\(name)'") }
        return template
    }

    /// Renders a template with the library's partials.
    func render(_ template: MustacheTemplate, _ context: TemplateContext) -> String {
        render(template, context, with: library)
    }

    /// The library with texts in the place of some partials.
    func library(replacing partials: [String: String]) -> MustacheLibrary {
        guard !partials.isEmpty else { return library }
        let replaced = templates.merging(partials.compactMapValues { try? MustacheTemplate(string: $0) }) { $1 }
        return MustacheLibrary(templates: replaced)
    }

    /// The tags of a template; `nil` if there is none of that name.
    func tags(of name: String) -> [TemplateTag]? {
        guard let text = texts[name] else { return nil }
        return tags.tags(of: name, text)
    }

    /// Whether a template holds what could be taken for a sentinel of a plan.
    func holdsSentinel(_ name: String) -> Bool {
        texts[name].map(PlanSentinel.isIn) ?? false
    }

    /// What a template has before and behind a text that it writes as it is; `nil` if anything else fills it as well.
    ///
    /// - Parameters:
    ///   - key: The text's key.
    ///   - name: The template.
    /// - Returns: The edges, the same for whatever the text is.
    func edges(of key: String, in name: String) -> (before: [UInt8], behind: [UInt8])? {
        guard usesPlans, !holdsSentinel(name), let tags = tags(of: name), tags.count == 1 else { return nil }
        guard tags[0].kind == .variable, tags[0].name == key, tags[0].transforms.isEmpty else { return nil }
        let slot = PlanSentinel.Piece.slot(0, isRaw: true)
        let rendered = render(template(name), [key: .text(PlanSentinel.slot(0))])
        let pieces = PlanSentinel.pieces(of: Array(rendered.utf8))
        guard let place = pieces.firstIndex(of: slot) else { return nil }
        func bytes(_ pieces: ArraySlice<PlanSentinel.Piece>) -> [UInt8] {
            pieces.flatMap { piece -> [UInt8] in if case .literal(let bytes) = piece { bytes } else { [] } }
        }
        return (bytes(pieces[..<place]), bytes(pieces[(place + 1)...]))
    }

    /// A partial with all partials in it.
    func reachable(from name: String) -> Set<String> {
        var found: Set<String> = []
        var open = [name]
        while let name = open.popLast() {
            guard found.insert(name).inserted else { continue }
            open += (tags(of: name) ?? []).filter { $0.kind == .partial }.map(\.name)
        }
        return found
    }
}

/// The tags of templates, each found when they are first asked for.
final class TagCache: Sendable {
    private let known = Mutex<[String: [TemplateTag]]>([:])

    func tags(of name: String, _ text: String) -> [TemplateTag] {
        known.withLock { known in
            if let tags = known[name] { return tags }
            let tags = TemplateTags(text).tags
            known[name] = tags
            return tags
        }
    }
}
