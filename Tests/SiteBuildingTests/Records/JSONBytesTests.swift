import Foundation
import Rendering
import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct `JSON in bytes` {
    private static func encoded(_ texts: [String: String]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(texts))
    }

    private static func written(_ texts: [String: String]) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONBytes.append(texts.map { ($0.key, $0.value) }, to: &bytes) { JSONBytes.append($0, to: &$1) }
        return bytes
    }

    @Test func `is what JSONEncoder writes, and is read as the same again, for any text`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            var text = HostileText.random(using: &generator)
            text += (0..<4).map { _ in String(Unicode.Scalar(UInt8.random(in: 0...0x7F, using: &generator))) }.joined()
            let texts = ["value": text, "a": "\(text.reversed().map(String.init).joined())"]
            #expect(Self.written(texts) == (try Self.encoded(texts)))
            let read = try JSONDecoder().decode([String: String].self, from: Data(Self.written(texts)))
            for (key, text) in texts { #expect(read[key]?.utf8.elementsEqual(text.utf8) == true) }
        }
    }

    @Test func `escapes every control character`() throws {
        for value in UInt8(0)...0x7F {
            let text = String(Unicode.Scalar(value))
            #expect(Self.written(["x": text]) == (try Self.encoded(["x": text])))
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 65_536, 1_000_000, Int.max])
    func `of a number are its digits`(_ number: Int) {
        var bytes: [UInt8] = []
        JSONBytes.append(number, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(number)")
    }

    @Test func `of a record is the record again, whatever its values are`() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            var values: [PortalValue: String] = [:]
            for value in PortalValue.allCases where Bool.random(using: &generator) {
                values[value] = HostileText.random(using: &generator)
            }
            let start = Int.random(in: 0...1_000_000, using: &generator)
            let record = PreviewRecord(
                id: "acme",
                values: values,
                screens: [
                    "order": .place(start..<start + Int.random(in: 0...5000, using: &generator)),
                    HostileText.random(using: &generator): .digests(
                        ScreenDigests(text: HostileText.random(using: &generator), links: "l", markup: "m")
                    ),
                ],
                palette: "p",
                style: HostileText.random(using: &generator)
            )
            let hash = ContentHash(of: [UInt8(truncatingIfNeeded: start)])
            let line = try #require(PortalRecordLine(record, preview: hash))
            let again = try #require(PortalRecordLine(line.bytes)?.record)
            #expect(again.preview == hash && again.record.id == "acme")
            #expect(PortalRecordLine(again.record, preview: hash)?.bytes == line.bytes)
            #expect(Set(again.record.values.keys) == Set(values.keys))
            for (key, text) in values { #expect(again.record.values[key]?.utf8.elementsEqual(text.utf8) == true) }
        }
    }
}
