import Diagnostics
import Portals
import Testing

@Suite struct MessageTests {
    @Test(arguments: [
        ("status", Value.string("no"), "'no' is no status; write active or inactive"),
        ("status", .string("actve"), "'actve' is no status; did you mean 'active'?"),
        ("status", .boolean(false), "false stands where a word belongs; write active or inactive"),
        ("features.orderCancel", .string("yes"), "'yes' is text and no switch; write true without quotes"),
        ("features.orderCancel", .string("On"), "'On' is text and no switch; write true without quotes"),
        ("features.orderCancel", .string("no"), "'no' is text and no switch; write false without quotes"),
        ("features.orderCancel", .string("OFF"), "'OFF' is text and no switch; write false without quotes"),
        ("features.orderCancel", .string("true"), "'true' is text and no switch; write true without quotes"),
        ("features.orderCancel", .string("maybe"), "'maybe' is no switch; write true or false"),
        ("features.orderCancel", .number("0"), "a number is no switch; write true or false"),
        (
            "features.orderCancel", .null,
            "null is no value for this field; write one, or remove the key to have the default"
        ),
        ("slug", .null, "null is no value for this field; write one"),
        ("x-portico.website", .null, "null is no value for this field; write one, or remove the key"),
        ("features", .boolean(true), "true stands where a mapping belongs; write its fields below 'features'"),
        ("name", .boolean(true), "true stands where text belongs; put it in quotes"),
        ("name", .number("1"), "a number stands where text belongs; put it in quotes"),
        ("name", .array([]), "a list stands where text belongs; write one text"),
        ("name", .string(" "), "the text is blank; write a name"),
        ("name", .string("a\u{202E}b"), "the text has the invisible character U+202E; write the text without it"),
        ("name", .string("a\tb"), "the text has the invisible character U+0009; write the text without it"),
        ("slug", .string("acme"), "'acme' has 4 characters; a slug has at least 5"),
        (
            "slug", .string("acme billing"),
            "'acme billing' can't stand in an address; use letters, digits and @ ~ . _ -"
        ),
        ("slug", .string(String(repeating: "a", count: 101)), "the slug has 101 characters; shorten it to 100"),
        ("id", .string("a/b"), "'a/b' can't be an id; use letters, digits and @ ~ . _ -"),
        ("id", .string(".."), "'..' can't be a folder; choose another id"),
        ("id", .string("docs.md"), "'docs.md' is the name of a page of the site; choose another id"),
        ("customDomain", .string(""), "the text is empty, which the service refuses; write null"),
        (
            "customDomain", .string("https://a.example"),
            "'https://a.example' begins with a scheme; write the host alone, like billing.acme.example"
        ),
        (
            "customDomain", .string("a.example/x"),
            "'a.example/x' has a path; write the host alone, like billing.acme.example"
        ),
        (
            "customDomain", .string("a.example:1"),
            "'a.example:1' has a port; write the host alone, like billing.acme.example"
        ),
        ("customDomain", .string("a b"), "'a b' has a space; write a host like billing.acme.example"),
        (
            "customDomain", .string("bücher.example"),
            "'bücher.example' has letters beyond a to z; write the domain in its xn-- form"
        ),
        ("customDomain", .string("localhost"), "'localhost' is no host name; write one like billing.acme.example"),
        ("customization.colors.primary", .string("#04d"), "'#04d' is taken as 0044dd; write \"0044dd\""),
        (
            "customization.colors.primary", .string("blue"),
            "'blue' is no colour; write six hexadecimal digits such as 0044d4"
        ),
        (
            "customization.colors.primary", .string("#0044d480"),
            "'#0044d480' has transparency, which no brand colour has; write six hexadecimal digits such as 0044d4"
        ),
        ("customization.links.termsOfService", .string(""), "the text is empty and counts as null; write null"),
        (
            "customization.links.termsOfService", .string("a.example/t"),
            "'a.example/t' is no whole web address; begin it with https://"
        ),
        (
            "customization.links.termsOfService", .string("javascript:x"),
            "'javascript:x' does not begin with https:// or http://, as a link has to; write a web address"
        ),
        (
            "customization.links.termsOfService", .string("https://u@a.example"),
            "'https://u@a.example' has a user name before the host, which customers would see; remove it"
        ),
        (
            "customization.links.termsOfService", .string("https://a.example:0"),
            "'https://a.example:0' has no host, or an impossible one or port; write an address like https://acme.example/terms"
        ),
        (
            "customization.links.termsOfService", .string("https://a.example/é"),
            "'https://a.example/é' has characters that no address takes; percent-encode them"
        ),
        (
            "customization.links.termsOfService", .string("https://a.example/b c"),
            "'https://a.example/b c' has a space or a control character; write it as %20 or leave it out"
        ),
        (
            "x-portico.website.supportEmail", .string("help"),
            "'help' is no e-mail address; write one like help@acme.example"
        ),
        ("x-portico.website.supportPhone", .string("call"), "'call' is no phone number; write one like +1 555 0100"),
        ("x-portico.website.supportPhone", .string(""), "the text is empty; write null, or remove the key"),
        (
            "x-portico.notes", .string(String(repeating: "a", count: 16_385)),
            "the text has 16385 bytes; shorten it to 16 KB"
        ),
        (
            "x-portico.environments.live", .null,
            "null stands where a mapping belongs; write the fields that differ below 'live'"
        ),
        (
            "websiteId", .string(String(repeating: "a", count: 51)),
            "the id has 51 characters and the service takes 50; check that it is the id"
        ),
    ])
    func `a message says what is wrong and what would be right`(_ path: String, _ value: Value, _ expected: String) {
        #expect(Checked((path, value)).findings.map(\.message) == [expected])
    }

