import Diagnostics
import Rendering
import SiteBuilding

/// Differences as text for people: a line a portal, and below it how it differs.
///
///     acme: 17 screens differ
///       feature  orderCancel: on → off
///                gone: cancel-order, order-cancelled
///       colour   primary: 0044d4 → ffd400
///                on all 15 screens
struct DiffText {
    let isColored: Bool

    private static let width = DifferenceKind.allCases.map(\.rawValue.count).max() ?? 0

    /// Returns the text of a report.
    func text(_ report: DiffReport) -> String {
        report.differences.map(text).joined()
    }

    private func text(_ difference: SiteComparison.Difference) -> String {
        switch difference {
        case .added(let id, let name): "\(bold(id)): \(paint("added", "32"))\(Self.named(name))\n"
        case .removed(let id, let name): "\(bold(id)): \(paint("removed", "31"))\(Self.named(name))\n"
        case .changed(let change):
            "\(bold(change.id)): \(DiffWords.count(change))\n" + change.aspects.map { text($0, of: change) }.joined()
        }
    }

    private func text(_ aspect: AspectChange, of change: PortalChange) -> String {
        let screens = DiffWords.screens(aspect, of: change, shown: \.displayText)
        let lines = aspect.values.map(line) + screens.map(dim)
        let kind = aspect.kind.rawValue
        let gap = String(repeating: " ", count: Self.width - kind.count + 2)
        let indent = String(repeating: " ", count: Self.width + 4)
        return lines.enumerated().map { index, line in
            (index == 0 ? "  \(paint(kind, "33"))\(gap)" : indent) + line + "\n"
        }.joined()
    }

    private func line(_ change: ValueChange) -> String {
        let shown = ShownValues(change)
        let isText = change.value.kinds.contains(.text)
        let old = paint(Self.value(shown.old, isText: isText), "31")
        let new = paint(Self.value(shown.new, isText: isText), "32")
        return "\(change.value.rawValue): \(old) → \(new)"
    }

    private static func value(_ value: String?, isText: Bool) -> String {
        guard let value else { return "none" }
        return isText || value.isEmpty ? "\"\(value.displayText)\"" : value.displayText
    }

    private static func named(_ name: String?) -> String {
        name.map { " (\($0.displayText))" } ?? ""
    }

    private func bold(_ id: String) -> String { isColored ? "\u{1B}[1m\(id)\u{1B}[0m" : id }

    private func dim(_ text: String) -> String { isColored ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    private func paint(_ text: String, _ color: String) -> String {
        isColored ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
    }
}
