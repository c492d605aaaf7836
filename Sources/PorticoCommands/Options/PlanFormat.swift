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

    /// A name for a file of this form.
    var example: String {
        switch self {
        case .text: "plan.txt"
        case .markdown: "plan.md"
        case .json: "plan.json"
        case .html: "plan.html"
        }
    }
}
