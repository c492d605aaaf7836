public import Diagnostics

/// A problem of a portal's content, before it has a file and a line.
public struct Finding: Sendable, Hashable {
    /// Whether the key or the value is at fault.
    public enum Anchor: Sendable, Hashable {
        /// The key.
        case key
        /// The value; the object that should hold it, if it is missing.
        case value
    }

    /// The rule that found it.
    public let rule: Rule
    /// What it costs.
    public let severity: Severity
    /// The field, or the object in which one is missing.
    public let path: FieldPath
    /// What is at fault.
    public let anchor: Anchor
    /// What is wrong and what would be right.
    public let message: String
    /// How to mend it for certain; `nil` where that takes a person.
    public let remedy: Remedy?

    package init(
        _ rule: Rule,
        severity: Severity? = nil,
        at path: FieldPath,
        anchor: Anchor = .value,
        _ message: String,
        remedy: Remedy? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.path = path
        self.anchor = anchor
        self.message = message
        self.remedy = remedy
    }

    /// Returns the same problem at another field.
    package func moved(to path: FieldPath) -> Finding {
        Finding(rule, severity: severity, at: path, anchor: anchor, message, remedy: remedy)
    }
}

extension String {
    /// The text in single quotes for a message; of a long one only the beginning.
    var quoted: String {
        let beginning = unicodeScalars.prefix(80)
        return beginning.endIndex == unicodeScalars.endIndex ? "'\(self)'" : "'\(Substring(beginning))…'"
    }
}
