import Diagnostics
import Portals

/// Checks what overrides make of the templates: names that nothing fills, partials that include themselves, growth
/// without end.
///
/// The contexts given are specimens: together they have every key, and at least one element in every list.
struct TemplateCheck {
    /// How much a page may grow by partials and lists, in bytes of text and of what fills it; hostile nesting ends
    /// here.
    static let largestExpansion = 4_000_000
    /// How many tags are looked at for a page; partials that include others many times end here.
    static let largestVisitCount = 10_000
    /// How deeply sections and partials may nest together; rendering calls itself for each.
    static let deepest = 96
    /// How many problems of one template are listed.
    static let largestProblemCount = 100

    /// What is wrong with an override.
    struct Problem {
        let template: String
        let range: SourceRange?
        let rule: Rule
        let message: String
        /// The overrides that have to go.
        var culprits: Set<String>
    }

    /// A template on the way from the root to here, and where it includes the next.
    struct Step {
        let template: String
        var range: SourceRange?
    }

    /// Where a tag stands and what it can name.
    struct Scope {
        /// The templates from the root to this one.
        var steps: [Step]
        /// The contexts that are open, the outermost first.
        var stack: [TemplateContext]
        /// How often what stands here is rendered.
        var times = 1
        var depth = 0
        /// False inside a list of which the specimen has no element.
        var isKnown = true
        var isInList = false
    }

    private let texts: [String: String]
    private let overridden: Set<String>
    private var tags: [String: TemplateTags] = [:]
    private var found: [String: [SourceRange?: Problem]] = [:]
    private var expansion = 0
    private var visitCount = 0
    /// Whether a page outgrew a limit, so that nothing more of it is looked at.
    private var isBeyond = false
    private var visited: Set<String> = []

    private init(texts: [String: String], overridden: Set<String>) {
        self.texts = texts
        self.overridden = overridden
    }

    /// Returns the problems that overrides bring about.
    ///
    /// - Parameters:
    ///   - texts: The texts of all templates, overrides in their place.
    ///   - overridden: The names of the overrides; what is wrong without one of them is nobody's fault.
    ///   - specimens: For each page's root template the contexts that it may be filled with.
    /// - Returns: The problems, one for each place.
    static func problems(
        in texts: [String: String],
        overridden: Set<String>,
        specimens: [TemplateSpecimen]
    ) -> [Problem] {
        var check = TemplateCheck(texts: texts, overridden: overridden)
        for specimen in specimens {
            check.expansion = 0
            check.visitCount = 0
            check.isBeyond = false
            check.visited = []
            let scope = Scope(steps: [], stack: [specimen.context], times: specimen.times)
            check.visit(specimen.template, scope: scope, from: nil)
        }
        return check.found.values.flatMap(\.values)
    }
}

extension TemplateCheck {
    private mutating func visit(_ template: String, scope outer: Scope, from range: SourceRange?) {
        var scope = outer
        if !scope.steps.isEmpty { scope.steps[scope.steps.count - 1].range = range }
        scope.steps.append(Step(template: template))
        scope.depth += 1
        if overridden.contains(template) { visited.insert(template) }
        let tags = tags(of: template)
        var index = 0
        visit(tags.tags, from: &index, scope: scope)
        grow(by: tags.tailLength, scope: scope)
    }

    private mutating func tags(of template: String) -> TemplateTags {
        if let known = tags[template] { return known }
        let made = TemplateTags(texts[template] ?? "")
        tags[template] = made
        return made
    }

    /// Visits tags up to the end of the section that is open.
    private mutating func visit(_ tags: [TemplateTag], from index: inout Int, scope: Scope) {
        while index < tags.count, !isBeyond {
            let tag = tags[index]
            index += 1
            visitCount += 1
            grow(by: tag.textLength + 16, scope: scope)
            switch tag.kind {
            case .sectionEnd: return
            case .variable: visitVariable(tag, scope: scope)
            case .sectionStart, .invertedStart:
                visit(tags, from: &index, scope: section(tag, scope: scope))
            case .partial: visitPartial(tag, scope: scope)
            case .other, .dynamicPartial, .inheritance, .delimiters: break
            }
        }
    }

    private mutating func visitVariable(_ tag: TemplateTag, scope: Scope) {
        guard let value = value(of: tag, scope: scope) else { return }
        switch value.kind {
        case .text:
            if case .text(let text) = value.item { grow(by: text.utf8.count, scope: scope) }
        case .number: break
        case .flag: report(tag, scope: scope, "'\(tag.name)' is a switch; write {{#\(tag.name)}} … {{/\(tag.name)}}")
        case .list, .element:
            report(tag, scope: scope, "'\(tag.name)' is a list; write {{#\(tag.name)}} … {{/\(tag.name)}}")
        }
    }

    private mutating func section(_ tag: TemplateTag, scope: Scope) -> Scope {
        var inner = scope
        inner.depth += 1
        guard let value = value(of: tag, scope: scope) else { return inner }
        switch (value.kind, value.item) {
        case (.text, _), (.number, _):
            report(tag, scope: scope, "'\(tag.name)' is no switch and no list; a section needs one")
        case (.list, .list(let elements)), (.element, .list(let elements)):
            guard tag.kind == .sectionStart else { break }
            inner.times *= value.kind == .list ? max(1, elements.count) : 1
            inner.isInList = true
            if let first = elements.first { inner.stack.append(first) } else { inner.isKnown = false }
        default: break
        }
        return inner
    }

