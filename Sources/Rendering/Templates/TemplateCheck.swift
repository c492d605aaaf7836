import Diagnostics
import Portals

/// Checks the names in a template against the context that Swift will fill it with.
///
/// The context given is a specimen: one that has every key, and at least one element in every list.
struct TemplateCheck {
    /// The texts of all templates, overrides included.
    let texts: [String: String]
    /// How much a template may grow by partials and lists, in bytes of its own text; hostile nesting ends here.
    static let largestExpansion = 4_000_000

    /// What is wrong with a template as it would be rendered.
    struct Problem {
        let template: String
        let range: SourceRange?
        let rule: Rule
        let message: String
    }

    private var problems: [Problem] = []
    private var expansion = 0
    private var tagsByTemplate: [String: [TemplateTag]] = [:]

    init(texts: [String: String]) {
        self.texts = texts
    }

    /// Returns the problems of a template and of all that it includes.
    static func problems(of template: String, in texts: [String: String], specimen: TemplateContext) -> [Problem] {
        var check = TemplateCheck(texts: texts)
        check.visit(template, stack: [specimen], including: [], times: 1)
        return check.problems
    }

    private mutating func visit(_ template: String, stack: [TemplateContext], including: [String], times: Int) {
        let tags = tags(of: template)
        var index = 0
        visit(tags, from: &index, in: template, stack: stack, including: including + [template], times: times)
    }

    private mutating func tags(of template: String) -> [TemplateTag] {
        if let known = tagsByTemplate[template] { return known }
        let tags = TemplateTagScanner.tags(of: texts[template] ?? "")
        tagsByTemplate[template] = tags
        return tags
    }

    /// Visits tags up to the end of the section that is open.
    private mutating func visit(
        _ tags: [TemplateTag],
        from index: inout Int,
        in template: String,
        stack: [TemplateContext],
        including: [String],
        times: Int
    ) {
        while index < tags.count, expansion <= Self.largestExpansion {
            let tag = tags[index]
            index += 1
            expansion += (tag.textLength + 16) * times
            switch tag.kind {
            case .sectionEnd: return
            case .variable: checkVariable(tag, in: template, stack: stack)
            case .sectionStart, .invertedStart:
                let (inner, count) = section(tag, in: template, stack: stack)
                visit(tags, from: &index, in: template, stack: inner, including: including, times: times * count)
            case .block:
                visit(tags, from: &index, in: template, stack: stack, including: including, times: times)
            case .partial:
                checkPartial(tag, in: template, stack: stack, including: including, times: times)
            case .dynamicPartial:
                report(tag, in: template, .templateUnknownKey, "a partial's name must stand in the template")
            case .other: break
            }
        }
        if expansion > Self.largestExpansion, problems.isEmpty {
            let message = "the template grows beyond 4 MB by its partials and lists; nest them less"
            problems.append(Problem(template: template, range: nil, rule: .templateRecursive, message: message))
        }
    }

    private mutating func checkVariable(_ tag: TemplateTag, in template: String, stack: [TemplateContext]) {
        guard lookUp(tag.name, in: stack) == nil, tag.name != ".", !tag.name.isEmpty else { return }
        reportUnknown(tag, in: template, stack: stack)
    }

    private mutating func section(
        _ tag: TemplateTag,
        in template: String,
        stack: [TemplateContext]
    ) -> (stack: [TemplateContext], times: Int) {
        switch lookUp(tag.name, in: stack) {
        case .list(let elements) where tag.kind == .sectionStart:
            return (stack + (elements.first.map { [$0] } ?? []), max(1, elements.count))
        case nil where tag.name != ".":
            reportUnknown(tag, in: template, stack: stack)
            return (stack, 1)
        default:
            return (stack, 1)
        }
    }

    private mutating func checkPartial(
        _ tag: TemplateTag,
        in template: String,
        stack: [TemplateContext],
        including: [String],
        times: Int
    ) {
        guard texts[tag.name] != nil else {
            let near = Spelling.nearest(to: tag.name, among: texts.keys.sorted())
            let remedy = near.map { "did you mean '\($0)'?" } ?? "templates/README.md lists the partials"
            report(tag, in: template, .templateUnknownKey, "there is no partial '\(tag.name)'; \(remedy)")
            return
        }
        guard !including.contains(tag.name) else {
            let way = (including + [tag.name]).joined(separator: " → ")
            report(tag, in: template, .templateRecursive, "the partial includes itself (\(way)); remove one step")
            return
        }
        visit(tag.name, stack: stack, including: including, times: times)
    }

    private func lookUp(_ name: String, in stack: [TemplateContext]) -> TemplateContext.Item? {
        stack.reversed().lazy.compactMap { $0[name] }.first
    }

    private mutating func reportUnknown(_ tag: TemplateTag, in template: String, stack: [TemplateContext]) {
        let names = Set(stack.flatMap(\.items.keys)).sorted()
        let near = Spelling.nearest(to: tag.name, among: names)
        let remedy = near.map { "did you mean '\($0)'?" } ?? "templates/README.md lists the keys"
        report(tag, in: template, .templateUnknownKey, "nothing is called '\(tag.name)' here; \(remedy)")
    }

    private mutating func report(_ tag: TemplateTag, in template: String, _ rule: Rule, _ message: String) {
        problems.append(Problem(template: template, range: tag.range, rule: rule, message: message))
    }
}
