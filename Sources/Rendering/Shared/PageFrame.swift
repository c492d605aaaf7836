/// A template of a page around rows: rendered with a sentinel where rows stand, and cut there.
struct PageFrame: Sendable {
    private let name: String
    private let template: PlannedTemplate
    private let layout: PlanLayout?
    private let templates: TemplateLibrary

    /// Takes a template.
    ///
    /// - Parameters:
    ///   - name: The template.
    ///   - specimen: Makes a context that has every key.
    ///   - templates: The templates.
    init(_ name: String, specimen: @autoclosure () -> TemplateContext, templates: TemplateLibrary) {
        self.name = name
        self.templates = templates
        layout = templates.layout(of: specimen())
        template = PlannedTemplate(name, layout: layout, templates: templates)
    }

    /// What of it is interpreted for every page.
    var obstacles: [TemplateObstacle] { template.obstacles }

    /// Returns the parts of a page.
    ///
    /// - Parameters:
    ///   - context: What fills the template besides rows.
    ///   - rows: The rows by the keys at which they stand.
    /// - Returns: Texts and rows in their order.
    func parts(_ context: TemplateContext, rows: [String: PageRows]) -> [PagePart] {
        var context = context
        guard templates.usesPlans, !needsText(rows) else {
            for (key, rows) in rows { context[key] = .text(rows.text) }
            return [.text(template.interpreted(PageValues(context, layout: layout)))]
        }
        let places = rows.sorted { $0.key < $1.key }
        for (index, place) in places.enumerated() { context[place.key] = .text(PlanSentinel.slot(index)) }
        return PlanSentinel.pieces(of: template.bytes(PageValues(context, layout: layout))).compactMap { piece in
            switch piece {
            case .literal(let bytes): .text(bytes)
            case .slot(let index, let isRaw):
                places.indices.contains(index) ? .rows(places[index].value, isRaw: isRaw) : nil
            case .part: nil
            }
        }
    }

    /// Whether a template of the workspace does with rows what can't be done with a sentinel in their place.
    private func needsText(_ rows: [String: PageRows]) -> Bool {
        let reachable = templates.reachable(from: name)
        return reachable.contains { template in
            templates.holdsSentinel(template)
                || (templates.tags(of: template) ?? []).contains { rows[$0.name] != nil && !$0.transforms.isEmpty }
        }
    }
}
