import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Portals

@Suite struct ValueJSONTests {
    @Test func `members keep their order, and lists of scalars stand on one line`() {
        let value = Value.object(
            ValueObject([
                ("b", .array([.string("x"), .null, .number("1.50")])), ("a", .object(ValueObject())), ("c", .array([])),
                ("d", .array([.object(ValueObject([("e", .boolean(true))]))])),
            ])
        )
        #expect(
            value.prettyJSON == """
                {
                  "b": ["x", null, 1.50],
                  "a": {},
                  "c": [],
                  "d": [
                    {
                      "e": true
                    }
                  ]
                }
                """
        )
    }

    @Test func `any text comes back from JSON, and nothing in it disturbs a terminal`() throws {
        var generator = SeededGenerator(seed: 8259)
        for _ in 0..<2000 {
            let text = HostileText.random(using: &generator)
            let json = Value.object(ValueObject([(text, .string(text))])).prettyJSON
            let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String])
            #expect(read.count == 1)
            #expect(read.values.first.map { Array($0.utf8) } == Array(text.utf8), "\(text.debugDescription)")
            #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnfitForDisplay })
        }
    }
}
