import Portals

/// How many portals there are of each kind that the gallery tells apart.
struct GalleryCounts {
    let all: Int
    private(set) var active = 0
    private(set) var inactive = 0
    private(set) var withProblems = 0

    /// Counts in one pass.
    init(_ portals: SummaryList) {
        all = portals.count
        for index in 0..<portals.count {
            guard let portal = portals.summary(index) else { continue }
            if portal.errorCount + portal.warningCount > 0 { withProblems += 1 }
            guard portal.state == .whole else { continue }
            if portal.status == .active { active += 1 } else { inactive += 1 }
        }
    }

    /// How many have docs.
    var whole: Int { active + inactive }

    /// `12 portals, 10 active, 5 with problems`.
    var summary: String {
        guard all > 0 else { return "None yet" }
        let parts = [
            Quantity.text(whole, "portal"), "\(Quantity.text(active)) active",
            "\(Quantity.text(withProblems)) with problems",
        ]
        let rest = all > whole ? "; \(Quantity.text(all - whole, "file")) can’t be shown" : ""
        return parts.joined(separator: ", ") + rest
    }

    var context: TemplateContext {
        [
            "summary": .text(summary),
            "countAll": .text(Quantity.text(all)),
            "countActive": .text(Quantity.text(active)),
            "countInactive": .text(Quantity.text(inactive)),
            "countWithProblems": .text(Quantity.text(withProblems)),
            "countWithoutProblems": .text(Quantity.text(all - withProblems)),
        ]
    }
}
