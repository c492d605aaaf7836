import ArgumentParser

/// The form in which `plan` tells what would change.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For pull requests.
    case markdown
    /// For scripts, and for `publish`.
    case json
    /// For reviews, with before and after of every screen that changes.
    case html
}
