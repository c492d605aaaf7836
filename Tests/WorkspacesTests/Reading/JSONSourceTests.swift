import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct JSONSourceTests {
    @Test(arguments: [
        ("{\"a\":1,}", "1:7-1:8", "comma"), ("[1,2 , ]", "1:6-1:7", "comma"), ("{'a':1}", "1:2-1:3", "double quotes"),
        ("// c\n{}", "1:1-1:2", "comments"), ("{} # c", "1:4-1:5", "after its end"),
        ("{} {}", "1:4-1:5", "after its end"),
        ("{\n \"a\": 1\n \"b\": 2}", "3:2-3:3", "is missing before this"),
        ("[1 2]", "1:4-1:5", "is missing before this"),
        ("[01]", "1:3-1:4", "cannot begin with 0"), ("[\"\\ud83d\"]", "1:3-1:4", "surrogate"),
        ("[\"\\ude00\"]", "1:3-1:4", "surrogate"), ("[\"\\ud83d\\u0041\"]", "1:3-1:4", "surrogate"),
        ("[\"a\tb\"]", "1:4-1:5", "raw line break"), ("[\"a\nb\"]", "1:4-1:4", "raw line break"),
        ("[tru]", "1:2-1:3", "'tru'"), ("[True]", "1:2-1:3", "'True'"), ("{a: 1}", "1:2-1:3", "'a'"),
        ("[NaN]", "1:2-1:3", "'NaN'"), ("[\"abc", "1:6-1:6", "too early"), ("{\"a\": [1", "1:9-1:9", "too early"),
        ("[\"\\x\"]", "1:3-1:4", "escape"), ("[1,,2]", "1:4-1:5", "missing before it"), ("[+1]", "1:2-1:3", "'+'"),
        ("[\"é\",\n \"é\" 'x']", "2:6-2:7", "single quotes"), ("{\"a\" 1}", "1:6-1:7", "missing before this"),
        ("]", "1:1-1:2", "']'"),
    ])
    func `what JSON does not allow is an error with its place`(_ text: String, _ place: String, _ word: String) {
        let document = read(text, .json)
        #expect(document.root == nil)
        #expect(document.places == ["\(place) syntax.invalid"])
        #expect(document.diagnostics.first?.message.contains(word) == true, "\(document.diagnostics)")
        #expect(document.diagnostics.first?.message.contains("; ") == true)
    }

    @Test func `every kind of value is read exactly`() {
        let text =
            "{\"s\": \"true\", \"t\": true, \"f\": false, \"n\": null, \"d\": [1.0, -0, 1e400], \"o\": {}, \"e\": [], \"\": \"\"}"
        let expected = Value.object(
            ValueObject([
                ("s", .string("true")), ("t", .boolean(true)), ("f", .boolean(false)), ("n", .null),
                ("d", .array([.number("1.0"), .number("-0"), .number("1e400")])), ("o", .object(ValueObject())),
                ("e", .array([])), ("", .string("")),
            ])
        )
        #expect(read(text, .json).root?.value == expected)
    }

    @Test func `a duplicate key of JSON is reported at its second place`() {
        let document = read("{\"a\": 1,\n \"a\": 2}", .json)
        #expect(document.places == ["2:2-2:5 syntax.duplicate-key"])
        #expect(document.value("a") == .number("1"))
    }

    @Test func `a key may be long and far from its colon`() {
        let key = String(repeating: "k", count: 5_000)
        let document = read("{\"\(key)\"\n\(String(repeating: " ", count: 3_000)):\n1, \"b\": 2}", .json)
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.mapping?[key]?.value.value == .number("1"))
        #expect(document.root?.mapping?["b"]?.keyRange.words == "3:4-3:7")
    }

    @Test(arguments: ["[\"é\", 1e400]", "[\(String(repeating: "9", count: 20_000))]"])
    func `numbers that no machine holds pass`(_ text: String) {
        #expect(read(text, .json).diagnostics.isEmpty)
    }

    @Test func `random JSON is read as it was made`() throws {
        var numbers = SeededGenerator(seed: 42)
        for _ in 0..<400 {
            var writer = RandomJSON(numbers: numbers)
            let value = writer.value(depth: 0)
            numbers = writer.numbers
            let document = read(writer.text, .json)
            #expect(document.diagnostics.isEmpty, "\(writer.text)")
            #expect(document.root?.value == value, "\(writer.text)")
        }
    }

    @Test func `mutilated JSON is read only if Foundation reads it`() {
        let seed = Array("{\"a\": [1.5, true, null, {\"b\": \"x\\n\\ud83d\\ude00\"}], \"c\": \"é\"}".utf8)
        let spice = Array("\"'[]{}:,\\ \n\t#/-+.eE01tfnu\u{7F}\u{2028}".utf8)
        var numbers = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...3, using: &numbers) {
                let place = Int.random(in: 0..<bytes.count, using: &numbers)
                let byte = spice[Int.random(in: 0..<spice.count, using: &numbers)]
                if Bool.random(using: &numbers) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
            }
            guard String(validating: bytes, as: UTF8.self) != nil else { continue }
            let document = SourceReader().read(bytes, file: "f", format: .json)
            let isValid = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            let text = String(decoding: bytes, as: UTF8.self)
            if document.root != nil { #expect(isValid || text.contains("e") || text.contains("E"), "\(text)") }
            let isTrailingComma = document.diagnostics.first?.message.contains("comma before") == true
            if isValid { #expect(document.root != nil || isTrailingComma, "\(text) \(document.diagnostics)") }
        }
    }
}

