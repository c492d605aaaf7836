import Diagnostics

extension PlanValue {
    /// How much of a text is shown.
    private static let longestText = 500

    /// A text fit to be shown, cut where it gets too long for a page.
    static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > longestText else { return text.displayText }
        return String(String.UnicodeScalarView(scalars.prefix(longestText))).displayText + "…"
    }

    /// The keys of a value.
    var context: TemplateContext {
        var context: TemplateContext = [
            "isColor": false, "isLink": false, "isLogo": false, "isCode": false, "isText": false,
            "text": "", "href": "", "host": "", "rest": "", "head": "", "picture": "",
        ]
        switch self {
        case .text(let text): context.merge(["isText": true, "text": .text(Self.shortened(text))])
        case .code(let text): context.merge(["isCode": true, "text": .text(Self.shortened(text))])
        case .color(let digits): context.merge(["isColor": true, "text": .text(digits)])
        case .link(let href, let host, let rest):
            context.merge([
                "isLink": true, "href": .text(href), "host": .text(host), "rest": .text(Self.shortened(rest)),
            ])
        case .logo(let picture, let head, let caption):
            context.merge([
                "isLogo": true, "picture": .text(picture), "head": .text(head), "text": .text(Self.shortened(caption)),
            ])
        }
        return context
    }
}

extension TemplateContext {
    /// About how many bytes it adds to a page: its texts, escaped, and the markup around them.
    var cost: Int {
        entries.reduce(48) { cost, entry in
            switch entry.1 {
            case .text(let text): cost + 2 * HTMLText.escape(Array(text.utf8)).count
            case .flag: cost
            case .list(let elements): elements.reduce(cost) { $0 + $1.cost }
            case .rows(let kept): kept.elements.reduce(cost) { $0 + $1.cost }
            }
        }
    }
}

extension PlanSheet {
    /// A plan in which there is one of everything, for checking the names in templates.
    static var specimen: PlanSheet {
        var section = PlanSection(
            anchor: "portal-1",
            title: "Specimen",
            change: .changedElsewhere,
            members: ["a", "b", "c"].map { Member(name: $0, id: $0) }
        )
        let value = PlanValue.text("")
        // As long as they are in earnest, so that a template that repeats them is seen to grow.
        let page = String(repeating: "x", count: 50_000)
        section.needs = ["slug-change"]
        section.consequences = [PlanSection.Consequence("", reason: "", needs: ["slug-change"])]
        section.fields = [PlanSection.Field(label: "", key: "", seen: value, now: value, after: value)]
        section.hasSeen = true
        section.keeping = ""
        section.pairs = [
            ScreenPair(
                title: "",
                differences: [ScreenPair.Difference("", number: 1)],
                now: .screen(title: "", page: page),
                after: .missing("")
            )
        ]
        section.foldTitle = ""
        section.lists = [("", "")]
        section.pairsLeft = ""
        var sheet = PlanSheet()
        sheet.counts = [Count("", 0)]
        sheet.guards = [Guard("slug-change", portals: [("portal-1", "Specimen")], words: "")]
        sheet.sections = [section]
        sheet.warnings = [("", "")]
        sheet.strangers = [Member(name: "", id: "")]
        sheet.unchanged = [""]
        return sheet
    }
}
