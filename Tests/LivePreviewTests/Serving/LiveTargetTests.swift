import Testing

@testable import LivePreview

/// What the address of a request means.
@Suite struct LiveTargetTests {
    @Test(
        arguments: [
            ("/", [], true), ("/acme", ["acme"], false), ("/acme/", ["acme"], true),
            ("/acme/preview.html", ["acme", "preview.html"], false), ("/a%20b/c%2Bd", ["a b", "c+d"], false),
            ("/acme/?x=1", ["acme"], true), ("/@b~c.d_-", ["@b~c.d_-"], false),
        ] as [(String, [String], Bool)]
    )
    func `a path is taken apart`(text: String, path: [String], isFolder: Bool) throws {
        let target = try #require(LiveTarget(text))
        #expect(target.path == path)
        #expect(target.isFolder == isFolder)
    }

    @Test(
        arguments: [
            "", "*", "acme", "http://127.0.0.1/", "//acme", "//evil.example/", "/acme//x", "/./x", "/../x", "/a/../b",
            "/%2e%2e/x", "/a%2Fb", "/a%5Cb", "/a%00b", "/%ff", "/%zz", "/a?b=%ff",
        ]
    )
    func `what could lead elsewhere is no path`(text: String) {
        #expect(LiveTarget(text) == nil)
    }

    @Test(
        arguments: [
            ("/?token=x", "/"), ("/acme/?token=x", "/acme/"),
            ("/acme/preview.html?a=1&token=x&b=%26+c", "/acme/preview.html?a=1&b=%26%20c"),
            ("/a%22%3E/?token=x&%22=%3C", "/a%22%3E/?%22=%3C"), ("/?token=x&token=y", "/"),
        ]
    )
    func `an address without its token leads to the same page`(text: String, address: String) throws {
        #expect(try #require(LiveTarget(text)).address(without: "token") == address)
    }

    @Test func `of fields with one name the first counts`() throws {
        #expect(try #require(LiveTarget("/?a=1&a=2&b")).query == ["a": "1", "b": ""])
    }
}