/// Writes random JSON together with the value that it stands for.
struct RandomJSON {
    var numbers: SeededGenerator
    private(set) var text = ""

    init(numbers: SeededGenerator) {
        self.numbers = numbers
    }

    mutating func value(depth: Int) -> Value {
        blank()
        defer { blank() }
        switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &numbers) {
        case 0: return .string(string())
        case 1: return number()
        case 2: return word("true", .boolean(true))
        case 3: return word("null", .null)
        case 4: return array(depth: depth)
        default: return object(depth: depth)
        }
    }

    private mutating func array(depth: Int) -> Value {
        var values: [Value] = []
        text += "["
        for index in 0..<Int.random(in: 0...4, using: &numbers) {
            if index > 0 { text += "," }
            values.append(value(depth: depth + 1))
        }
        blank()
        text += "]"
        return .array(values)
    }

    private mutating func object(depth: Int) -> Value {
        var pairs: [(String, Value)] = []
        text += "{"
        for index in 0..<Int.random(in: 0...4, using: &numbers) {
            if index > 0 { text += "," }
            blank()
            text += "\"\(index)"
            let key = "\(index)" + characters()
            text += "\""
            blank()
            text += ":"
            pairs.append((key, value(depth: depth + 1)))
        }
        blank()
        text += "}"
        return .object(ValueObject(pairs))
    }

    private mutating func word(_ word: String, _ value: Value) -> Value {
        text += word
        return value
    }

    private mutating func number() -> Value {
        let all = ["0", "-0", "1.0", "1e400", "-1.5E-3", "12345678901234567890", "1e+5"]
        let number = all[Int.random(in: 0..<all.count, using: &numbers)]
        text += number
        return .number(number)
    }

    private mutating func string() -> String {
        text += "\""
        let string = characters()
        text += "\""
        return string
    }

    private mutating func characters() -> String {
        let all = [
            ("x", "x"), (" ", " "), ("\\n", "\n"), ("\\\"", "\""), ("\\\\", "\\"), ("\\/", "/"), ("\\u0000", "\0"),
            ("\\u00e9", "é"), ("\\uD83D\\uDE00", "😀"), ("\\ud83d\\ude00", "😀"), ("😀", "😀"), ("\u{7F}", "\u{7F}"),
            ("\u{85}", "\u{85}"), ("\u{2028}", "\u{2028}"), ("\u{FEFF}", "\u{FEFF}"), ("\u{FFFF}", "\u{FFFF}"),
            ("#", "#"), (": ", ": "), ("'", "'"), ("%", "%"), ("---", "---"), ("\\t", "\t"), ("\u{301}", "\u{301}"),
            ("\\u2028", "\u{2028}"), ("\\b\\f\\r", "\u{8}\u{C}\r"), ("*a &b !c", "*a &b !c"),
            ("\u{10FFFF}", "\u{10FFFF}"),
        ]
        var string = ""
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
            let (written, meant) = all[Int.random(in: 0..<all.count, using: &numbers)]
            text += written
            string += meant
        }
        return string
    }

    private mutating func blank() {
        let all = ["", "", "", " ", "\n", "\t", "\r\n", "   "]
        text += all[Int.random(in: 0..<all.count, using: &numbers)]
    }
}
