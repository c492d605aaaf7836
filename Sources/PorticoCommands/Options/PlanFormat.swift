import ArgumentParser

/// The form in which `plan` tells what would change.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For scripts, and for `publish`.
    case json
}
