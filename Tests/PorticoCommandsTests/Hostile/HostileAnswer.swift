import Foundation
import TestSupport
import Testing

/// What is piped into `portico render --from -`.
struct HostileAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let status: Int32
    /// The rules that may be named, all of which have to be.
    let rules: Set<String>
    /// How many previews there are.
    let pageCount: Int

    init(_ name: String, _ text: String, _ status: Int32, _ rules: Set<String>, pages pageCount: Int = 0) {
        self.init(name, Array(text.utf8), status, rules, pages: pageCount)
    }

    init(_ name: String, _ bytes: [UInt8], _ status: Int32, _ rules: Set<String>, pages pageCount: Int = 0) {
        testDescription = name
        self.bytes = bytes
        self.status = status
        self.rules = rules
        self.pageCount = pageCount
    }

    func check() throws {
        let stage = try HostileStage([])
        let run = try stage.render(answer: Data(bytes), label: testDescription)
        #expect(run.status == status, "\(run.errors.prefix(400))")
        #expect(
            ReportedProblems(linesOf: run).rules().subtracting(Expectation.advice) == rules,
            "\(run.errors.prefix(400))"
        )
        // What holds no portals writes nothing, so that it cannot empty a site.
        #expect(stage.folder.has("workspace/site/index.html") == !run.output.isEmpty)
        #expect(try stage.pages().keys.filter { $0.hasSuffix("preview.html") }.count == pageCount)
    }

    private static func portal(_ id: String, slug: String? = nil, _ more: String = "") -> String {
        "{\"id\":\"\(id)\",\"name\":\"A\",\"slug\":\"\(slug ?? "slug-\(id)")\",\"websiteId\":\"web\"\(more)}"
    }

    private static let error = """
        {"type": "https://evil.example", "title": "<script>alert(1)</script>", "status": 401, "detail": "Unauthorized \\u001b[31m"}
        """

    static let all: [HostileAnswer] = [
        .init("nothing", "", 1, ["syntax.not-a-mapping"]),
        .init("white space", " \n\t ", 1, ["syntax.not-a-mapping"]),
        .init("an error of the service", error, 1, ["syntax.not-a-mapping"]),
        .init("an empty list", "[]", 0, []),
        .init("an empty object", "{}", 1, ["syntax.not-a-mapping"]),
        .init("one portal", portal("acme"), 0, [], pages: 1),
        .init("a list of one", "[\(portal("acme"))]", 0, [], pages: 1),
        .init(
            "read-only fields",
            portal(
                "acme",
                ",\"createdTime\":\"2026-01-01T00:00:00Z\",\"_links\":[{\"rel\":\"self\",\"href\":\"javascript:alert(1)\"}]"
            ),
            0,
            [],
            pages: 1
        ),
        .init("many portals", "[" + (0..<400).map { portal("p\($0)") }.joined(separator: ",") + "]", 0, [], pages: 400),
        .init("one id twice", "[\(portal("acme")),\(portal("acme", slug: "other"))]", 1, ["id.clash"], pages: 1),
        .init("ids in two cases", "[\(portal("acme")),\(portal("ACME", slug: "other"))]", 1, ["id.clash"], pages: 1),
        .init(
            "one slug twice",
            "[\(portal("acme")),\(portal("zeta", slug: "slug-acme"))]",
            1,
            ["slug.clash"],
            pages: 2
        ),
        .init("an id with slashes", portal("../../outside/victim", slug: "victim"), 1, ["id.invalid"]),
        .init("an absolute id", portal("/etc/passwd", slug: "victim"), 1, ["id.invalid"]),
        .init("an id of dots", portal("..", slug: "victim"), 1, ["id.invalid"]),
        .init("a reserved id", portal("index.html", slug: "victim"), 1, ["id.reserved"]),
        .init("an id with NUL", portal("acme\\u0000", slug: "victim"), 1, ["fields.control-characters"]),
        .init(
            "an id that is a number",
            "{\"id\":5,\"name\":\"A\",\"slug\":\"acme5\",\"websiteId\":\"w\"}",
            1,
            ["fields.wrong-type"]
        ),
        .init("no id", "{\"name\":\"A\",\"slug\":\"acme5\",\"websiteId\":\"w\"}", 1, ["fields.missing"]),
        .init("a logo's path", portal("acme", ",\"x-portico\":{\"logo\":\"/etc/passwd\"}"), 0, [], pages: 1),
        .init("elements that are no portals", "[1, null, \"x\", [], true]", 1, ["syntax.not-a-mapping"]),
        .init("a list in a list", "[[\(portal("acme"))]]", 1, ["syntax.not-a-mapping"]),
        .init("a text", "\"acme\"", 1, ["syntax.not-a-mapping"]),
        .init("a number", "42", 1, ["syntax.not-a-mapping"]),
        .init("null", "null", 1, ["syntax.not-a-mapping"]),
        .init("lines of JSON", portal("acme") + "\n" + portal("zeta"), 1, ["syntax.invalid"]),
        .init("HTML", "<!doctype html><title>502 Bad Gateway</title><script>alert(1)</script>", 1, ["syntax.invalid"]),
        .init("YAML", "name: a\nslug: b\n", 1, ["syntax.invalid"]),
        .init("truncated", "[\(portal("acme")),{\"id\":\"ze", 1, ["syntax.invalid"]),
        .init("a comment", "// hello\n" + portal("acme"), 1, ["syntax.invalid"]),
        .init("a last comma", "[\(portal("acme")),]", 1, ["syntax.invalid"]),
        .init("NaN", "[NaN]", 1, ["syntax.invalid"]),
        .init("deep", String(repeating: "[", count: 100_000), 1, ["syntax.too-deep"]),
        .init(
            "deep objects",
            String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000),
            1,
            ["syntax.too-deep"]
        ),
        .init("many values", "[" + String(repeating: "1,", count: 300_000) + "1]", 1, ["syntax.too-many-nodes"]),
        .init(
            "one key twice",
            "{\"id\":\"acme\",\"id\":\"zeta\",\"name\":\"A\",\"slug\":\"slug-a\",\"websiteId\":\"w\"}",
            1,
            ["syntax.duplicate-key"],
            pages: 1
        ),
        .init("numbers for portals", "[" + String(repeating: "1,", count: 200_000) + "1]", 1, ["syntax.not-a-mapping"]),
        .init(
            "a portal of 8 MB",
            "[" + portal("acme") + "," + portal("zeta", ",\"loyalty\":\"\(String(repeating: "<", count: 8_000_000))\"")
                + "]",
            1,
            ["file.too-large"],
            pages: 1
        ),
        .init("a byte-order mark", [0xEF, 0xBB, 0xBF] + Array(portal("acme").utf8), 0, [], pages: 1),
        .init("UTF-16", [0xFF, 0xFE] + Array(portal("acme").utf8).flatMap { [$0, 0] }, 1, ["file.not-utf8"]),
        .init("not UTF-8", [0x22, 0xFF, 0x22], 1, ["file.not-utf8"]),
        .init("NUL", [0x7B, 0, 0x7D], 1, ["file.not-utf8"]),
        .init("zeros", [UInt8](repeating: 0, count: 1 << 20), 1, ["file.not-utf8"]),
        .init("half surrogates", portal("acme", ",\"x\":\"\\ud83d\""), 1, ["syntax.invalid"]),
        .init("a huge number", portal("acme", ",\"loyalty\":1e999999"), 0, ["fields.additional"], pages: 1),
    ]
}
