import ArgumentParser

/// The form in which `lint` tells what it found.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For scripts.
    case json
    /// For viewers of test results.
    case junit
    /// For code scanning.
    case sarif
}
