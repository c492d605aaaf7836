import Foundation

/// A JSON value that came over the wire, or goes out on it.
enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads what the sandbox itself wrote; for what others send there is `init(strictly:)`.
    ///
    /// - Throws: `DecodingError` if it is no JSON.
    init(parsing data: Data) throws {
        self = try JSONDecoder().decode(JSON.self, from: data)
    }

    /// The members, if this is an object.
    var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
    /// The elements, if this is a list.
    var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The text, if this is one.
    var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The truth value, if this is one.
    var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
    /// The whole number, if this is one.
    var integer: Int? { if case .integer(let number) = self { number } else { nil } }

    /// A text, or null.
    static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}

extension JSON: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Texts come first, because bodies hold more of them than of anything else and a refused guess is slow.
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let members = try? container.decode([String: JSON].self) {
            self = .object(members)
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .array(try container.decode([JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let flag): try container.encode(flag)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .string(let text): try container.encode(text)
        case .array(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { first, _ in first })
    }
}

extension JSON {
    /// The value as bytes, keys sorted, so that the same value has the same bytes.
    var bytes: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A number that JSON has no form for can't be made from a body.
        return (try? encoder.encode(self)) ?? Data("null".utf8)
    }
}
