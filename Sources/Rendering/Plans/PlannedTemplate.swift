import Synchronization

/// A template that fills pages of many portals by plans, and says the same as if it were interpreted for each.
final class PlannedTemplate: Sendable {
    private let name: String
    private let shared: TemplateContext
    private let templates: TemplateLibrary
    /// What it says where it has no tag.
    private let constant: [UInt8]?
    private let lastSize = Atomic(0)
    /// `nil` where what fills it has no layout.
    private let root: TemplatePart?

    /// Plans a template.
    ///
    /// - Parameters:
    ///   - name: The template.
    ///   - shared: What is the same for every portal.
    ///   - layout: The layout of what differs; `nil` if it has none.
    ///   - templates: The templates.
    ///   - commonParts: The parts that it has in common with other templates of the same layout and library.
    init(
        _ name: String,
        shared: TemplateContext = TemplateContext(),
        layout: PlanLayout?,
        templates: TemplateLibrary,
        commonParts: TemplateParts = TemplateParts()
    ) {
        self.name = name
        self.shared = shared
        self.templates = templates
        let constant = templates.constant(name).map { Array($0.utf8) }
        self.constant = constant
        root = layout.flatMap { layout in
            guard constant == nil, !shared.holdsSentinel else { return nil }
            return TemplatePart(
                root: name,
                in: PlanSurroundings(
                    templates: templates,
                    shared: shared,
                    layout: layout,
                    commonParts: commonParts
                )
            )
        }
    }

    /// What of it is interpreted for every portal, and why.
    var obstacles: [TemplateObstacle] {
        if constant != nil || !templates.usesPlans { return [] }
        return root?.obstacles ?? [TemplateObstacle(template: name, reason: "the values that fill it")]
    }

    /// Writes what the template makes of a portal's values.
    func append(_ values: PageValues, to page: inout PageWriter) {
        if let constant {
            page.append(bytes: constant)
        } else if let root, let planned = values.planned {
            root.append(planned, to: &page)
        } else {
            page.append(bytes: interpreted(values))
        }
    }

    /// Whether no plan can be made for a portal's values.
    func isInterpreted(_ values: PageValues) -> Bool {
        constant == nil && (root == nil || values.planned == nil)
    }

    /// What the template makes of a portal's values without a plan.
    func interpreted(_ values: PageValues) -> [UInt8] {
        Array(templates.render(name, shared.merging(values.context)).utf8)
    }

    /// What the template makes of a portal's values.
    func bytes(_ values: PageValues) -> [UInt8] {
        if let constant { return constant }
        if isInterpreted(values) { return interpreted(values) }
        let bytes = PageWriter.bytes(likelySize) { append(values, to: &$0) }
        noteSize(bytes.count)
        return bytes
    }

    /// About how many bytes it will make: a little more than lately, so that few pages are written twice.
    var likelySize: Int {
        let size = lastSize.load(ordering: .relaxed)
        return size + size / 8 + 256
    }

    /// Remembers how many bytes it made: slowly if there were more before.
    func noteSize(_ size: Int) {
        let last = lastSize.load(ordering: .relaxed)
        lastSize.store(size > last ? size : last - (last - size) / 16, ordering: .relaxed)
    }
}

/// The values of one portal, taken out of its context once for all templates that they fill.
struct PageValues: Sendable {
    private let layout: PlanLayout?
    private let written: TemplateContext
    /// What is rendered already, and the key in whose place it stands.
    private var rendered: (key: String, bytes: [UInt8])?
    /// `nil` if they can't be laid out.
    private(set) var planned: PlanValues?

    init(_ context: TemplateContext, layout: PlanLayout?) {
        self.layout = layout
        written = context
        planned = layout.flatMap { PlanValues(context, layout: $0) }
    }

    /// Everything by its key.
    var context: TemplateContext {
        guard let rendered else { return written }
        return written.merging([rendered.key: .text(String(decoding: rendered.bytes, as: UTF8.self))])
    }

    /// Puts what is rendered already in the place of a text.
    mutating func set(_ key: String, to bytes: [UInt8]) {
        rendered = (key, bytes)
        if case .text(let index) = layout?[key] { planned?.set(key, at: index, to: bytes) }
    }
}

extension TemplateContext {
    /// Whether a text in it holds what could be taken for a sentinel.
    fileprivate var holdsSentinel: Bool {
        items.values.contains { item in
            switch item {
            case .text(let text): PlanSentinel.isIn(text)
            case .flag: false
            case .list(let elements): elements.contains(where: \.holdsSentinel)
            case .rows(let kept): kept.elements.contains(where: \.holdsSentinel)
            }
        }
    }
}
