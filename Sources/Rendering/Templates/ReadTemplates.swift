import Dispatch
import Mustache
import Portals

/// The built-in templates as swift-mustache reads them, each set once and when it is first asked for.
enum ReadTemplates {
    /// Those that a site is made of.
    static let ofSites = Result { try parsed(short.texts.filter { !isOfPlans($0.key) }) }
    /// Those that the page of a plan is made of besides, a sixth of the work.
    static let ofPlans = Result { try parsed(short.texts.filter { isOfPlans($0.key) }) }
    /// What stands in them in the place of text.
    static var literals: LiteralMarks { short.literals }

    private static let short: (texts: [String: String], literals: LiteralMarks) = {
        var literals = LiteralMarks()
        let texts = BuiltInTemplates.texts.filter { !TemplateLibrary.isLongConstant($0.value) }
        return (texts.mapValues { literals.shorten($0) }, literals)
    }()

    private static func isOfPlans(_ name: String) -> Bool { name == "plan" || name.hasPrefix("plan-") }

    /// Begins to read what a site is made of, while the run goes on: one that renders a single portal waits for little
    /// else.
    static func begin() {
        DispatchQueue.global().async { _ = ofSites }
    }

    /// Reads templates, on all cores.
    static func parsed(_ texts: [String: String]) throws -> [String: MustacheTemplate] {
        let parsed = try Array(texts).concurrentMap { name, text in
            do {
                return (name, try MustacheTemplate(string: text))
            } catch {
                throw TemplateLibrary.BuiltInTemplateError(description: "built-in template '\(name)': \(error)")
            }
        }
        return Dictionary(parsed) { first, _ in first }
    }
}
