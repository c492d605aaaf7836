/// Something that Portico checks, with an identifier that never changes.
public struct Rule: Sendable, Hashable {
    /// The identifier, `area.rule` in kebab case, such as `colors.contrast`.
    public let id: String
    /// What a breach costs unless `portico.yaml` says otherwise.
    public let severity: Severity
    /// What the rule asks for, in one sentence.
    public let summary: String

    /// Two rules are the same when their identifiers are.
    ///
    /// - Parameters:
    ///   - left: One rule.
    ///   - right: Another rule.
    /// - Returns: Whether the identifiers are equal.
    public static func == (left: Rule, right: Rule) -> Bool {
        left.id == right.id
    }

    /// Feeds the identifier to a hasher.
    ///
    /// - Parameter hasher: The hasher to feed.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }

    /// Whether the network has to be asked, which only `lint --check-links` does.
    public var needsNetwork: Bool { self == .linksDead || self == .linksUnchecked }

    private init(_ id: String, _ severity: Severity, _ summary: String) {
        self.id = id
        self.severity = severity
        self.summary = summary
    }
}

extension Rule {
    // MARK: Files

    /// The file cannot be opened, or is no plain file.
    public static let fileUnreadable = Rule("file.unreadable", .error, "A file can be opened and is a plain file.")
    /// The file is larger than its limit.
    public static let fileTooLarge = Rule("file.too-large", .error, "A file stays within its size limit.")
    /// The file is not valid UTF-8.
    public static let fileNotUTF8 = Rule("file.not-utf8", .error, "A text file is valid UTF-8 without NUL.")
    /// The path leads out of the workspace.
    public static let fileOutside = Rule("file.outside", .error, "A file lies inside the workspace, links resolved.")

    // MARK: Syntax

    /// The text is not valid YAML or JSON.
    public static let syntaxInvalid = Rule("syntax.invalid", .error, "A portal file is valid YAML or JSON.")
    /// A key stands twice in one mapping.
    public static let syntaxDuplicateKey = Rule("syntax.duplicate-key", .error, "A key stands once in a mapping.")
    /// A key is no plain text.
    public static let syntaxKeyNotText = Rule("syntax.key-not-text", .error, "A key is text.")
    /// The file nests too deeply.
    public static let syntaxTooDeep = Rule("syntax.too-deep", .error, "A file nests at most 32 levels.")
    /// The file has too many values.
    public static let syntaxTooManyNodes = Rule(
        "syntax.too-many-nodes",
        .error,
        "A file has at most 10,000 values after aliases."
    )
    /// More than one document stands in the file.
    public static let syntaxSeveralDocuments = Rule(
        "syntax.several-documents",
        .error,
        "A file holds one document."
    )
    /// The document is no mapping.
    public static let syntaxNotAMapping = Rule("syntax.not-a-mapping", .error, "A file holds a mapping of keys.")

    // MARK: Fields

    /// A key that looks like a misspelt or misplaced known one.
    public static let fieldsUnknown = Rule("fields.unknown", .error, "A key is spelt and placed as documented.")
    /// A key that this version does not know; it is kept and sent.
    public static let fieldsAdditional = Rule("fields.additional", .warning, "A key is known to this version.")
    /// A required key is missing.
    public static let fieldsMissing = Rule("fields.missing", .error, "Required keys are there.")
    /// A value has the wrong type.
    public static let fieldsWrongType = Rule("fields.wrong-type", .error, "A value has its documented type.")
    /// A value is `null` where that is not allowed.
    public static let fieldsNull = Rule("fields.null", .error, "Only nullable fields are null.")
    /// A value is not one of the allowed ones.
    public static let fieldsBadValue = Rule("fields.bad-value", .error, "A value is one of the allowed ones.")
    /// A value is blank.
    public static let fieldsBlank = Rule("fields.blank", .error, "A required text is not blank.")
    /// A value is shorter than its limit.
    public static let fieldsTooShort = Rule("fields.too-short", .error, "A text has its least length.")
    /// A value is longer than its limit.
    public static let fieldsTooLong = Rule("fields.too-long", .error, "A text stays within its length limit.")
    /// A value contains control or reordering characters.
    public static let fieldsControlCharacters = Rule(
        "fields.control-characters",
        .error,
        "A text has no control or reordering characters."
    )
    /// A field that the service sets itself.
    public static let fieldsReadOnly = Rule("fields.read-only", .note, "Read-only fields are left to the service.")

