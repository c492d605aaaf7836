/// What of a portal's values a template uses.
struct UsedValues: Sendable {
    /// The switches that its sections ask for, a bit each.
    var flags: UInt64 = 0
    /// The texts that it names, a bit each.
    var texts: UInt64 = 0
    /// The lists that it goes through, a bit each.
    var lists: UInt64 = 0
}

/// What a template uses, with the partials that are written out in it, and whether plans can carry it.
struct TemplateUse: Sendable {
    /// What it uses of a portal's values.
    private(set) var values = UsedValues()
    /// Why no plan can be made of it; `nil` if one can.
    private(set) var obstacle: TemplateObstacle?
    /// Whether a text stands in a partial that is written out, where Mustache may indent what follows it.
    private(set) var hasTextInPartials = false
    /// Whether it names what is the same for every portal, and may be another thing for another template.
    private(set) var namesShared = false

    /// Whether it looks the same for every portal.
    var isConstant: Bool { values.flags == 0 && values.texts == 0 && values.lists == 0 && obstacle == nil }

    /// Looks at a template and the partials in it.
    ///
    /// - Parameters:
    ///   - name: The template.
    ///   - parts: The partials that are parts of their own, at which it stops.
    ///   - surroundings: What fills it.
    init(of name: String, stoppingAt parts: Set<String> = [], in surroundings: PlanSurroundings) {
        add(name, parts: parts, above: [], surroundings)
    }

    private mutating func add(
        _ name: String,
        parts: Set<String>,
        above: Set<String>,
        _ surroundings: PlanSurroundings
    ) {
        let templates = surroundings.templates
        guard !above.contains(name), let tags = templates.tags(of: name) else { return }
        if templates.holdsSentinel(name) {
            obstacle = obstacle ?? TemplateObstacle(template: name, reason: "U+FDD1 to U+FDD4")
        }
        for tag in tags {
            switch tag.kind {
            case .partial:
                guard !parts.contains(tag.name) else { continue }
                let before = values.texts
                values.texts = 0
                add(tag.name, parts: parts, above: above.union([name]), surroundings)
                hasTextInPartials = hasTextInPartials || values.texts != 0 || values.lists != 0
                values.texts |= before
            case .variable, .sectionStart, .invertedStart: add(tag, of: name, surroundings)
            case .sectionEnd, .other: continue
            case .dynamicPartial, .inheritance, .delimiters:
                obstacle = obstacle ?? TemplateObstacle(template: name, reason: "a tag that is not offered")
            }
        }
    }

    private mutating func add(_ tag: TemplateTag, of name: String, _ surroundings: PlanSurroundings) {
        let place = surroundings.layout[tag.name]
        switch place {
        case .flag(let index): values.flags |= 1 << UInt64(index)
        case .text(let index): values.texts |= 1 << UInt64(index)
        case .list(let index): values.lists |= 1 << UInt64(index)
        case nil: namesShared = namesShared || surroundings.shared[tag.name] != nil
        }
        if tag.name.contains(".") && tag.name != "." {
            obstacle = obstacle ?? TemplateObstacle(template: name, reason: "'\(tag.name)'")
        }
        // Of a text that is filled in later nothing can be made; what all portals share is there from the start.
        guard let transform = tag.transforms.first, !tag.name.isEmpty else { return }
        switch place {
        case .flag, .list: break
        case nil where surroundings.shared[tag.name] != nil: break
        case .text, nil: obstacle = obstacle ?? TemplateObstacle(template: name, reason: "'\(transform)(\(tag.name))'")
        }
    }
}

/// What fills a template: what all portals share, and where each portal's own values stand.
struct PlanSurroundings: Sendable {
    let templates: TemplateLibrary
    /// What is the same for every portal.
    let shared: TemplateContext
    /// The layout of what differs.
    let layout: PlanLayout
    /// The parts that say the same in all templates with these values.
    var commonParts = TemplateParts()

    /// The partials of a template that can be parts of their own: they stand outside lists, so that they see the
    /// same values as the template does, and use some.
    func parts(of name: String) -> Set<String> {
        guard let tags = templates.tags(of: name) else { return [] }
        var outside: Set<String> = []
        var inside: Set<String> = []
        var isPlain: [Bool] = []
        for tag in tags {
            switch tag.kind {
            case .sectionStart, .invertedStart: isPlain.append(tag.transforms.isEmpty && isFlag(tag.name))
            case .sectionEnd: isPlain = isPlain.dropLast()
            case .partial where isPlain.allSatisfy(\.self): outside.insert(tag.name)
            case .partial: inside.insert(tag.name)
            default: break
            }
        }
        let writtenOut = inside.reduce(into: Set<String>()) { $0.formUnion(templates.reachable(from: $1)) }
        return outside.subtracting(writtenOut).filter { !TemplateUse(of: $0, in: self).isConstant }
    }

    private func isFlag(_ key: String) -> Bool {
        if case .flag = layout[key] { return true }
        if case .flag = shared[key] { return layout[key] == nil }
        return false
    }
}
