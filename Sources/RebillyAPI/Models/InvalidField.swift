import Transport

/// What the service found wrong with a field, or with a parameter of a query (rebilly.md, 6.1).
public struct InvalidField: Sendable, Hashable, CustomStringConvertible {
    /// The field's path with dots, such as `customization.colors.primary`; may be empty.
    public let field: String
    /// What is wrong, in the words of the service.
    public let message: String

    /// Makes a finding.
    ///
    /// - Parameters:
    ///   - field: The field's path with dots.
    ///   - message: What is wrong.
    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }

    /// Field and message.
    public var description: String { "\(field): \(message.withoutFullStop)" }
}
