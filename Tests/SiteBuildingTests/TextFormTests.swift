import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct TextFormTests {
    @Test(arguments: [
        ("a\nb\n", "a\r\nb\r\n", true), ("a\nb\n", "a\nb", true), ("a\n", "a\n\n\r\n", true), ("", "\n", true),
        ("a\nb\n", "a\r\nb", true), ("a\nb", "a b", false), ("a\n\nb", "a\nb", false), ("a\r", "a", false),
        ("a\rb", "a\nb", false), ("a ", "a", false), ("\na", "a", false), ("a", "ab", false), ("ab", "a", false),
        ("a\r\r\nb", "a\r\nb", false), ("", "a", false),
    ])
    func `texts are alike but for the ends of their lines`(left: String, right: String, areAlike: Bool) {
        #expect(TextForm.areAlike(Array(left.utf8), Array(right.utf8)) == areAlike)
        #expect(TextForm.areAlike(Array(right.utf8), Array(left.utf8)) == areAlike)
    }

    @Test(arguments: [
        ("x\r\ny\r\n", "a\nb\n", "a\r\nb\r\n"), ("x", "a\nb\n", "a\nb"), ("x\r\ny", "a\nb\n", "a\r\nb"),
        ("x\n", "a\n\n", "a\n"), ("x\n\n\n", "a\n", "a\n"), ("", "a\n", "a\n"), ("x\r\ny\nz\n", "a\n", "a\n"),
    ])
    func `a new text takes the form of the old one`(old: String, new: String, expected: String) {
        let applied = TextForm(of: Array(old.utf8)).applied(to: Array(new.utf8))
        #expect(applied == Array(expected.utf8))
    }

    @Test(arguments: 0..<300)
    func `a text in another form is alike, and in the same form it is the same`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func text() -> [UInt8] {
            (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                Array((["a", "\n", "\r\n", "b", "\n\n"].randomElement(using: &random) ?? "").utf8)
            }
        }
        let old = text()
        let new = text().filter { $0 != UInt8(ascii: "\r") }
        let applied = TextForm(of: old).applied(to: new)
        #expect(TextForm.areAlike(applied, new))
        #expect(TextForm(of: old).applied(to: applied.filter { $0 != UInt8(ascii: "\r") }) == applied)
    }
}
