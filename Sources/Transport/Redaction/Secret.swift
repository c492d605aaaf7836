import Foundation

/// A text that nobody may see: an API key, a token, a customer's management link.
///
/// However a secret is printed, described, dumped or put into another text, `<redacted>` stands there. The one way to
/// the text is `exposed`, so that every place that uses it can be found.
public struct Secret: Sendable, Hashable {
    /// The text itself, for the request or the file in which it belongs, and for nothing else.
    public let exposed: String

    /// Takes a text out of sight.
    ///
    /// - Parameter text: What nobody may see.
    public init(_ text: String) {
        exposed = text
    }
}

extension Secret {
    /// The secret without the white space around it that copying leaves, and that headers would lose silently: what is
    /// sent must be what is hidden.
    package var trimmed: Secret { Secret(exposed.trimmingCharacters(in: .whitespacesAndNewlines)) }

    /// Whether it holds characters that no header may hold.
    package var hasControlCharacters: Bool {
        exposed.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What stands in the place of a secret.
    public static let redaction = "<redacted>"

    /// Always `<redacted>`.
    public var description: String { Secret.redaction }

    /// Always `<redacted>`.
    public var debugDescription: String { Secret.redaction }

    /// Shows nothing to `dump` and to debuggers.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
