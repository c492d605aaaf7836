import TestSupport
import Testing

@testable import Portals

@Suite struct KeyBytesTests {
    private static let texts =
        [
            "", "a", "b", "ab", "é", "e\u{301}", "a longer text than fits into a word",
            "a longer text than fits into a worm",
        ]
        + HostileText.pieces

    @Test func `texts are the same, and come before others, by their bytes`() {
        for left in Self.texts {
            for right in Self.texts {
                let (first, second) = (Array(left.utf8), Array(right.utf8))
                #expect(left.hasSameBytes(as: right) == (first == second))
                #expect((KeyBytes(left) == KeyBytes(right)) == (first == second))
                #expect(left.bytesPrecede(right) == first.lexicographicallyPrecedes(second))
            }
        }
    }

    @Test func `a text that is a part of another is compared like any other`() {
        let text = String("key: value".dropFirst(5))
        #expect(text.hasSameBytes(as: "value") && !text.hasSameBytes(as: "valve"))
        #expect(text.bytesPrecede("valve") && !"valve".bytesPrecede(text) && !text.bytesPrecede("value"))
    }
}