    private mutating func visitPartial(_ tag: TemplateTag, scope: Scope) {
        guard texts[tag.name] != nil else {
            let near = Spelling.nearest(to: tag.name, among: texts.keys.sorted())
            let remedy = near.map { "did you mean '\($0)'?" } ?? "templates/README.md lists the partials"
            report(tag, scope: scope, "there is no partial '\(tag.name.displayText)'; \(remedy)")
            return
        }
        let names = scope.steps.map(\.template)
        if names.contains(tag.name) {
            let way = (names + [tag.name]).joined(separator: " → ")
            report(tag, .templateRecursive, scope: scope, "the partial includes itself (\(way)); remove one step")
        } else if scope.depth >= Self.deepest {
            report(tag, .templateRecursive, scope: scope, "partials and sections nest too deeply; nest them less")
        } else {
            visit(tag.name, scope: scope, from: tag.range)
        }
    }

    private mutating func grow(by length: Int, scope: Scope) {
        guard !isBeyond else { return }
        expansion += length * scope.times
        isBeyond = expansion > Self.largestExpansion || visitCount > Self.largestVisitCount
        guard isBeyond, !visited.isEmpty else { return }
        let blamed = scope.steps.last { overridden.contains($0.template) }
        let message = "the page grows beyond 4 MB by its partials and lists; nest them less"
        let template = blamed?.template ?? visited.min() ?? ""
        add(template, nil, .templateRecursive, message, culprits: visited)
    }
}

extension TemplateCheck {
    /// Finds what a tag names, and reports it if there is no such thing.
    private mutating func value(
        of tag: TemplateTag,
        scope: Scope
    ) -> (kind: TemplateTransforms.Kind, item: TemplateContext.Item?)? {
        guard scope.isKnown else { return nil }
        var kind: TemplateTransforms.Kind
        let item: TemplateContext.Item?
        if tag.name.isEmpty, tag.transforms.count == 1, TemplateTransforms.places.contains(tag.transforms[0]) {
            if !scope.isInList { report(tag, scope: scope, "'\(tag.transforms[0])()' stands in no list") }
            return (tag.transforms[0] == "index" ? .number : .flag, nil)
        }
        switch scope.stack.reversed().lazy.compactMap({ $0[tag.name] }).first {
        case .text(let text): (kind, item) = (.text, .text(text))
        case .flag(let flag): (kind, item) = (.flag, .flag(flag))
        case .list(let elements): (kind, item) = (.list, .list(elements))
        case .rows(let kept): (kind, item) = (.list, .list(kept.elements))
        case nil:
            reportUnknown(tag, scope: scope)
            return nil
        }
        for transform in tag.transforms.reversed() {
            guard let next = TemplateTransforms.result(of: transform, on: kind) else {
                reportTransform(transform, on: kind, tag, scope: scope)
                return nil
            }
            kind = next
        }
        return (kind, item)
    }

    private mutating func reportUnknown(_ tag: TemplateTag, scope: Scope) {
        guard canReport(tag, scope: scope) else { return }
        let names = Set(scope.stack.flatMap(\.items.keys)).sorted()
        let near = Spelling.nearest(to: tag.name, among: names)
        let remedy = near.map { "did you mean '\($0)'?" } ?? "templates/README.md lists the keys"
        report(tag, scope: scope, "nothing is called '\(tag.name.displayText)' here; \(remedy)")
    }

    private mutating func reportTransform(
        _ transform: String,
        on kind: TemplateTransforms.Kind,
        _ tag: TemplateTag,
        scope: Scope
    ) {
        guard canReport(tag, scope: scope) else { return }
        let known = TemplateTransforms.names(for: kind)
        let near = Spelling.nearest(to: transform, among: known)
        let remedy = near.map { "did you mean '\($0)'?" } ?? "templates/README.md lists the transforms"
        report(tag, scope: scope, "'\(transform.displayText)' can’t be applied to '\(tag.name)'; \(remedy)")
    }

    /// Where a problem of a tag is reported: in its own template, or where an override includes a built-in one.
    private func place(of tag: TemplateTag, scope: Scope) -> Step? {
        guard let last = scope.steps.last, !overridden.contains(last.template) else {
            return scope.steps.last.map { Step(template: $0.template, range: tag.range) }
        }
        return scope.steps.last { overridden.contains($0.template) }
    }

    /// Whether a problem is new; asked before words are made for it.
    private func canReport(_ tag: TemplateTag, scope: Scope) -> Bool {
        guard let place = place(of: tag, scope: scope) else { return false }
        let known = found[place.template] ?? [:]
        return known[place.range] == nil && known.count < Self.largestProblemCount
    }

    private mutating func report(
        _ tag: TemplateTag,
        _ rule: Rule = .templateUnknownKey,
        scope: Scope,
        _ message: String
    ) {
        guard let place = place(of: tag, scope: scope), let last = scope.steps.last else { return }
        let words = place.template == last.template ? message : "in the partial '\(last.template)' \(message)"
        add(place.template, place.range, rule, words, culprits: [place.template])
    }

    private mutating func add(
        _ template: String,
        _ range: SourceRange?,
        _ rule: Rule,
        _ message: String,
        culprits: Set<String>
    ) {
        let known = found[template] ?? [:]
        if known[range] != nil { found[template]?[range]?.culprits.formUnion(culprits) }
        guard known[range] == nil, known.count < Self.largestProblemCount else { return }
        found[template, default: [:]][range] = Problem(
            template: template,
            range: range,
            rule: rule,
            message: message,
            culprits: culprits
        )
    }
}
