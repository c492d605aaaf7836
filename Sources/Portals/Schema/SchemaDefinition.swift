import Diagnostics

/// What a schema says in one place because several fields share it.
enum SchemaDefinition: String, CaseIterable {
    /// A text without control characters and invisible ones.
    case visible
    /// A web address.
    case link

    /// What stands at a field; `allOf`, because draft 7 sees nothing beside a `$ref`.
    var assertion: (String, Value) {
        ("allOf", .array([.object(ValueObject([("$ref", .string("#/$defs/\(rawValue)"))]))]))
    }

    /// The definitions that a table's fields need, with their names.
    static func all(in table: FieldTable) -> [(String, Value)] {
        let kinds = table.textKinds
        return allCases.filter { definition in kinds.contains { $0.definition == definition } }.map {
            ($0.rawValue, $0.value)
        }
    }

    private var value: Value {
        switch self {
        case .visible:
            Self.text(Self.visiblePattern, "The text has an invisible character; write the text without it.")
        case .link: Self.text(Self.linkPattern, "Write \(TextKind.link.shape ?? "").")
        }
    }

    private static func text(_ pattern: String, _ message: String) -> Value {
        .object(ValueObject([("pattern", .string(pattern)), ("patternErrorMessage", .string(message))]))
    }

    private static let visiblePattern = "^[^\(Pattern.ranges { $0.isUnfitForDisplay })]*$"

    /// As `Link` reads an address, and nothing at all, which is a warning.
    private static let linkPattern: String = {
        let scheme = Pattern.anyCase("http") + "[Ss]?://"
        let name = "(?!\\.)(?![A-Za-z0-9_.-]*\\.\\.)[A-Za-z0-9_.-]{1,255}"
        let port = "(?::(?!0+(?![0-9]))(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
        let rest = "(?:[/?#](?:[A-Za-z0-9._~:/?#\\[\\]@!$&()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
        return "^(?:\(scheme)(?:\(name)|\\[\(ipv6)\\])\(port)\(rest))?$"
    }()

    /// Eight groups, of which `::` stands for some, and the last two may be an IPv4 address (RFC 4291, 2.2).
    private static let ipv6: String = {
        let group = "[0-9A-Fa-f]{1,4}"
        let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
        let tail = "(?:\(group):\(group)|(?:\(byte)\\.){3}\(byte))"
        let whole = "(?:\(group):){6}\(tail)"
        let shortened = (0...5).map { count in
            "\(upTo(count))::(?:\(group):){\(5 - count)}\(tail)"
        }
        func upTo(_ count: Int) -> String {
            count == 0 ? "" : "(?:(?:\(group):){0,\(count - 1)}\(group))?"
        }
        return Pattern.any([whole] + shortened + ["\(upTo(6))::\(group)", "\(upTo(7))::"])
    }()
}

extension FieldTable {
    /// The kinds of text in the table and in those inside it.
    fileprivate var textKinds: [TextKind] {
        fields.flatMap { field -> [TextKind] in
            switch field.type {
            case .text(let kind): [kind]
            case .named(let table), .list(let table): table.textKinds
            case .anything, .boolean, .choice, .environments, .object, .severities: []
            }
        }
    }
}
