import Foundation
import Portals
import TestSupport
import Testing

@Suite struct JSONReadingTests {
    private static func value(_ text: String) throws -> Value {
        try Value(json: Data(text.utf8))
    }

    /// The text without white space outside of texts.
    private static func packed(_ text: String) -> String {
        var packed = String.UnicodeScalarView()
        var isInText = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isInText || ![" ", "\n", "\r", "\t"].contains(scalar) { packed.append(scalar) }
            if scalar == "\"", !isEscaped { isInText.toggle() }
            isEscaped = isInText && scalar == "\\" && !isEscaped
        }
        return String(packed)
    }

    @Test func `members keep their order, however many there are`() throws {
        let keys = (0..<500).map { "key\(($0 * 7919) % 500)" }
        let text = "{" + keys.map { "\"\($0)\":{\"b\":1,\"a\":[{\"z\":1,\"y\":2}]}" }.joined(separator: ",") + "}"
        let value = try Self.value(text)
        #expect(value.object?.members.map(\.key) == keys)
        #expect(Self.packed(value.prettyJSON) == text)
    }

    @Test(arguments: [
        "null", "true", "false", "\"\"", "[]", "{}", "0", "-1", "[[],{},[null]]", "12345678901234567890",
        "{\"\":1,\":\":2,\"1:a\":3,\"a:b:c\":4,\"\u{301}e\":5,\"e\u{301}\":6,\"é\":7}", "\"\\u0000\\n\\\"\\\\ä😀\"",
        "0.1", "-0.5", "1234567.891",
        "99999999999999999999999999999999999999", "{\"__proto__\":null,\"a b\":\"c\"}",
    ])
    func `values come out as they went in`(text: String) throws {
        #expect(Self.packed(try Self.value(text).prettyJSON) == text)
    }

    @Test(arguments: [("1.50", "1.5"), ("1e3", "1000"), ("-0", "0"), ("2E-2", "0.02")])
    func `numbers keep their value, not their spelling`(text: String, expected: String) throws {
        #expect(try Self.value(text) == .number(expected))
    }

    @Test(arguments: [
        "1e300", "1e400", "-1E-999", "1e99999999999999999999", "123456789012345678901234567890123456789012345",
        "0.1234567890123456789012345678901234567890", "1.50000000000000000000000000",
    ])
    func `a number that no type holds is kept as it was written`(text: String) throws {
        #expect(try Self.value("[\(text)]") == .array([.number(text)]))
        #expect(try Self.value(text) == .number(text))
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `as deep as the limit is read, and deeper is not`(opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        let nested = { String(repeating: opening, count: $0) + "1" + String(repeating: closing, count: $0) }
        #expect(throws: Never.self) { try Self.value(nested(Value.depthLimit)) }
        #expect(throws: JSONReadingError()) { try Self.value(nested(Value.depthLimit + 1)) }
        let text = String(repeating: opening.contains("[") ? "[" : "{", count: 1000)
        #expect(try Self.value("[\"\\\"\(text)\",[\"\\\\\"]]").array?[0] == .string("\"\(text)"))
    }

    @Test func `deep texts cost no more than flat ones of their size`() throws {
        let one = String(repeating: "{\"id\":", count: 60) + "1" + String(repeating: "}", count: 60)
        let deep = "[" + Array(repeating: one, count: 200).joined(separator: ",") + "]"
        let flat = "[" + Array(repeating: "{\"id\":1}", count: deep.utf8.count / 9).joined(separator: ",") + "]"
        let (deepTime, flatTime) = (try Self.seconds(reading: deep), try Self.seconds(reading: flat))
        #expect(deepTime < 4 * flatTime, "\(deepTime) s and \(flatTime) s")
    }

    @Test func `time grows with the size`() throws {
        let list = { "[" + String(repeating: "1,{},", count: $0) + "null]" }
        let (few, many) = (try Self.seconds(reading: list(10_000)), try Self.seconds(reading: list(80_000)))
        #expect(many < 32 * few, "\(few) s became \(many) s")
    }

    /// The least processor time of three, because others use the machine too.
    private static func seconds(reading text: String) throws -> Double {
        try (0..<3).map { _ in try ProcessorTime.seconds { _ = try value(text) } }.min() ?? 0
    }

    @Test(arguments: [
        "", " ", "{", "{\"a\":}", "nul", "'a'", "{a:1}", "1 2", "\u{FEFF}{", "\"\n\"", "01e999", "1e", "1.", "-", "tru",
        "truee", "nulll", "0123", "+1", "1e+-5", "{\"a\" \"b\"}",
        "{1:2}", "[1,]", "{\"a\":1,}", "[\"a\"b]", "1\"a\"", "]", "{\"a\":1]", "1\0",
        "[" + String(repeating: "[", count: 100_000), "01", "\"\\ud800\"", "// x\n1",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONReadingError()) { try Self.value(text) }
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: JSONReadingError()) { try Value(json: Data([0x22, 0xFF, 0x22])) }
        #expect(throws: JSONReadingError()) { try Value(json: Data([0x5B, 0x00, 0x31, 0x00, 0x5D, 0x00])) }
        #expect(throws: JSONReadingError()) { try Value(json: Data([0x5B, 0xEF, 0xBB, 0xBF, 0x31, 0x5D])) }
    }

    @Test func `a byte order mark is no part of the value`() throws {
        #expect(try Self.value("\u{FEFF}{\"a\":1}") == .object(ValueObject([("a", .number("1"))])))
    }

    @Test func `of two equal keys the first counts`() throws {
        #expect(try Self.value("{\"a\":1,\"a\":2}").object?["a"] == .number("1"))
    }

    @Test func `random values survive`() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let value = Self.random(depth: 4, &generator)
            let read = try Value(json: value.json)
            #expect(read == value, "\(value.prettyJSON) became \(read.prettyJSON)")
        }
    }

    private static func random(depth: Int, _ generator: inout SeededGenerator) -> Value {
        switch Int.random(in: 0..<(depth == 0 ? 4 : 6), using: &generator) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &generator))
        case 2: .number("\(Int.random(in: -1_000_000...1_000_000, using: &generator))")
        case 3: .string(HostileText.random(using: &generator))
        case 4:
            .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
        default:
            .object(
                ValueObject(
                    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                        (HostileText.random(using: &generator), random(depth: depth - 1, &generator))
                    }
                )
            )
        }
    }
}
