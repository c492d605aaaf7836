import Diagnostics
import TestSupport
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("a\nb", "a b"), ("a\r\nb", "a  b"), ("a\tb", "a b"), ("a\0b", "a b"), ("\u{1B}[31m", " [31m"),
        ("\u{7F}\u{85}\u{9B}", "   "), ("a\u{2028}b\u{2029}c", "a b c"), ("\u{202E}abc\u{202C}", "abc"),
        ("\u{2066}a\u{2069}", "a"), ("a\u{200B}b\u{FEFF}c", "abc"), ("\u{200E}\u{200F}\u{61C}", ""),
        ("\u{E0041}\u{FFF9}", ""), ("a\u{2060}b", "ab"),
        ("e\u{301}\n\u{301}", "e\u{301} \u{301}"),
    ])
    func `what disturbs a line becomes a space or nothing`(_ text: String, _ shown: String) {
        #expect(Array(text.displayText.unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(arguments: [
        "", "Acme", "شركة", "日本", "e\u{301}", "👩\u{200D}👩\u{200D}👧", "می\u{200C}خواهم", "<b>&\"'", "\u{FFFD}",
    ])
    func `what people write stays as it is`(_ text: String) {
        #expect(Array(text.displayText.utf8) == Array(text.utf8))
    }

    @Test func `no scalar that disturbs is left, whatever stands beside it`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let shown = HostileText.random(using: &generator).displayText
            #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
            #expect(
                !shown.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) || $0.value & 0xFFFE == 0xFFFE }
            )
            #expect(shown.displayText.utf8.elementsEqual(shown.utf8))
        }
    }
}
