import ArgumentParser

/// The form in which `diff` tells what differs.
enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For scripts.
    case json
    /// For reviews.
    case markdown
}
