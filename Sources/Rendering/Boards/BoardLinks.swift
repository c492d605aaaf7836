import Portals

/// The links of a board: policies, the website, and the ways to support.
enum BoardLinks {
    static func rows(of view: PortalView) -> [TemplateContext] {
        let policies = PolicyLink.allCases.map { policy in
            let label = policy.label
            return row(label, view.links[policy])
                ?? text(label, "Not set, so the footer leaves it out", isMissing: true)
        }
        let website = row("Website", view.websiteURL) ?? text("Website", "Not set", isMissing: true)
        let ways = [
            view.supportEmail.map { text("Support by email", $0.description, isMissing: false) },
            view.supportPhone.map { text("Support by phone", $0.description, isMissing: false) },
        ].compactMap(\.self)
        return policies + [website] + (ways.isEmpty ? [text("Support", "Not set", isMissing: true)] : ways)
    }

    private static func row(_ label: String, _ link: Link?) -> TemplateContext? {
        link.map {
            [
                "linkLabel": .text(label),
                "isLink": true,
                "href": .text($0.description),
                "host": .text($0.host),
                "rest": .text($0.rest == "/" ? "" : $0.rest),
                "isText": false,
                "isMissing": false,
                "text": "",
            ]
        }
    }

    private static func text(_ label: String, _ words: String, isMissing: Bool) -> TemplateContext {
        [
            "linkLabel": .text(label),
            "isLink": false,
            "href": "",
            "host": "",
            "rest": "",
            "isText": .flag(!isMissing),
            "isMissing": .flag(isMissing),
            "text": .text(words),
        ]
    }
}