    // MARK: Identity

    /// The id cannot be the portal's id or folder.
    public static let idInvalid = Rule("id.invalid", .error, "An id can be a path segment and a folder.")
    /// The id is a page's name.
    public static let idReserved = Rule("id.reserved", .error, "An id is no name of a page of the site.")
    /// Two portals have the same id, letter case aside.
    public static let idClash = Rule("id.clash", .error, "Every portal has an id of its own, letter case aside.")
    /// The slug has characters that no address takes.
    public static let slugInvalid = Rule("slug.invalid", .error, "A slug has letters, digits and @ ~ . _ - alone.")
    /// Two portals have the same slug.
    public static let slugClash = Rule("slug.clash", .error, "Every portal has a slug of its own.")
    /// Two slugs differ in letter case alone.
    public static let slugCaseClash = Rule("slug.case-clash", .warning, "Slugs differ in more than letter case.")
    /// The domain is no host name.
    public static let domainInvalid = Rule("domain.invalid", .error, "A domain is a bare host name.")

    // MARK: Look

    /// A colour is not six hexadecimal digits.
    public static let colorsInvalid = Rule("colors.invalid", .error, "A colour is six hexadecimal digits.")
    /// A colour is written in a form that the service refuses.
    public static let colorsStyle = Rule("colors.style", .warning, "A colour is written without # and in full.")
    /// A painted pair of colours does not reach its contrast.
    public static let colorsContrast = Rule("colors.contrast", .warning, "Painted pairs reach their contrast.")
    /// A link is not http or https.
    public static let linksNotHTTP = Rule("links.not-http", .error, "A link begins with https:// or http://.")
    /// A link is no web address.
    public static let linksInvalid = Rule("links.invalid", .error, "A link is a complete web address.")
    /// An e-mail address is none.
    public static let emailInvalid = Rule("email.invalid", .error, "An e-mail address is one.")
    /// A phone number is none.
    public static let phoneInvalid = Rule("phone.invalid", .error, "A phone number has digits, spaces and + ( ) - .")

    // MARK: What customers meet

    /// Primary and secondary colour can't be told apart.
    public static let colorsAlike = Rule("colors.alike", .warning, "Primary and secondary can be told apart.")
    /// A policy link is left out, or the portal has none at all.
    public static let linksMissing = Rule("links.missing", .warning, "Each policy has a link, or says null.")
    /// Two policy links lead to one page.
    public static let linksEqual = Rule("links.equal", .warning, "Each policy link leads to a page of its own.")
    /// A link is plain http.
    public static let linksInsecure = Rule("links.insecure", .warning, "A link begins with https://.")
    /// Customers don't get the page of a link; only `lint --check-links` knows.
    public static let linksDead = Rule("links.dead", .warning, "Each policy link leads to a page.")
    /// Nobody knows whether customers get the page of a link; only `lint --check-links` asks.
    public static let linksUnchecked = Rule("links.unchecked", .note, "Each policy link can be asked for.")
    /// Screens lead to a support contact that is not there.
    public static let supportMissing = Rule(
        "support.missing",
        .warning,
        "Where screens send customers to support, there is an address or a number."
    )
    /// Every way to pay is switched off.
    public static let featuresNoPayment = Rule(
        "features.no-payment",
        .warning,
        "Customers can add or update a payment method."
    )
    /// The internal name is the public one.
    public static let namePublic = Rule("name.public", .note, "The internal name says more than the public one.")

    // MARK: Logos

