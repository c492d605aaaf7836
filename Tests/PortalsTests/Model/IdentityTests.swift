import Portals
import Testing

@Suite struct IdentityTests {
    private func refusal(_ text: String) -> PortalID.Refusal? {
        do {
            _ = try PortalID(text)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        "acme", "a", "ACME", "@~._-", "...", "-rf", "bill_prt_0YV7K5TYV5D1P9ZNKDT39KZC3C",
        String(repeating: "a", count: 50),
        "index", "index.htm", "page-.html", "page-x.html", "page-2.htm", "page2.html", "docs", "git",
        ".gitignore", ".portico",
        "preview.html",
    ])
    func `an id can be these`(_ text: String) throws {
        #expect(try PortalID(text).description == text)
    }

    @Test(arguments: [
        "", " ", "acme ", " acme", "acme\n", "acme\r\n", "acme\0", "a/b", "/", "../acme", "a\\b", "a%2fb",
        "%2e%2e", "a b", "a:b",
        "caf\u{E9}", "cafe\u{301}", "acme\u{301}", "ａcme", "acme\u{202E}", "acme\u{200B}", "ac\u{AD}me", "аcme",
        "a?b", "a#b",
        "a&b", "<b>", "'", "\"", "日本", "٣", "\u{212A}", "a\u{FE0F}",
    ])
    func `an id has ASCII letters, digits and six marks alone`(_ text: String) {
        #expect(refusal(text) == .characters)
    }

    @Test func `an id has 50 characters at most`() {
        #expect(refusal(String(repeating: "a", count: 51)) == .length)
    }

    @Test(arguments: [".", ".."])
    func `an id is no folder that leads elsewhere`(_ text: String) {
        #expect(refusal(text) == .folder)
    }

    @Test(arguments: [
        "index.html", "INDEX.html", "docs.html", "Docs.HTML", "docs.md", "DOCS.MD", "portico-manifest.json",
        "portico-portals.jsonl", ".git", ".GIT",
        ".portico-", ".portico-tmp", ".PORTICO-x", "page-2.html", "PAGE-10.HTML", "page-0.html",
        "page-00000000000000000000.html",
    ])
    func `an id is no page of the site, in any case`(_ text: String) {
        #expect(refusal(text) == .reserved)
    }

    @Test func `ids are ordered by bytes and folded by case`() throws {
        let ids = try ["b", "B", "a", "_", "~"].map { try PortalID($0) }
        #expect(ids.sorted().map(\.description) == ["B", "_", "a", "b", "~"])
        #expect(try PortalID("AcMe").folded == "acme")
    }

    @Test(arguments: ["acme-", "acme-billing", ".....", "@~._-", "ACME1", String(repeating: "s", count: 100)])
    func `a slug can be these`(_ text: String) {
        #expect(Slug(text)?.description == text)
    }

    @Test(arguments: [
        "", "acme", "acme\n", "acmee\n", "acme billing", "acme/billing", "acme%20billing", "acmé-billing",
        "acme\u{301}", "аcmebilling",
        "acme-billing\u{202E}", "acme-billing\u{200B}", "acme\\billing", "acme?b", "acme#b", "ａｃｍｅｂ",
        String(repeating: "s", count: 101),
        "٠١٢٣٤", "👩‍👩‍👧", "e\u{301}\u{301}\u{301}\u{301}",
    ])
    func `a slug takes ASCII alone, 5 to 100 of it`(_ text: String) {
        #expect(Slug(text) == nil)
    }
}
