import Testing

@testable import SiteBuilding

@Suite struct `A path of a site` {
    @Test(arguments: [
        "index.html", "docs.html", "docs.md", "portico-portals.jsonl", "portico-shard.jsonl", "page-2.html",
        "page-10.html", "page-62.html",
        "acme/index.html",
        "acme/preview.html", "acme/docs.html", "acme/portal.md", "@acme/index.html", "a..b/docs.html",
    ])
    func `is one that Portico writes`(path: String) {
        #expect(SitePath.isOfASite(path))
    }

    @Test(arguments: [
        "page-1.html", "page-0.html", "page-02.html", "page--1.html", "page-+2.html", "page-2.html/x", "page-.html",
        "page-2.htm", "page-2.HTML", "PAGE-2.html", "page-2 .html", "page-٢.html", "page-99999999999999999999.html",
        "page-x.html", "page2.html", "apage-2.html", "page-2.html.bak", "acme/page-2.html", "page-2.html/index.html",
        "preview.html", "portal.md", "acme/docs.md", "acme/Index.html", "acme/index.html/", "/index.html", "",
        "../index.html", "acme/../index.html", "index.html/docs.html", "docs.html/index.html", "portico-manifest.json",
        "acme/sub/index.html", "acme/portico-portals.jsonl", "Portico-Portals.jsonl", ".git/index.html",
        "a b/index.html", "notes.txt", "acme",
    ])
    func `is no other`(path: String) {
        #expect(!SitePath.isOfASite(path))
    }
}
