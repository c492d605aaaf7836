import Foundation
import TestSupport
import Testing
import Transport

@Suite struct SecretTests {
    private struct Holder {
        let key = Secret("sk_live_very_secret")
    }

    @Test func `a secret shows itself in no text`() {
        let secret = Secret("sk_live_very_secret")
        var dumped = ""
        dump(Holder(), to: &dumped)
        let shown = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", "\(Holder())",
            String(reflecting: Holder()), dumped, "\(Optional(secret) as Any)", "\(["key": secret])",
        ]
        for text in shown { #expect(!text.contains("very_secret"), "\(text)") }
        #expect(shown[0] == "<redacted>")
    }

    @Test(arguments: [
        "the key sk_live/+é is wrong", "Basic c2tfbGl2ZS8rw6k=", "sk_live%2F%2B%C3%A9", "\"sk_live\\/+é\"",
    ])
    func `a redactor finds a key however it is spelled`(text: String) {
        let cleaned = Redactor([Secret("sk_live/+é")]).clean(text)
        #expect(cleaned.contains("<redacted>"))
        for part in ["sk_live", "c2tfbGl2"] { #expect(!cleaned.contains(part)) }
    }

    @Test(arguments: [
        "see https://www.billingportal.com/manage/1/2/abc now", "{\"url\":\"https:\\/\\/x.example\\/manage\\/abc\"}",
        "HTTPS://X.EXAMPLE/manage/abc",
    ])
    func `a redactor takes addresses out where one may be a link`(text: String) {
        #expect(!Redactor([]).clean(text, hidingAddresses: true).contains("abc"))
        #expect(Redactor([]).clean(text).contains("abc"))
    }

    @Test func `words of a service become one short line`() {
        let cleaned = Redactor([]).clean("a\u{1B}[31m\nb" + String(repeating: "x", count: 1000))
        #expect(cleaned.hasPrefix("a [31m b"))
        #expect(cleaned.unicodeScalars.count == 501)
        #expect(cleaned.hasSuffix("…"))
    }

    @Test func `marks that combine with its ends hide nothing`() {
        let redactor = Redactor([Secret("sk_live_1")])
        #expect(
            redactor.clean("a\u{301}sk_live_1\u{301}b").unicodeScalars.elementsEqual(
                "a\u{301}<redacted>\u{301}b".unicodeScalars
            )
        )
        #expect(redactor.clean("https://\u{301}x.example/abc", hidingAddresses: true) == "<redacted>")
        #expect(redactor.clean("https://x.example/abc\u{301}", hidingAddresses: true) == "<redacted>")
    }

    @Test func `no text around a key hides it`() {
        var generator = SeededGenerator(seed: 61)
        let key = "sk_live_1"
        let redactor = Redactor([Secret(key)])
        for _ in 0..<500 {
            let before = HostileText.random(using: &generator)
            let after = HostileText.random(using: &generator)
            let cleaned = redactor.clean(before + key + after)
            #expect(!cleaned.utf8.contains(key.utf8), "\(before.debugDescription) \(after.debugDescription)")
        }
    }

    @Test func `an empty key redacts nothing`() {
        #expect(Redactor([Secret("")]).clean("abc") == "abc")
    }
}
