extension Rule {
    /// The page that explains every rule, from the repository's root.
    public static let page = "docs/rules.md"

    /// The anchor of the rule's section on that page, as GitHub makes it of the heading: `colorscontrast`.
    public var anchor: String {
        String(String.UnicodeScalarView(id.unicodeScalars.filter { $0 != "." }))
    }

    /// The problem in a few words, for lists and reports: `Colours with too little contrast`.
    public var title: String { explanation.title }

    /// What the page says of the rule.
    public var explanation: RuleExplanation {
        RuleExplanation.sections[id] ?? RuleExplanation(title: id, what: summary, why: "", mend: "")
    }
}

/// The section of a rule in docs/rules.md, which is embedded in the program.
public struct RuleExplanation: Sendable, Hashable {
    /// The problem in a few words.
    public let title: String
    /// What the rule sees, as Markdown of one paragraph.
    public let what: String
    /// Why that matters, as Markdown of one paragraph.
    public let why: String
    /// How to mend it, as Markdown of one paragraph.
    public let mend: String

    static let sections = Dictionary(
        read(String(decoding: PackageResources.rules_md, as: UTF8.self)),
        uniquingKeysWith: { first, _ in first }
    )

    /// Reads the sections of the page, each below a heading that is the rule's id.
    ///
    /// A section's first line is `**Title**: severity`; three of its paragraphs begin with `*What.*`, `*Why.*` and
    /// `*Mend.*` and end with the next of them, with an empty line or with an example.
    private static func read(_ page: String) -> [(String, RuleExplanation)] {
        page.split(separator: "\n### ").dropFirst().map { section in
            let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
            let id = lines.first.map(String.init) ?? ""
            let title = lines.dropFirst().first.map { $0.dropFirst(2).prefix { $0 != "*" } }
            return (
                id,
                RuleExplanation(
                    title: title.map(String.init) ?? id,
                    what: paragraph("*What.* ", in: lines),
                    why: paragraph("*Why.* ", in: lines),
                    mend: paragraph("*Mend.* ", in: lines)
                )
            )
        }
    }

    private static func paragraph(_ start: String, in lines: [Substring]) -> String {
        guard let index = lines.firstIndex(where: { $0.hasPrefix(start) }) else { return "" }
        let rest = lines[(index + 1)...].prefix { !$0.isEmpty && !$0.hasPrefix("*") && !$0.hasPrefix("```") }
        return ([lines[index].dropFirst(start.count)] + rest).joined(separator: " ")
    }
}
