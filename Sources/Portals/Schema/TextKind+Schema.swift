extension TextKind {
    /// Whether a text of this kind can look like a number to an editor: `004400`, `1e1000`.
    var takesNumbers: Bool {
        switch self {
        case .line, .lines, .identifier, .portalID, .slug, .color, .phone, .free, .outputFolder, .amount, .count: true
        case .domain, .link, .email, .file, .day, .month, .locale, .currency: false
        }
    }

    /// The definition that fields of this kind share; `nil` if their own pattern says all.
    var definition: SchemaDefinition? {
        switch self {
        case .line, .identifier, .file, .free, .outputFolder: .visible
        case .link: .link
        default: nil
        }
    }

    /// What a schema says of a text of this kind: what `TextRules` finds no error in, and nothing else.
    var assertions: [(String, Value)] {
        limits + patternAssertions + (definition.map { [$0.assertion] } ?? [])
    }

    /// Lengths in Unicode scalars, and the range of what is a number to an editor.
    private var limits: [(String, Value)] {
        switch self {
        case .line(let maximum, .error): [("maxLength", .number("\(maximum)"))]
        // Bytes cannot be counted, and no character has less than one.
        case .lines(let byteCount): [("maxLength", .number("\(byteCount)"))]
        case .identifier, .portalID: [("maxLength", .number("\(PortalID.lengthLimit)"))]
        case .slug:
            [
                ("minLength", .number("\(Slug.lengths.lowerBound)")),
                ("maxLength", .number("\(Slug.lengths.upperBound)")),
            ]
        case .domain: [("maxLength", .number("255"))]
        case .link: [("maxLength", .number("2048"))]
        case .email: [("maxLength", .number("254"))]
        case .phone: [("maxLength", .number("40"))]
        case .color, .amount: [("minimum", .number("0"))]
        case .count:
            [
                ("minimum", .number("\(TextRules.counts.lowerBound)")),
                ("maximum", .number("\(TextRules.counts.upperBound)")),
            ]
        case .line(_, .warning), .file, .free, .outputFolder, .day, .month, .locale, .currency: []
        }
    }

    private var patternAssertions: [(String, Value)] {
        guard let pattern else { return [] }
        return [
            ("pattern", .string(pattern)),
            ("patternErrorMessage", .string(shape.map { "Write \($0)." } ?? "Write another text.")),
        ]
    }

    private var pattern: String? {
        switch self {
        case .line, .identifier: Self.notBlankPattern
        case .lines, .link, .file, .free: nil
        case .portalID: Self.portalIDPattern
        case .slug: "^[@~.A-Za-z0-9_-]+$"
        case .color: "^#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"
        case .domain: "^\(Self.host)$"
        case .email: "^(?:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@\(Self.host))?$"
        case .phone: "^(?:\\+?[ ()./-]*(?:[0-9][ ()./-]*){3,20})?$"
        case .outputFolder(let taken): Self.folderPattern(taken: taken)
        case .day: Self.dayPattern
        case .month: "^(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])$"
        case .amount: "^[0-9]{1,10}(?:\\.[0-9]{1,2})?$"
        case .count: "^(?:[1-9][0-9]{0,5}|1000000)$"
        case .locale: "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$"
        case .currency: "^[A-Z]{3}$"
        }
    }

    /// White space is all in the first plane.
    private static let notBlankPattern = "[^\(Pattern.ranges(through: 0xFFFF) { $0.properties.isWhitespace })]"

    /// As `PortalID` reads an id.
    private static var portalIDPattern: String {
        let pages = "\(Pattern.anyCase("page-"))[0-9]+\(Pattern.anyCase(".html"))"
        let temporary = "\(Pattern.anyCase(PortalID.reservedPrefix)).*"
        let names = ["\\.{1,2}"] + PortalID.reserved.map(Pattern.anyCase) + [temporary, pages]
        return "^(?!\(Pattern.any(names))$)[@~.A-Za-z0-9_-]+$"
    }

    /// As `Domain` reads a host name.
    private static let host: String = {
        let end = "(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        return "(?:[A-Za-z0-9]\(end)\\.)+[A-Za-z]\(end)"
    }()

    /// As `Day` reads a day: 30 February is none, and 29 February is one in leap years.
    private static let dayPattern: String = {
        let century = "(?:19|2[0-9])"
        let days = Pattern.any([
            "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
            "02-(?:0[1-9]|1[0-9]|2[0-8])",
        ])
        let leapYears = Pattern.any(["\(century)(?:0[48]|[2468][048]|[13579][26])", "2[048]00"])
        return "^(?:\(century)[0-9]{2}-\(days)|\(leapYears)-02-29)$"
    }()

    /// A path without empty parts, `.`, `..` and `.git`, the first part none of the workspace's own.
    private static func folderPattern(taken: [String]) -> String {
        let own = Pattern.any(taken.map(Pattern.anyCase))
        return "^(?!\(own)(?:/|$))(?!(?:.*/)?(?:\\.{0,2}|\(Pattern.anyCase(".git")))(?:/|$))"
    }
}
