import Portals

/// A field that the editor changes; nothing else of a file can be changed with it.
struct EditableField: Sendable, Hashable {
    /// What a field holds, and how it is entered.
    enum Kind: String, Sendable, Encodable {
        /// Six hexadecimal digits.
        case color
        /// A line of text; an empty one takes the field away.
        case text
        /// On or off.
        case feature
        /// Active or inactive.
        case status
        /// The path of a picture; an empty one takes the logo away.
        case logo
    }

    /// The way to the field.
    let path: FieldPath
    /// How it is entered.
    let kind: Kind
    /// How to say it.
    let label: String

    /// How it is called in requests: its path as the docs write it.
    var name: String { path.description }

    private init(_ path: FieldPath, _ kind: Kind, label: String? = nil) {
        self.path = path
        self.kind = kind
        self.label = label ?? FieldTable.portal[path]?.label ?? path.description
    }

    /// All of them, in the order of the panel.
    static let all: [EditableField] =
        [EditableField(PortalField.primary, .color), EditableField(PortalField.secondary, .color)]
        + [EditableField(PortalField.logo, .logo)]
        + PolicyLink.allCases.map { EditableField($0.path, .text) }
        + Feature.allCases.map { EditableField($0.path, .feature) }
        + [
            EditableField(PortalField.status, .status),
            EditableField(PortalField.websiteName, .text),
            EditableField(PortalField.supportEmail, .text), EditableField(PortalField.supportPhone, .text),
        ]

    private static let named = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// Returns the field of a name; `nil` if it can't be edited.
    static func named(_ name: String) -> EditableField? { named[name] }

    /// How many bytes a text may have, whatever its own rules say.
    static let byteLimit = 4096

    /// Returns a portal's value as the panel shows it, with the service's defaults.
    func value(in portal: Portal) -> EditedValue {
        switch kind {
        case .color: .text(EditedValue.color(portal.body.value(at: path)?.string ?? usual))
        case .text, .logo: .text(portal.body.value(at: path)?.string ?? "")
        case .feature: .flag(portal.body.value(at: path)?.boolean ?? true)
        case .status: .text(portal.status.rawValue)
        }
    }

    private var usual: String { FieldTable.portal[path]?.defaultValue?.string ?? "" }

    /// Reads a value of this field from a request.
    ///
    /// - Parameter value: What was sent; untrusted.
    /// - Returns: The value; `nil` if it has another type or is too long. Whether it is legal is said by the rules.
    func value(from value: Value?) -> EditedValue? {
        switch (kind, value) {
        case (.feature, .boolean(let flag)?): .flag(flag)
        case (.color, .string(let text)?) where text.utf8.count <= Self.byteLimit: .text(EditedValue.color(text))
        case (.text, .string(let text)?), (.logo, .string(let text)?), (.status, .string(let text)?):
            text.utf8.count <= Self.byteLimit ? .text(text) : nil
        default: nil
        }
    }
}

/// A value of a field as the panel holds it.
enum EditedValue: Sendable, Hashable, Encodable {
    /// A text; empty where there is none.
    case text(String)
    /// On or off.
    case flag(Bool)

    /// A colour in the one form in which it is written, or what was entered where it is none.
    static func color(_ text: String) -> String { HexColor(lenient: text)?.description ?? text }

    /// Compares texts by their bytes, as files do.
    static func == (left: EditedValue, right: EditedValue) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.flag(let left), .flag(let right)): left == right
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
        case .flag(let flag): hasher.combine(flag)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        }
    }
}
