import Mustache

/// The context as swift-mustache reads it: children by name, without reflection.
struct MustacheView: MustacheParent {
    private let context: TemplateContext
    /// The values of a context in which looking through them all would take long.
    private let items: [String: TemplateContext.Item]?

    init(context: TemplateContext) {
        self.context = context
        items = context.entries.count > 16 ? context.items : nil
    }

    func child(named name: String) -> Any? {
        switch items.map({ $0[name] }) ?? context[name] {
        case .text(let text): CharacterBoundaries.marked(text)
        case .flag(let flag): flag
        case .list(let elements): elements.map(MustacheView.init)
        case .rows(let kept): kept.elements.map(MustacheView.init)
        case nil: nil
        }
    }
}
