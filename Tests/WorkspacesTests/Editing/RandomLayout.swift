import Portals
import TestSupport

@testable import Workspaces

/// Writes members as somebody might have: any style, comments anywhere.
struct RandomLayout {
    var generator: SeededGenerator
    private var commentCount = 0
    private var step = 2

    init(generator: SeededGenerator) {
        self.generator = generator
    }

    /// A portal file of YAML.
    mutating func yaml(_ members: ValueObject) -> String {
        step = [2, 2, 3, 4][chance(4)]
        var text = ""
        if chance(4) == 0 { text += comment() + "\n\n" }
        if chance(6) == 0 { text += "---" + trailing() + "\n" }
        if members.members.isEmpty {
            text += chance(2) == 0 ? "" : "{}" + trailing() + "\n"
        } else if chance(6) == 0 {
            text += flow(members, margin: "") + trailing() + "\n"
        } else {
            text += block(members, margin: "")
            if chance(8) == 0 { text += "...\n" }
        }
        if chance(4) == 0, text.hasSuffix("\n"), !text.hasSuffix("\n\n") { text.removeLast() }
        if chance(3) == 0 { text = text.replacing("\n", with: "\r\n") }
        return (chance(6) == 0 ? "\u{FEFF}" : "") + text
    }

    /// A portal file of JSON.
    mutating func json(_ members: ValueObject) -> String {
        let pretty = Value.object(members).prettyJSON.split(separator: "\n").map(String.init)
        let style = chance(4)
        if style == 0 { return pretty.map { String($0.drop { $0 == " " }) }.joined(separator: " ") }
        let lines = pretty.map { line in
            let rest = line.drop { $0 == " " }
            let level = (line.count - rest.count) / 2
            return String(repeating: ["", "\t", "    ", "  "][style], count: level) + rest
        }
        return lines.joined(separator: chance(3) == 0 ? "\r\n" : "\n") + (chance(2) == 0 ? "\n" : "")
    }

    // MARK: Block style

    private mutating func block(_ object: ValueObject, margin: String) -> String {
        var text = ""
        for member in object.members {
            if chance(8) == 0 { text += "\n" }
            if chance(5) == 0 { text += margin + comment() + "\n" }
            text += margin + key(member.key) + ":" + blockValue(member.value, margin: margin)
        }
        if chance(8) == 0 { text += margin + " " + comment() + "\n" }
        return text
    }

    /// A value from behind the colon to the end of its last line.
    private mutating func blockValue(_ value: Value, margin: String) -> String {
        let inner = margin + String(repeating: " ", count: step)
        switch value {
        case .string(let text) where text.isLiteralInYAML && chance(2) == 0:
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let isClipped = text.hasSuffix("\n")
            let body = (isClipped ? lines.dropLast() : lines[...]).map { $0.isEmpty ? "" : inner + $0 }
            return " |" + (isClipped ? "" : "-") + trailing() + "\n" + body.joined(separator: "\n") + "\n"
                + (isClipped && chance(3) == 0 ? "\n" : "")
        case .array(let elements) where !elements.isEmpty && chance(2) == 0 && !elements.contains(where: \.isNested):
            return trailing() + "\n" + elements.map { inner + "- " + scalar($0, isFlow: false) + "\n" }.joined()
        case .object(let object) where !object.members.isEmpty && chance(3) > 0:
            let between = chance(6) == 0 ? inner + comment() + "\n" : ""
            return trailing() + "\n" + between + block(object, margin: inner)
        case .array, .object: return " " + flowValue(value, margin: margin) + trailing() + "\n"
        case .null where chance(2) == 0: return trailing() + "\n"
        default: return " " + scalar(value, isFlow: false) + trailing() + "\n"
        }
    }

    // MARK: Brackets and braces

    private mutating func flow(_ object: ValueObject, margin: String) -> String {
        if chance(2) == 0 || object.members.isEmpty {
            return "{"
                + object.members.map { key($0.key) + ": " + flowValue($0.value, margin: margin) }
                .joined(separator: ", ") + "}"
        }
        let inner = margin + String(repeating: " ", count: step)
        var text = "{" + trailing() + "\n"
        for (index, member) in object.members.enumerated() {
            if chance(6) == 0 { text += inner + comment() + "\n" }
            let isLast = index + 1 == object.members.count
            text += inner + key(member.key) + ": " + flowValue(member.value, margin: inner)
            text += (isLast && chance(3) > 0 ? "" : ",") + trailing() + "\n"
        }
        return text + margin + " }"
    }

    private mutating func flowValue(_ value: Value, margin: String) -> String {
        switch value {
        case .array(let elements):
            "[" + elements.map { flowValue($0, margin: margin) }.joined(separator: ", ") + "]"
        case .object(let object): flow(object, margin: margin)
        default: scalar(value, isFlow: true)
        }
    }

    // MARK: Scalars

    private mutating func scalar(_ value: Value, isFlow: Bool) -> String {
        switch value {
        case .null: ["null", "~", "Null"][chance(3)]
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let text): text
        case .string(let text): quoted(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private mutating func quoted(_ text: String) -> String {
        if text.isPlainInYAML, chance(2) == 0 { return text }
        if text.isSingleQuotedInYAML, chance(2) == 0 { return "'" + Self.doubled(text) + "'" }
        // JSON has pairs of surrogates, and YAML does not.
        return "\""
            + text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"", "\\": "\\\(scalar)"
                case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value > 0x2000:
                    "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                        + String(scalar.value, radix: 16)
                default: String(scalar)
                }
            }.joined() + "\""
    }

    /// Single quotes doubled, by scalars, among which none hides another.
    private static func doubled(_ text: String) -> String {
        text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined()
    }

    private mutating func key(_ key: String) -> String { key.isPlainKey && chance(4) > 0 ? key : quotedKey(key) }

    private mutating func quotedKey(_ key: String) -> String {
        var text = quoted(key)
        // By bytes: a combining mark would hide the quote.
        while text.utf8.first != UInt8(ascii: "\"") && text.utf8.first != UInt8(ascii: "'") { text = quoted(key) }
        return text
    }

    // MARK: Comments

    private mutating func trailing() -> String { chance(4) == 0 ? [" ", "  ", "\t"][chance(3)] + comment() : "" }

    private mutating func comment() -> String {
        commentCount += 1
        return "#" + [" c", "c: {", " \"c", " 'c |", " - é"][chance(5)] + "\(commentCount)"
    }

    private mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
}

extension Value {
    fileprivate var isNested: Bool { array != nil || object != nil }
}
