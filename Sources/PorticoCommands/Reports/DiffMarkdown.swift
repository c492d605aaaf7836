import Rendering
import SiteBuilding

/// Differences as Markdown for a review: a heading a portal, and below it how it differs.
///
/// Whatever comes from files stands in spans of code, where it formats nothing and calls nobody, and in lists, because
/// a table's cell would end at a bar.
enum DiffMarkdown {
    /// Returns the Markdown of a report.
    static func text(_ report: DiffReport) -> String {
        ([report.summary + "."] + report.differences.map(block)).joined(separator: "\n\n") + "\n"
    }

    private static func block(_ difference: SiteComparison.Difference) -> String {
        switch difference {
        case .added(let id, let name): "### \(code(id)): added" + named(name)
        case .removed(let id, let name): "### \(code(id)): removed" + named(name)
        case .changed(let change):
            "### \(code(change.id)): \(DiffWords.count(change))\n\n"
                + change.aspects.map { item($0, of: change) }.joined(separator: "\n")
        }
    }

    private static func item(_ aspect: AspectChange, of change: PortalChange) -> String {
        let places = DiffWords.screens(aspect, of: change, shown: code)
        let head = "- **\(aspect.kind.rawValue)**" + (places.isEmpty ? "" : " " + places.joined(separator: "; "))
        let values = aspect.values.map { change in
            let shown = ShownValues(change)
            return "  - \(change.value.rawValue): \(value(shown.old)) → \(value(shown.new))"
        }
        return ([head] + values).joined(separator: "\n")
    }

    private static func value(_ value: String?) -> String { value.map(code) ?? "none" }

    private static func named(_ name: String?) -> String { name.map { "\n\n\(code($0))" } ?? "" }

    private static func code(_ text: String) -> String { MarkdownText.code(text) }
}
