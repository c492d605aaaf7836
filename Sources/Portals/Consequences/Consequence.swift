/// What a change means to customers, in words.
public struct Consequence: Sendable, Equatable {
    /// What happens, as a sentence without a full stop: `Customers can no longer cancel orders themselves`.
    public let sentence: String
    /// What else is to be known before it is allowed, as a sentence without a full stop; `nil` for nothing.
    public let reason: String?
    /// By which name it has to be allowed; `nil` if it needs no permission.
    public let guardKind: ChangeGuard?
    /// Whether customers notice it.
    public let isNoticed: Bool

    init(_ sentence: String, reason: String? = nil, needs guardKind: ChangeGuard? = nil, isNoticed: Bool = true) {
        self.sentence = sentence
        self.reason = reason
        self.guardKind = guardKind
        self.isNoticed = isNoticed
    }

    /// Returns what it means that a field of a portal at the service gets another value.
    ///
    /// - Parameters:
    ///   - path: The field.
    ///   - old: What the service holds; `nil` if it does not have the field.
    ///   - new: What it is to hold; `nil` if it is to lose the field.
    /// - Returns: The consequence.
    public static func changing(_ path: FieldPath, from old: Value?, to new: Value?) -> Consequence {
        guard let field = FieldTable.portal[path] else { return unknown(path, old: old, new: new) }
        switch field.customerView {
        case .ability(let words): return ability(words, field, isOn: new?.boolean ?? true)
        case .paint(let words):
            return Consequence("\(words) change from \(shown(old, "#")) to \(shown(new, "#"))")
        case .footerLink(let page): return footerLink(page, old: old, new: new)
        case .opening: return opening(new)
        case .slug:
            return Consequence(
                "The portal's address changes; links in old e-mails stop working",
                reason: "It ends in \(shown(new)) instead of \(shown(old))",
                needs: .slugChange
            )
        case .host:
            return Consequence(
                "The portal moves to \(host(new)); links in old e-mails stop working",
                reason: "It was at \(host(old))",
                needs: .domainChange
            )
        case .logo: return logo(old: old, new: new)
        case .brand:
            return Consequence(
                "The portal belongs to another website; customers see that one's name and contact",
                reason: "The website is \(shown(new)) instead of \(shown(old))"
            )
        case .unseen:
            return Consequence(
                "Customers notice nothing: the \(field.label.lowercased()) is internal",
                isNoticed: false
            )
        case nil:
            return Consequence(
                "\(field.label) changes: \(field.meaning.prefix(1).lowercased())\(field.meaning.dropFirst())"
            )
        }
    }

    private static func ability(_ words: String, _ field: Field, isOn: Bool) -> Consequence {
        guard !isOn else { return Consequence("Customers can \(words)") }
        let isPassword = field.path == Feature.authenticateWithPassword.path
        return Consequence(
            "Customers can no longer \(words)",
            reason: isPassword ? "Who knows only the password has to ask for a link by e-mail" : nil,
            needs: isPassword ? .passwordOff : nil
        )
    }

    private static func footerLink(_ page: String, old: Value?, new: Value?) -> Consequence {
        let capital = page.prefix(1).uppercased() + page.dropFirst()
        switch (old?.string, new?.string) {
        case (_, nil): return Consequence("The footer no longer links to \(page)")
        case (nil, _?): return Consequence("The footer links to \(page)")
        case (_?, let address?): return Consequence("\(capital) in the footer leads to \(address)")
        }
    }

    private static func opening(_ new: Value?) -> Consequence {
        switch new?.string.flatMap(Status.init) {
        case .active:
            Consequence("Customers can open the portal", reason: "So far its address answers 404", needs: .activate)
        case .inactive:
            Consequence("Customers can no longer open the portal: its address answers 404", needs: .deactivate)
        case nil: Consequence("The portal's status becomes \(shown(new))", needs: .deactivate)
        }
    }

    private static func logo(old: Value?, new: Value?) -> Consequence {
        switch (old?.string, new?.string) {
        case (nil, _): Consequence("The header shows a logo instead of the name")
        case (_, nil): Consequence("The header shows the name instead of the logo")
        case (_?, _?): Consequence("The header shows another logo")
        }
    }

    private static func unknown(_ path: FieldPath, old: Value?, new: Value?) -> Consequence {
        switch (old, new) {
        case (_?, nil):
            Consequence(
                "The service loses '\(path)'",
                reason: "Portico does not know this field, and the file does not have it",
                needs: .dropUnknownField
            )
        case (nil, _): Consequence("The service is sent '\(path)', a field that Portico does not know")
        case (_?, _?): Consequence("'\(path)' changes, a field that Portico does not know")
        }
    }

    private static func host(_ value: Value?) -> String {
        value?.string ?? Portal.defaultHost
    }

    /// A value in a sentence.
    private static func shown(_ value: Value?, _ prefix: String = "") -> String {
        switch value {
        case .string(let text)?: prefix + text
        case nil, .null?: "nothing"
        case let value?: value.kindInWords
        }
    }
}
