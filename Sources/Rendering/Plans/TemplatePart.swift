import Mustache
import Synchronization

/// A part of a page: a template with all that is written out in it, at its place in the template around.
///
/// For each shape it keeps a plan, as long as there is room; where there is none, and where a plan can't carry what
/// the template does, it is interpreted.
final class TemplatePart: Sendable {
    private let template: MustacheTemplate
    /// The library with a sentinel in the place of each partial that is a part of its own.
    private let library: MustacheLibrary
    /// How many bytes of what is rendered stand before and behind the part itself.
    private let frame: (before: Int, behind: Int)
    /// What it uses of a portal's values.
    private let used: UsedValues
    /// Why a plan can't carry what it does; `nil` if one can.
    private let obstacle: TemplateObstacle?
    private let surroundings: PlanSurroundings
    /// The partials that are parts of their own, in the order of their sentinels.
    private let parts: [String]
    /// Whether Mustache may set what follows a text by the text's last character.
    private let isIndented: Bool
    private let plans = Mutex(KnownPlans())
    private let ownParts = TemplateParts()

    /// Makes the part that is a whole page or style.
    init(root name: String, in surroundings: PlanSurroundings) {
        self.surroundings = surroundings
        let parts = surroundings.parts(of: name)
        self.parts = parts.sorted()
        let sentinels = Dictionary(
            self.parts.enumerated().map { ($1, PlanSentinel.part($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        library = surroundings.templates.library(replacing: sentinels)
        let use = TemplateUse(of: name, stoppingAt: parts, in: surroundings)
        (used, obstacle) = (use.values, use.obstacle)
        template = surroundings.templates.template(name)
        frame = (0, 0)
        isIndented = use.hasTextInPartials
    }

    /// Makes the part that is a partial.
    ///
    /// - Parameters:
    ///   - name: The partial.
    ///   - indentation: How far it is indented.
    ///   - surroundings: What fills it.
    fileprivate init?(partial name: String, indentation: String, in surroundings: PlanSurroundings) {
        // On a line of its own, Mustache indents every line of a partial.
        let text = "|\n\(indentation){{> \(name)}}\n|"
        guard let template = try? MustacheTemplate(string: text) else { return nil }
        self.surroundings = surroundings
        self.template = template
        parts = []
        library = surroundings.templates.library
        let use = TemplateUse(of: name, in: surroundings)
        (used, obstacle) = (use.values, use.obstacle)
        frame = (2 + indentation.utf8.count, 1)
        isIndented = !indentation.isEmpty || use.hasTextInPartials
    }

    /// What keeps this part, or one in it, from being planned.
    var obstacles: [TemplateObstacle] {
        [obstacle].compactMap(\.self) + parts.compactMap { TemplateUse(of: $0, in: surroundings).obstacle }
    }

    /// Writes the part for a portal.
    ///
    /// - Parameters:
    ///   - values: The portal's values, laid out as the surroundings say.
    ///   - page: Receives the part.
    func append(_ values: PlanValues, to page: inout PageWriter) {
        guard obstacle == nil, !isIndented || !hasLineEdge(values) else {
            page.append(bytes: interpreted(values))
            return
        }
        let shape = PlanShape(values, of: used)
        if let plan = plans.withLock({ $0.plan(for: shape) }) {
            // What is kept stays as long as this part, and all cores would count in one place.
            return plan._withUnsafeGuaranteedRef { $0.append(values, to: &page) }
        }
        guard let plan = plan(for: values) else {
            page.append(bytes: interpreted(values))
            return
        }
        if surroundings.templates.budget.take(plan.cost) { plans.withLock { $0.keep(plan, for: shape) } }
        plan.append(values, to: &page)
    }

    /// Whether a text that is used would have Mustache indent what follows it another way than a sentinel does.
    private func hasLineEdge(_ values: PlanValues) -> Bool {
        values.lineEdges & used.texts != 0 || used.lists != 0 && values.lists.contains(where: \.hasLineEdge)
    }

    private func interpreted(_ values: PlanValues) -> [UInt8] {
        let context = surroundings.shared.merging(values.context)
        return cut(surroundings.templates.render(template, context))
    }

    private func cut(_ rendered: String) -> [UInt8] {
        Array(rendered.utf8.dropFirst(frame.before).dropLast(frame.behind))
    }

    private func plan(for values: PlanValues) -> PagePlan? {
        let specimen = PlanSpecimen(values, layout: surroundings.layout, shared: surroundings.shared)
        let rendered = surroundings.templates.render(template, specimen.context, with: library)
        var plan = PagePlanDraft()
        for piece in PlanSentinel.pieces(of: cut(rendered)) {
            switch piece {
            case .literal(let bytes): plan.append(literal: bytes)
            case .slot(let number, let isRaw):
                guard let step = specimen.step(of: number, isRaw: isRaw) else { return nil }
                plan.append(step)
            case .part(let number, let indentation):
                guard parts.indices.contains(number), let part = part(parts[number], indentation: indentation) else {
                    return nil
                }
                plan.append(part: part)
            }
        }
        return PagePlan(plan)
    }

    private func part(_ name: String, indentation: String) -> TemplatePart? {
        let isOwn = TemplateUse(of: name, in: surroundings).namesShared
        let parts = isOwn ? ownParts : surroundings.commonParts
        return parts.part(name, indentation: indentation, in: surroundings)
    }
}

/// The plans of a part.
private struct KnownPlans {
    private var plans: [PlanShape: PagePlan] = [:]
    /// The one that was found last: portals of one brand stand beside each other and look alike.
    private var last: (shape: PlanShape, plan: Unmanaged<PagePlan>)?

    mutating func plan(for shape: PlanShape) -> Unmanaged<PagePlan>? {
        if let last, last.shape == shape { return last.plan }
        guard let plan = plans[shape].map(Unmanaged.passUnretained) else { return nil }
        last = (shape, plan)
        return plan
    }

    /// Keeps a plan, unless one is kept already, which others may be filling.
    mutating func keep(_ plan: PagePlan, for shape: PlanShape) {
        if plans[shape] == nil { plans[shape] = plan }
    }
}

/// The parts that are partials, each at its place.
final class TemplateParts: Sendable {
    private let known = Mutex<[Place: TemplatePart]>([:])

    /// A partial at a place: how far its lines are indented.
    private struct Place: Hashable {
        let name: String
        let indentation: String
    }

    /// Returns the part of a partial; `nil` if it can't be one.
    fileprivate func part(_ name: String, indentation: String, in surroundings: PlanSurroundings) -> TemplatePart? {
        known.withLock { known in
            let place = Place(name: name, indentation: indentation)
            if let part = known[place] { return part }
            let part = TemplatePart(partial: name, indentation: indentation, in: surroundings)
            known[place] = part
            return part
        }
    }
}
