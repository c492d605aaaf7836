import Portals
import Testing

@Suite struct AddressTests {
    private func refusal(ofDomain text: String) -> Domain.Refusal? {
        do {
            _ = try Domain(text)
            return nil
        } catch { return error }
    }

    private func refusal(ofLink text: String) -> Link.Refusal? {
        do {
            _ = try Link(text)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("billing.acme.example", "billing.acme.example"), ("Billing.ACME.Example", "billing.acme.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("1.example", "1.example"),
        ("a-b.c--d.example", "a-b.c--d.example"),
        (String(repeating: "a", count: 63) + ".example", String(repeating: "a", count: 63) + ".example"),
    ])
    func `a domain is a bare host name in lower case`(_ text: String, _ expected: String) throws {
        #expect(try Domain(text).description == expected)
    }

    @Test(arguments: [
        ("https://acme.example", Domain.Refusal.scheme), ("javascript://acme.example", .scheme),
        ("acme.example/x", .path),
        ("//acme.example", .path), ("acme.example?x", .path), ("acme.example#x", .path), ("acme\\.example", .path),
        ("acme.example:443", .port), ("[::1]", .port), ("mailto:acme.example", .port), ("acme.example ", .space),
        ("acme.example\n", .space), ("acme .example", .space), ("acme.example\u{A0}", .space),
        ("acme\u{2028}.example", .space),
        ("bücher.example", .international), ("bu\u{308}cher.example", .international),
        ("ａcme.example", .international),
        ("acme。example", .international), ("acme.example\u{202E}", .international),
        ("acme.exa\u{AD}mple", .international), ("bücher.example:80", .international),
        ("https://bücher.example", .scheme), ("bücher.example/x", .path), ("bücher .example", .space),
        ("", .name), ("localhost", .name), (".", .name), ("acme.", .name), ("acme.example.", .name),
        (".acme.example", .name),
        ("acme..example", .name), ("-acme.example", .name), ("acme-.example", .name), ("acme_x.example", .name),
        ("user@acme.example", .name), ("acme%2eexample.example", .name), ("*.acme.example", .name),
        ("acme.example\0", .name),
        ("127.0.0.1", .name), ("1.2", .name), ("0x7f.1", .name), ("acme.1a", .name), ("a'b.example", .name),
        (String(repeating: "a", count: 64) + ".example", .name), (String(repeating: "a.", count: 127) + "ab", .length),
    ])
    func `a domain is nothing else`(_ text: String, _ expected: Domain.Refusal) {
        #expect(refusal(ofDomain: text) == expected)
    }

    @Test func `a domain has 255 characters at most`() {
        let most = String(repeating: "a.", count: 127) + "a"
        #expect(most.utf8.count == 255)
        #expect(refusal(ofDomain: most) == nil)
    }

    @Test(arguments: [
        ("https://acme.example", "https://acme.example", "acme.example", ""),
        ("HTTPS://Acme.Example/Terms?x=1#y", "https://Acme.Example/Terms?x=1#y", "acme.example", "/Terms?x=1#y"),
        ("hTTp://localhost:8080", "http://localhost:8080", "localhost", ""),
        ("https://acme.example?x", "https://acme.example?x", "acme.example", "?x"),
        ("https://acme.example/@a:b", "https://acme.example/@a:b", "acme.example", "/@a:b"),
        ("https://acme.example/%E2%82%ac", "https://acme.example/%E2%82%ac", "acme.example", "/%E2%82%ac"),
        ("https://[2001:DB8::1]:443/x", "https://[2001:DB8::1]:443/x", "[2001:db8::1]", "/x"),
        ("https://[::]", "https://[::]", "[::]", ""),
        ("https://[::ffff:127.0.0.1]", "https://[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", ""),
        ("https://[1:2:3:4:5:6:7:8]", "https://[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:8]", ""),
        ("https://127.0.0.1/", "https://127.0.0.1/", "127.0.0.1", "/"),
        ("https://acme.example.", "https://acme.example.", "acme.example.", ""),
        ("https://acme.example:65535", "https://acme.example:65535", "acme.example", ""),
    ])
    func `a link is a complete web address`(_ text: String, _ whole: String, _ host: String, _ rest: String) throws {
        let link = try Link(text)
        #expect(link.description == whole)
        #expect(link.host == host)
        #expect(link.rest == rest)
    }

    @Test(arguments: [
        ("", Link.Refusal.scheme), ("javascript:alert(1)", .scheme), ("JAVASCRIPT:alert(1)", .scheme),
        ("https:/\u{301}/acme.example", .scheme), ("bücher", .scheme), ("bü cher", .space), ("HTTP://ü", .characters),
        ("https://ü@acme.example", .characters), ("https://acme.example/\u{85}", .space),
        ("data:text/html,x", .scheme),
        ("vbscript:x", .scheme), ("file:///etc/passwd", .scheme), ("ftp://acme.example", .scheme),
        ("//acme.example", .scheme),
        ("/terms", .scheme), ("acme.example/terms", .scheme), ("https:/acme.example", .scheme),
        ("https:acme.example", .scheme),
        ("https;//acme.example", .scheme), ("httpss://acme.example", .scheme), ("ｈttps://acme.example", .scheme),
        ("https:/\u{301}/acme.example", .scheme), ("https://\u{301}acme.example", .scheme),
        (" https://acme.example", .space), ("https://acme.example\n", .space), ("java\tscript:x", .space),
        ("https://acme.example/a b", .space), ("https://acme.example/\0", .space),
        ("https://acme.example\u{85}", .space),
        ("https://acme.example/\u{3000}", .space),
        ("https://acme.example/'x", .characters), ("https://acme.example/\"x", .characters),
        ("https://acme.example/<b>", .characters),
        ("https://bücher.example", .characters), ("https://acme.example/é", .characters),
        ("https://acme.example/e\u{301}", .characters),
        ("https://acme.example\\@evil.example", .characters), ("https://acme.example/`", .characters),
        ("https://acme.example/{x}", .characters), ("https://acme.example/|", .characters),
        ("https://acme.example/^", .characters),
        ("https://acme.example/%", .characters), ("https://acme.example/%2", .characters),
        ("https://acme.example/%zz", .characters),
        ("https://acme.example/%２0", .characters), ("https://acme.example/\u{202E}", .characters),
        ("https://acme.example/\u{200B}", .characters), ("https://acme。example/", .characters),
        ("https://user@acme.example", .credentials), ("https://user:pass@acme.example", .credentials),
        ("https://acme.example@evil.example/", .credentials), ("https://@acme.example", .credentials),
        ("https://a@b@c.example", .credentials),
        ("https://", .host), ("https:///terms", .host), ("https://?x", .host), ("https://#x", .host),
        ("https://:443", .host),
        ("https://.", .host), ("https://.acme.example", .host), ("https://acme..example", .host),
        ("https://acme%2eexample", .host),
        ("https://acme.example:", .host), ("https://acme.example:0", .host), ("https://acme.example:65536", .host),
        ("https://acme.example:+80", .host), ("https://acme.example:80a", .host),
        ("https://acme.example:80:80", .host),
        ("https://acme.example:000080", .host), ("https://[::1", .host), ("https://::1", .host), ("https://[]", .host),
        ("https://[1:2]", .host), ("https://[:::]", .host), ("https://[1::2::3]", .host), ("https://[12345::]", .host),
        ("https://[1:2:3:4:5:6:7:8:9]", .host), ("https://[1:2:3:4:5:6:7::8]x", .host),
        ("https://[::256.0.0.1]", .host),
        ("https://[::1.2.3]", .host), ("https://[1.2.3.4::]", .host), ("https://[1:2:3:4:5:6:7:8::]", .host),
        ("https://[fe80::1%25eth0]", .host),
        ("https://a~b.example", .host), ("https://a!b.example", .host), ("https://a(b).example", .host),
    ])
    func `a link is nothing else`(_ text: String, _ expected: Link.Refusal) {
        #expect(refusal(ofLink: text) == expected)
    }

    @Test func `a link has 2,048 characters at most`() {
        let start = "https://acme.example/"
        #expect(refusal(ofLink: start + String(repeating: "a", count: 2_048 - start.utf8.count)) == nil)
        #expect(refusal(ofLink: start + String(repeating: "a", count: 2_049 - start.utf8.count)) == .length)
    }

    @Test(arguments: [
        ("help@acme.example", "mailto:help@acme.example"), ("a.b+c@acme.example", "mailto:a.b+c@acme.example"),
        ("o'hara&sons?x=%@acme.example", "mailto:o%27hara%26sons%3Fx%3D%25@acme.example"),
        ("Help@ACME.example", "mailto:Help@ACME.example"),
    ])
    func `an e-mail address has its URL`(_ text: String, _ url: String) {
        #expect(EmailAddress(text)?.url == url)
        #expect(EmailAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", "@", "help", "help@", "@acme.example", "a@b@acme.example", "help@acme", "help@acme.example\n",
        "\nhelp@acme.example",
        "he lp@acme.example", "help@acme.example ", "hélp@acme.example", "help@bücher.example",
        "help@\u{301}acme.example",
        "help\u{202E}@acme.example", "<help@acme.example>", "\"a b\"@acme.example", "a,b@acme.example",
        "a:b@acme.example",
        "a(b)@acme.example", "help@[127.0.0.1]", "help@127.0.0.1", "help@acme.example:25", "mailto:help@acme.example",
        "help@acme.example?cc=x", String(repeating: "a", count: 242) + "@acme.example",
    ])
    func `an e-mail address is nothing else`(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func `an e-mail address has 254 characters at most`() {
        #expect(EmailAddress(String(repeating: "a", count: 241) + "@acme.example") != nil)
    }

    @Test(arguments: [
        ("+1 555 0100", "tel:+15550100"), ("(555) 010-0", "tel:5550100"), ("112", "tel:112"),
        ("030/12.34", "tel:0301234"),
        (String(repeating: "1", count: 20), "tel:" + String(repeating: "1", count: 20)),
    ])
    func `a phone number has its URL`(_ text: String, _ url: String) {
        #expect(PhoneNumber(text)?.url == url)
        #expect(PhoneNumber(text)?.description == text)
    }

    @Test(arguments: [
        "", "+", "11", "1 1", "555 0100 ext. 2", "555\n0100", "555 0100\n", "٥٥٥٠١٠٠", "５５５０１００", "1+555",
        "++15550100", "tel:5550100",
        "555\u{A0}0100", "555\u{202D}0100", "5\u{301}55 0100", "*#06#", "555;ext=2", String(repeating: "1", count: 21),
        "1" + String(repeating: " ", count: 39) + "12",
    ])
    func `a phone number is nothing else`(_ text: String) {
        #expect(PhoneNumber(text) == nil)
    }
}
