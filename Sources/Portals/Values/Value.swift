/// A value of a portal file or of an API body, without any loss.
///
/// Numbers keep the characters in which they were written; strings are compared by their bytes, because that is
/// what the service and the file system do.
public enum Value: Sendable {
    /// `null`, also an empty or `~` scalar of YAML.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number, in the characters in which it was written.
    case number(String)
    /// A text.
    case string(String)
    /// A list.
    case array([Value])
    /// A mapping.
    case object(ValueObject)
}

extension Value: Equatable {
    /// Compares two values: strings and numbers by their bytes, objects without regard to the order of keys.
    ///
    /// - Parameters:
    ///   - left: One value.
    ///   - right: Another value.
    /// - Returns: Whether they hold the same.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left.utf8.elementsEqual(right.utf8)
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension Value {
    /// The text, if this is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The truth value, if this is one.
    public var boolean: Bool? {
        if case .boolean(let flag) = self { flag } else { nil }
    }

    /// The characters of the number, if this is one.
    public var number: String? {
        if case .number(let text) = self { text } else { nil }
    }

    /// The object, if this is one.
    public var object: ValueObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The list, if this is one.
    public var array: [Value]? {
        if case .array(let array) = self { array } else { nil }
    }

    /// What the value is, in words for a message: `a list`, `true`, `a number`.
    package var kindInWords: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
