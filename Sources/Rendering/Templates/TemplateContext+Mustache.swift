import Mustache

/// The context as swift-mustache reads it: children by name, without reflection.
struct MustacheView: MustacheParent {
    let context: TemplateContext

    func child(named name: String) -> Any? {
        switch context[name] {
        case .text(let text): CharacterBoundaries.marked(text)
        case .flag(let flag): flag
        case .list(let elements): elements.map(MustacheView.init)
        case nil: nil
        }
    }
}
