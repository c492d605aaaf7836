import Foundation
import TestSupport
import Testing

/// The check of pages finds what it is there for, so that its silence means something.
@Suite struct PageSafetyTests {
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"

    private static func page(_ body: String, policy: String = policy, head: String = "") -> String {
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">\n\(head)</head>\n<body>\(body)</body></html>\n"
    }

    private static func framed(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    }

    private static func frame(_ more: String, sandbox: String = "allow-same-origin allow-popups") -> String {
        "<iframe \(more) sandbox=\"\(sandbox)\" referrerpolicy=\"no-referrer\"></iframe>"
    }

    private static let preview = "src=\"preview.html#overview\""

    @Test func `the hash of a known text is the known one`() {
        #expect(Digest.base64(of: "") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(Digest.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        #expect(Digest.base64(of: long) == "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=")
    }

    @Test func `what boards, galleries and single files are made of is harmless`() {
        #expect(PagePolicy.scripts.count == 2)
        for (hash, script) in PagePolicy.scripts {
            let policy = Self.policy + "; script-src 'sha256-\(hash)'; frame-src 'self'"
            #expect(PageSafety.faults(inHTML: Self.page("<script>\(script)</script>", policy: policy)) == [])
        }
        let inner = Self.page("<p>A &amp; B</p>", head: "<base target=\"_top\">\n")
        for body in [
            Self.frame(Self.preview), Self.frame("srcdoc=\"\(Self.framed(inner))\""),
            "<script type=\"application/json\" id=\"portal-index\">[[\"\\u003c/script>\"]]</script>",
            "<template id=\"card-forms\"><li></li></template>", "<a href=\"#x\">x</a><a href=\"a/index.html\">y</a>",
        ] {
            #expect(PageSafety.faults(inHTML: Self.page(body)) == [], "\(body)")
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<script src=\"x.js\"></script>", "<SCRIPT>alert(1)</SCRIPT>",
        "<script type=\"module\" id=\"portal-index\">alert(1)</script>",
        "<script type=\"application/json\" id=\"other\">[]</script>",
        "<script type=\"application/json\" id=\"portal-index\">[\"<!--<script>\"]</script>",
        "<img src=\"x\" onerror=\"alert(1)\">", "<img src=\"//evil.example/x.png\">", "<p onclick=x>",
        "<a href=\"javascript:alert(1)\">", "<a href=\"javascript&colon;alert(1)\">", "<a href=\"&#106;avascript:x\">",
        "<a href=\"//evil.example\">", "<a href=\"/etc\">", "<a href=\"\\\\evil.example\">", "<a href=\"file:///etc\">",
        "<base href=\"https://evil.example\">", "<base target=\"_top\">", "<meta http-equiv=\"refresh\" content=\"0\">",
        "<link rel=\"stylesheet\" href=\"data:text/css,x\">", "<link rel=\"icon\" href=\"icon.png\">",
        "<template id=\"card-forms\" onx=\"y\">", "<template>", "<object data=\"x\">", "<noscript>", "<math>",
        "<svg><use href=\"https://evil.example/x.svg#a\"/></svg>", "<style>@import 'x';</style>",
        "<p style=\"background:url(https://evil.example/x)\">", "<div srcdoc=\"x\">", "<form action=\"https://x\">",
        frame("src=\"https://evil.example\""), frame("src=\"preview.html\""), frame("src=\"javascript:1#x\""),
        frame("src=\"../preview.html#x\""), frame(preview + " allow=\"camera\""), frame(preview + " " + preview),
        frame(preview, sandbox: "allow-scripts"), frame(preview, sandbox: "allow-same-origin allow-forms"),
        frame(preview, sandbox: "allow-modals"), frame(preview, sandbox: "allow-top-navigation"),
        frame(preview, sandbox: "allow-top-navigation-by-user-activation"),
        "<iframe \(preview) referrerpolicy=\"no-referrer\"></iframe>",
        "<iframe \(preview) sandbox=\"\" referrerpolicy=\"no-referrer\"><p></iframe>", frame("srcdoc=\"<p>x</p>\""),
        frame("srcdoc=\"\(framed(page("<script>alert(1)</script>")))\""),
        frame("srcdoc=\"\(framed(page(frame(preview))))\""),
        frame("srcdoc=\"\(framed(page("<a href=\"javascript:x\">")))\""),
        frame("srcdoc=\"\(framed(page("", policy: "default-src *")))\""), frame("srcdoc=\"&nbsp;\""),
    ])
    func `what could run, load or lead astray is found`(body: String) {
        let harmless = Self.page("")
        #expect(PageSafety.faults(inHTML: harmless) == [])
        #expect(PageSafety.faults(inHTML: Self.page(body)) != [])
    }

    @Test(arguments: [
        "", "default-src 'none'", policy + "; script-src 'unsafe-inline'", policy + "; script-src 'sha256-abc='",
        policy + "; connect-src *", policy + "; frame-src *", policy + "; default-src 'none'",
        policy.replacing("img-src data:", with: "img-src *"),
    ])
    func `a policy that allows more, or less is said of, is found`(policy: String) {
        #expect(PageSafety.faults(inHTML: Self.page("", policy: policy)) != [])
    }

    @Test func `a page without a policy, or with one too late, is found`() {
        #expect(PageSafety.faults(inHTML: "<!doctype html><p>x") != [])
        let late = Self.page("").replacing("<meta charset=\"utf-8\">", with: "<style>p {}</style>")
        #expect(PageSafety.faults(inHTML: late) != [])
    }
}
