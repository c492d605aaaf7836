/// What is known of one field of a portal file.
public struct Field: Sendable {
    /// The way to the field.
    public let path: FieldPath
    /// What its value must be.
    public let type: FieldType
    /// Whether every file must have it.
    public let isRequired: Bool
    /// Whether `null` is a legal value.
    public let allowsNull: Bool
    /// Whether the service sets it and ignores it in a request.
    public let isReadOnly: Bool
    /// What the service assumes when it is left out; `nil` if there is no such value.
    public let defaultValue: Value?
    /// How to say it, in sentence case and without an article: `Terms of service`.
    public let label: String
    /// What it means, mostly to a customer, as a sentence without a full stop.
    public let meaning: String
    /// A value that could stand there, as it is written in YAML; `nil` where none helps.
    public let example: String?
    /// How customers meet it; `nil` where nothing better than label and meaning can be said of a change.
    public let customerView: CustomerView?

    /// Makes a field.
    ///
    /// - Parameters:
    ///   - path: The way to the field, keys joined by dots.
    ///   - type: What its value must be.
    ///   - isRequired: Whether every file must have it.
    ///   - allowsNull: Whether `null` is legal.
    ///   - isReadOnly: Whether the service sets it.
    ///   - defaultValue: What the service assumes when it is left out.
    ///   - label: How to say it.
    ///   - meaning: What it means.
    ///   - example: A value that could stand there; by default one of its type.
    ///   - customerView: How customers meet it.
    public init(
        _ path: String,
        _ type: FieldType,
        isRequired: Bool = false,
        allowsNull: Bool = false,
        isReadOnly: Bool = false,
        defaultValue: Value? = nil,
        label: String,
        meaning: String,
        example: String? = nil,
        customerView: CustomerView? = nil
    ) {
        self.path = FieldPath(path)
        self.type = type
        self.isRequired = isRequired
        self.allowsNull = allowsNull
        self.isReadOnly = isReadOnly
        self.defaultValue = defaultValue
        self.label = label
        self.meaning = meaning
        self.example = example ?? type.example
        self.customerView = customerView
    }
}

/// What the value of a field must be.
public enum FieldType: Sendable {
    /// An object whose members stand in the table.
    case object
    /// `true` or `false`.
    case boolean
    /// A text of a kind.
    case text(TextKind)
    /// One of some words.
    case choice([String])
    /// Anything; its members are not checked.
    case anything
    /// An object from rules to severities.
    case severities
    /// An object from environment names to what differs there.
    case environments
    /// An object from names that anybody chose to objects with the fields of a table.
    case named(FieldTable)
    /// A list of objects with the fields of a table.
    case list(FieldTable)
}

/// What a text must be.
public enum TextKind: Sendable, Equatable {
    /// A line of text of at most so many characters; longer ones are a warning where the service has no limit.
    case line(maximum: Int, beyond: LengthBreach)
    /// A text of several lines, of at most so many bytes.
    case lines(byteCount: Int)
    /// An identifier of the service, of at most 50 characters.
    case identifier
    /// The portal's own id.
    case portalID
    /// The last part of the address.
    case slug
    /// Six hexadecimal digits.
    case color
    /// A bare host name.
    case domain
    /// A web address.
    case link
    /// An e-mail address.
    case email
    /// A phone number.
    case phone
    /// A path of a file in the workspace.
    case file
    /// A text of any length, which may be empty.
    case free
    /// A folder of the workspace that is to be written, and none of those at its top that hold something else.
    case outputFolder(taken: [String])
    /// A day, `YYYY-MM-DD`.
    case day
    /// A month, `YYYY-MM`.
    case month
    /// An amount of money with at most two decimals.
    case amount
    /// A whole number from 1 to 1,000,000.
    case count
    /// A language tag such as `en-US`.
    case locale
    /// A currency code such as `USD`.
    case currency
}

/// Whether a text over its length is refused or only reported.
public enum LengthBreach: Sendable, Equatable {
    /// The service refuses it, or Portico does.
    case error
    /// The service takes it.
    case warning
}
