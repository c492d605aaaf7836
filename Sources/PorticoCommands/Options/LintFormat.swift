import ArgumentParser

/// The form in which `lint` tells what it found.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For scripts.
    case json
    /// Annotations of GitHub Actions.
    case github
    /// For viewers of test results.
    case junit
    /// For code scanning.
    case sarif
}
