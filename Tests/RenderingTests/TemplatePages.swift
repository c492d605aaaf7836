import Testing

@testable import Rendering

/// The groups of keys that templates/README.md describes, a table each.
struct TemplatePages {
    /// The heading in templates/README.md.
    let name: String
    /// What has the keys.
    let contexts: [TemplateContext]
    /// The templates that may use them.
    let specimens: [TemplateSpecimen]

    static func all() throws -> [TemplatePages] {
        let sample = try RenderedPortal.sample()
        let preview = PreviewPage.specimens(samples: [sample])
        let body = TemplateContext(["screens": .text("")])
        func page(_ name: String, _ specimens: [TemplateSpecimen], without shared: Set<String> = []) -> TemplatePages {
            let contexts = specimens.map { TemplateContext($0.context.items.filter { !shared.contains($0.key) }) }
            return TemplatePages(name: name, contexts: contexts, specimens: specimens)
        }
        let portal = PreviewContext(view: .specimen).context.merging(PreviewContext.keys(of: .overview)).merging(body)
        let customer = sample.context(canUpdate: true, canAdd: true)
        let frame = ReviewerContext(place: .gallery, source: "").context
        let head = PortalHead.context(for: .specimen, on: .review)
        let framed = Set(frame.items.keys)
        let headed = framed.union(head.items.keys)
        let heads = BoardPage.specimens + DocsPage.specimens
        let reviewers = heads + GalleryPage.specimens + DocsIndexPage.specimens + PlanPage.specimens
        return [
            TemplatePages(name: "Preview: the portal", contexts: [portal], specimens: preview),
            TemplatePages(name: "Preview: the sample customer", contexts: [customer], specimens: preview),
            TemplatePages(name: "Reviewer’s pages: bar and foot", contexts: [frame], specimens: reviewers),
            TemplatePages(name: "Reviewer’s pages: head of a portal", contexts: [head], specimens: heads),
            page("Gallery", GalleryPage.specimens.filter { !isRow($0) }, without: framed),
            page("One of cards", GalleryPage.specimens.filter(isRow)),
            page("Board", BoardPage.specimens, without: headed),
            page("Plan", PlanPage.specimens, without: framed),
            page("Docs of a portal as a page", DocsPage.specimens, without: headed),
            page("Index of the docs as a page", DocsIndexPage.specimens.filter { !isRow($0) }, without: framed),
            page("Row of the index of the docs as a page", DocsIndexPage.specimens.filter(isRow)),
            page("Docs of a portal", PortalDocs.specimens),
            page("Index of the docs", DocsIndex.specimens.filter { !isRow($0) }),
            page("Row of the index of the docs", DocsIndex.specimens.filter(isRow)),
        ]
    }

    private static func isRow(_ specimen: TemplateSpecimen) -> Bool { specimen.times > 1 }

    /// Every key, those of a list's elements as `list.key`.
    var keys: Set<String> { Set(types.keys) }

    /// Every key with its type as README says it.
    var types: [String: String] {
        var types: [String: String] = [:]
        for context in contexts { Self.collect(context, prefix: "", into: &types) }
        return types
    }

    private static func collect(_ context: TemplateContext, prefix: String, into types: inout [String: String]) {
        for (key, item) in context.items {
            switch item {
            case .text: types[prefix + key] = "text"
            case .flag: types[prefix + key] = "switch"
            case .list, .rows:
                types[prefix + key] = "list"
                for element in item.elements ?? [] { collect(element, prefix: "\(prefix)\(key).", into: &types) }
            }
        }
    }

    /// The keys that no template uses.
    ///
    /// Lists whose elements have the same keys count as one.
    var unusedNames: Set<String> {
        let used = usedNames
        let elements = Dictionary(grouping: keys.filter { $0.contains(".") }) { $0.prefix { $0 != "." } }
            .mapValues { Set($0.map { $0.split(separator: ".").last ?? "" }) }
        return keys.subtracting(used).filter { key in
            let parts = key.split(separator: ".")
            guard parts.count > 1, let name = parts.last else { return true }
            let twins = elements.filter { $0.value == elements[parts[0]] }.keys
            return !twins.contains { used.contains("\($0).\(name)") }
        }
    }

    /// The names in the tags of the page's templates and their partials, resolved as `keys` spells them.
    var usedNames: Set<String> {
        var used: Set<String> = []
        for specimen in specimens {
            Self.visit(specimen.template, stack: [("", specimen.context)], into: &used)
        }
        return used
    }

    private static func visit(_ template: String, stack: [(String, TemplateContext)], into used: inout Set<String>) {
        var index = 0
        let tags = TemplateTags(BuiltInTemplates.texts[template] ?? "").tags
        visit(tags, from: &index, stack: stack, into: &used)
    }

    private static func visit(
        _ tags: [TemplateTag],
        from index: inout Int,
        stack: [(String, TemplateContext)],
        into used: inout Set<String>
    ) {
        while index < tags.count {
            let tag = tags[index]
            index += 1
            if tag.kind == .sectionEnd { return }
            if tag.kind == .partial { visit(tag.name, stack: stack, into: &used) }
            var inner = stack
            if let (prefix, context) = stack.last(where: { $0.1[tag.name] != nil }) {
                used.insert(prefix + tag.name)
                if let first = context[tag.name]?.elements?.first {
                    inner.append(("\(prefix)\(tag.name).", first))
                }
            }
            if tag.kind == .sectionStart || tag.kind == .invertedStart {
                visit(tags, from: &index, stack: inner, into: &used)
            }
        }
    }

    static func reachable(from roots: Set<String>) -> Set<String> {
        var found = roots
        var waiting = Array(roots)
        while let template = waiting.popLast() {
            for tag in TemplateTags(BuiltInTemplates.texts[template] ?? "").tags where tag.kind == .partial {
                if found.insert(tag.name).inserted { waiting.append(tag.name) }
            }
        }
        return found
    }
}
