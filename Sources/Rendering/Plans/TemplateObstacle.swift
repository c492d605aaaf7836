/// What a template does that no plan can carry, so that it is interpreted for each portal.
package struct TemplateObstacle: Hashable, Sendable, Comparable {
    /// The template where it stands.
    package let template: String
    /// What it is, as the template says it.
    package let reason: String

    package static func < (first: Self, second: Self) -> Bool {
        (first.template, first.reason) < (second.template, second.reason)
    }
}
