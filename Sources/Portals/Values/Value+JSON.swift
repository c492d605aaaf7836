import Diagnostics

extension Value {
    /// The value as JSON for people: two spaces a level, members in their order, a list of scalars on one line.
    ///
    /// Numbers stand as they were written. Control characters and invisible ones are escaped, so that nothing in the
    /// text can disturb a terminal. There is no line break at the end.
    package var prettyJSON: String {
        prettyJSON(indentation: "")
    }

    private func prettyJSON(indentation: String) -> String {
        let inner = indentation + "  "
        switch self {
        case .null: return "null"
        case .boolean(let flag): return flag ? "true" : "false"
        case .number(let text): return text
        case .string(let text): return Self.quotedJSON(text)
        case .array(let elements):
            guard elements.contains(where: \.isCollection) else {
                return "[" + elements.map(\.prettyJSON).joined(separator: ", ") + "]"
            }
            let lines = elements.map { inner + $0.prettyJSON(indentation: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
        case .object(let object):
            guard !object.members.isEmpty else { return "{}" }
            let lines = object.members.map { member in
                "\(inner)\(Self.quotedJSON(member.key)): \(member.value.prettyJSON(indentation: inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        }
    }

    private var isCollection: Bool {
        switch self {
        case .array, .object: true
        case .null, .boolean, .number, .string: false
        }
    }

    /// Quotes a text (RFC 8259, 7).
    private static func quotedJSON(_ text: String) -> String {
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                quoted.append("\\")
                quoted.append(scalar)
            case "\n": quoted.append(contentsOf: "\\n".unicodeScalars)
            case _ where scalar.isUnfitForDisplay:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
                    quoted.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
                }
            default: quoted.append(scalar)
            }
        }
        quoted.append("\"")
        return String(quoted)
    }
}