    /// The logo file is missing.
    public static let logoFileMissing = Rule("logo.file-missing", .error, "The logo file exists.")
    /// The logo lies outside the workspace.
    public static let logoOutside = Rule("logo.outside", .error, "The logo lies inside the workspace.")
    /// The logo is a folder, a pipe, a device, or cannot be read.
    public static let logoUnreadable = Rule("logo.unreadable", .error, "The logo is a plain file that can be read.")
    /// The logo is too large.
    public static let logoTooLarge = Rule("logo.too-large", .error, "A logo has at most 512 KB and 4,096 px a side.")
    /// The logo's name and content disagree.
    public static let logoWrongType = Rule("logo.wrong-type", .error, "A logo is what its file name says.")
    /// The logo is no image.
    public static let logoNotAnImage = Rule("logo.not-an-image", .error, "A logo is an SVG, PNG, JPEG or GIF.")
    /// The SVG declares entities.
    public static let logoEntities = Rule("logo.entities", .error, "An SVG logo declares no entities.")
    /// The SVG has scripts or loads from outside.
    public static let logoActiveContent = Rule(
        "logo.active-content",
        .warning,
        "An SVG logo has no scripts, handlers or outside references."
    )
    /// A `logoId` has no local file.
    public static let logoNotLocal = Rule("logo.not-local", .warning, "A logo has a file in the workspace.")
    /// The logo is so small, or so long, that nobody can read it.
    public static let logoTooSmall = Rule("logo.too-small", .warning, "A logo is large enough for its place.")
    /// The logo is much larger than any screen shows it.
    public static let logoOversized = Rule("logo.oversized", .warning, "A logo is no larger than its place needs.")
    /// An SVG logo has no PNG, JPEG or GIF beside it.
    public static let logoNoRaster = Rule(
        "logo.no-raster",
        .warning,
        "An SVG logo has a PNG, JPEG or GIF of the same name beside it."
    )

    // MARK: Comments

    /// An ignore comment silences nothing.
    public static let ignoreUnused = Rule("ignore.unused", .warning, "A comment that silences a rule is needed.")
    /// An ignore comment names no rule.
    public static let ignoreNameless = Rule("ignore.no-rule", .warning, "A comment that silences names its rules.")

    // MARK: Workspace

    /// `portico.yaml` names something that does not exist or cannot be used.
    public static let settingsInvalid = Rule("settings.invalid", .error, "portico.yaml holds usable settings.")
    /// A portal names an environment that `portico.yaml` does not have.
    public static let environmentUnknown = Rule(
        "environment.unknown",
        .warning,
        "Environments of a portal stand in portico.yaml."
    )
    /// A template overrides nothing.
    public static let templateUnknown = Rule("template.unknown", .error, "A template overrides a built-in one.")
    /// A template is no valid Mustache.
    public static let templateSyntax = Rule("template.syntax", .error, "A template is valid Mustache.")
    /// A template names a key that nothing fills.
    public static let templateUnknownKey = Rule("template.unknown-key", .error, "A template names known keys.")
    /// A partial includes itself.
    public static let templateRecursive = Rule("template.recursive", .error, "A partial does not include itself.")

    /// Every rule there is, in the order in which documents list them.
    public static let all: [Rule] = [
        .fileUnreadable, .fileTooLarge, .fileNotUTF8, .fileOutside,
        .syntaxInvalid, .syntaxDuplicateKey, .syntaxKeyNotText, .syntaxTooDeep, .syntaxTooManyNodes,
        .syntaxSeveralDocuments, .syntaxNotAMapping,
        .fieldsUnknown, .fieldsAdditional, .fieldsMissing, .fieldsWrongType, .fieldsNull, .fieldsBadValue,
        .fieldsBlank, .fieldsTooShort, .fieldsTooLong, .fieldsControlCharacters, .fieldsReadOnly,
        .idInvalid, .idReserved, .idClash, .slugInvalid, .slugClash, .slugCaseClash, .domainInvalid,
        .colorsInvalid, .colorsStyle, .colorsContrast, .linksNotHTTP, .linksInvalid, .emailInvalid, .phoneInvalid,
        .colorsAlike, .linksMissing, .linksEqual, .linksInsecure, .linksDead, .linksUnchecked,
        .supportMissing, .featuresNoPayment, .namePublic,
        .logoFileMissing, .logoOutside, .logoUnreadable, .logoTooLarge, .logoWrongType, .logoNotAnImage,
        .logoEntities, .logoActiveContent, .logoNotLocal, .logoTooSmall, .logoOversized, .logoNoRaster,
        .ignoreUnused, .ignoreNameless,
        .settingsInvalid, .environmentUnknown,
        .templateUnknown, .templateSyntax, .templateUnknownKey, .templateRecursive,
    ]

    /// Returns the rule with an identifier.
    ///
    /// - Parameter id: An identifier such as `colors.contrast`.
    /// - Returns: The rule, or `nil` if there is none.
    public static func named(_ id: String) -> Rule? {
        byID[id]
    }

    // Thousands of problems are read back from what an earlier run left.
    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}
