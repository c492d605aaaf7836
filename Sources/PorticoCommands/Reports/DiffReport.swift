import SiteBuilding

/// What `diff` found, ready to be told in any form.
struct DiffReport {
    let differences: [SiteComparison.Difference]
    let sameCount: Int
    let addedCount: Int
    let removedCount: Int
    let changedCount: Int

    init(_ comparison: SiteComparison) {
        differences = comparison.differences
        sameCount = comparison.sameCount
        addedCount = differences.count { if case .added = $0 { true } else { false } }
        removedCount = differences.count { if case .removed = $0 { true } else { false } }
        changedCount = differences.count - addedCount - removedCount
    }

    /// Whether the two sides are the same.
    var isEmpty: Bool { differences.isEmpty }

    /// `2 portals differ: 1 added, 1 changed; 11 are the same`.
    var summary: String {
        let counts = [(addedCount, "added"), (removedCount, "removed"), (changedCount, "changed")]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let same = sameCount == 1 ? "1 is the same" : "\(sameCount) are the same"
        return
            "\(differences.count == 1 ? "1 portal differs" : "\(differences.count) portals differ"): \(parts); \(same)"
    }
}

/// The words for a difference that text and Markdown share.
enum DiffWords {
    /// `17 screens differ`.
    static func count(_ change: PortalChange) -> String {
        switch change.screens.count {
        case 0: "no screen differs"
        case 1: "1 screen differs"
        case let count: "\(count) screens differ"
        }
    }

    /// The screens that an aspect touches, in words; empty if it touches none.
    ///
    /// - Parameters:
    ///   - aspect: The aspect.
    ///   - change: The portal's change, of which it is a part.
    ///   - shown: How a screen's id is shown: that of another version may be anything.
    /// - Returns: A few words for each group of screens.
    static func screens(_ aspect: AspectChange, of change: PortalChange, shown: (String) -> String) -> [String] {
        func list(_ screens: [String]) -> String { screens.map(shown).joined(separator: ", ") }
        var words: [String] = []
        if !aspect.added.isEmpty { words.append("new: \(list(aspect.added))") }
        if !aspect.removed.isEmpty { words.append("gone: \(list(aspect.removed))") }
        let others = change.commonScreens.filter { !aspect.screens.contains($0) }
        if aspect.screens.isEmpty {
            if words.isEmpty, aspect.kind != .feature { words.append("on no screen") }
        } else if others.isEmpty, aspect.screens.count > 1 {
            words.append("on all \(aspect.screens.count) screens")
        } else if others.count < aspect.screens.count, !others.isEmpty {
            words.append("on all screens but \(list(others))")
        } else {
            words.append("on \(list(aspect.screens))")
        }
        return words
    }
}

/// Two values beside each other, cut so that what differs can be seen.
struct ShownValues {
    let old: String?
    let new: String?

    private static let longest = 120
    /// How much of what is the same stands before what differs.
    private static let lead = 20

    init(_ change: ValueChange) {
        let (old, new) = (Array((change.old ?? "").unicodeScalars), Array((change.new ?? "").unicodeScalars))
        let same = zip(old, new).prefix { $0 == $1 }.count
        let start = max(old.count, new.count) > Self.longest && same > Self.longest / 2 ? same - Self.lead : 0
        self.old = change.old.map { _ in Self.cut(old, from: start) }
        self.new = change.new.map { _ in Self.cut(new, from: start) }
    }

    private static func cut(_ scalars: [Unicode.Scalar], from start: Int) -> String {
        let start = min(start, scalars.count)
        let end = min(start + longest, scalars.count)
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars[start..<end])
        return (start > 0 ? "…" : "") + String(shown) + (end < scalars.count ? "…" : "")
    }
}
