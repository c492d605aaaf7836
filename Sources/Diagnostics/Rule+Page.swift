extension Rule {
    /// The page that explains every rule, from the repository's root.
    public static let page = "docs/rules.md"

    /// The anchor of the rule's section on that page, as GitHub makes it of the heading: `colorscontrast`.
    public var anchor: String {
        String(String.UnicodeScalarView(id.unicodeScalars.filter { $0 != "." }))
    }

    /// The problem in a few words, for lists and reports: `Colours with too little contrast`.
    public var title: String { Self.titles[id] ?? id }

    private static let titles: [String: String] = [
        "file.unreadable": "File that cannot be read",
        "file.too-large": "File beyond its size limit",
        "file.not-utf8": "File that is not UTF-8",
        "file.outside": "File outside of the workspace",
        "syntax.invalid": "Invalid YAML or JSON",
        "syntax.duplicate-key": "Key that stands twice",
        "syntax.key-not-text": "Key that is no text",
        "syntax.too-deep": "Too many levels",
        "syntax.too-many-nodes": "Too many values",
        "syntax.several-documents": "More than one document in a file",
        "syntax.not-a-mapping": "File without keys",
        "fields.unknown": "Misspelt or misplaced key",
        "fields.additional": "Key that this version does not know",
        "fields.missing": "Required key that is missing",
        "fields.wrong-type": "Value of another type",
        "fields.null": "Null where a value belongs",
        "fields.bad-value": "Value that is not among the allowed ones",
        "fields.blank": "Blank text",
        "fields.too-short": "Text that is too short",
        "fields.too-long": "Text that is too long",
        "fields.control-characters": "Invisible character in a text",
        "fields.read-only": "Field that the service sets",
        "id.invalid": "Id that cannot be one",
        "id.reserved": "Id that is the name of a page",
        "id.clash": "Two portals with one id",
        "slug.invalid": "Slug that no address takes",
        "slug.clash": "Two portals with one slug",
        "slug.case-clash": "Slugs that differ in letter case alone",
        "domain.invalid": "Domain that is no host name",
        "colors.invalid": "Colour that is none",
        "colors.style": "Colour in another form than the service takes",
        "colors.contrast": "Colours with too little contrast",
        "links.not-http": "Link that is no web address",
        "links.invalid": "Broken web address",
        "email.invalid": "E-mail address that is none",
        "phone.invalid": "Phone number that is none",
        "colors.alike": "Colours that cannot be told apart",
        "links.missing": "Policy link that is left out",
        "links.equal": "Two policy links to one page",
        "links.insecure": "Link without encryption",
        "support.missing": "Dead end without a support contact",
        "features.no-payment": "No way to pay",
        "name.public": "Internal name that is the public one",
        "logo.file-missing": "Logo file that is missing",
        "logo.outside": "Logo outside of the workspace",
        "logo.unreadable": "Logo that cannot be read",
        "logo.too-large": "Logo beyond its limits",
        "logo.wrong-type": "Logo with another ending than its content",
        "logo.not-an-image": "Logo that is no image",
        "logo.entities": "SVG logo with entities",
        "logo.active-content": "SVG logo with scripts or outside references",
        "logo.not-local": "Logo without a file in the workspace",
        "logo.too-small": "Logo too small for its place",
        "logo.oversized": "Logo too large for its place",
        "logo.no-raster": "SVG logo without a PNG, JPEG or GIF",
        "ignore.unused": "Ignore comment that silences nothing",
        "ignore.no-rule": "Ignore comment that names no rule",
        "settings.invalid": "Setting that cannot be used",
        "environment.unknown": "Environment that is not in portico.yaml",
        "template.unknown": "Template that overrides nothing",
        "template.syntax": "Template that is no valid Mustache",
        "template.unknown-key": "Template with an unknown key",
        "template.recursive": "Partial that includes itself",
    ]
}