    @Test func `what is missing is shown as a line to add`() {
        let lines = Checked(("name", nil), ("slug", nil), ("websiteId", nil)).findings.map(\.message)
        #expect(
            lines == [
                "'name' is missing; add a line such as `name: Acme billing`",
                "'slug' is missing; add a line such as `slug: acme-billing`",
                "'websiteId' is missing; add a line such as `websiteId: acme-main`",
            ]
        )
    }

    @Test func `of a long value a message shows the beginning`() {
        let long = String(repeating: "x", count: 100_000)
        for path in [
            "status", "features.orderCancel", "customization.colors.primary", "customDomain",
            "x-portico.website.supportEmail",
        ] {
            let message = Checked((path, .string(long))).findings.first?.message ?? ""
            #expect(message.hasPrefix("'" + String(repeating: "x", count: 80) + "…' "), "\(path)")
            #expect(message.utf8.count < 300)
        }
    }

    @Test func `a pair that falls short is told with both colours and the shade that is painted`() throws {
        let colors = ValueObject([("primary", .string("e8a200")), ("secondary", .string("e8b000"))])
        let body = ValueObject([("customization", .object(ValueObject([("colors", .object(colors))])))])
        let findings = ContrastRule().findings(in: Portal(id: try PortalID("acme"), body: body))
        #expect(
            findings.allSatisfy {
                $0.path == FieldPath("customization.colors.primary") && $0.rule.id == "colors.contrast"
            }
        )
        #expect(
            findings.prefix(2).map(\.message) == [
                "links in e8a200 on the page's soft grey f6f7f8 reach a contrast of 2.0:1 and need 4.5:1; "
                    + "painted in 976800, the nearest shade that passes",
                "focus rings and borders in e8a200 on the page's soft grey f6f7f8 reach a contrast of 2.0:1 and need 3.0:1; "
                    + "painted in bf8400, the nearest shade that passes",
            ]
        )
        #expect(findings.count == 3)
        #expect(
            findings.last?.message.hasPrefix(
                "the bar under the chosen tab in e8a200 on the header e8b000 reaches a contrast of 1.1:1 and needs 3.0:1; painted in "
            ) ?? false
        )
    }

    @Test func `colours that pass are not told`() throws {
        let portal = Portal(id: try PortalID("acme"), body: ValueObject())
        #expect(ContrastRule().findings(in: portal).isEmpty)
    }
}
