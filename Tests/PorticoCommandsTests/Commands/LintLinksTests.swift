import Foundation
import TestSupport
import Testing

@Suite struct LintLinksTests {
    /// A workspace whose links lead to a server, with a cache folder of its own.
    private static func workspace(_ terms: String, _ privacy: String, comment: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("lint: {links.insecure: off}\n", to: "portico.yaml")
        let links = """
              links:
                termsOfService: \(terms)\(comment)
                privacyPolicy: \(privacy)
                refundPolicy: null
            """
        try folder.write(
            "name: A\nslug: acme-billing\nwebsiteId: w\ncustomization:\n\(links)\n",
            to: "portals/acme.yaml"
        )
        return folder
    }

    private static func run(_ flags: [String], in folder: TemporaryFolder) throws -> MeasuredRun {
        try MeasuredRun(["lint"] + flags, in: folder.path, environment: ["XDG_CACHE_HOME": folder / "cache"])
    }

    @Test func `dead links are warnings, and what turns programs away a note`() async throws {
        let server = try await PageServer()
        let folder = try Self.workspace(server.address("/status/404"), server.address("/status/403"))
        let run = try Self.run(["--check-links", "--allow-private-addresses"], in: folder)
        #expect(
            run.output == """
                portals/acme.yaml:6:21: warning: customization.links.termsOfService: the page is not there (404); mend the link, or the page [links.dead]
                 6 |     termsOfService: \(server.address("/status/404"))
                   |                     \(String(repeating: "^", count: server.address("/status/404").count))
                portals/acme.yaml:7:20: note: customization.links.privacyPolicy: the page is kept from programs (403); look at it in a browser [links.unchecked]
                 7 |     privacyPolicy: \(server.address("/status/403"))
                   |                    \(String(repeating: "^", count: server.address("/status/403").count))

                """
        )
        #expect(run.status == 0)
        #expect(try Self.run(["--check-links", "--allow-private-addresses", "--strict"], in: folder).status == 1)
        // The second run remembers.
        #expect(server.requests.count == 4)
        try await server.stop()
    }

    @Test func `nobody is asked without the flag, and nobody around here without the other`() async throws {
        let server = try await PageServer()
        let folder = try Self.workspace(server.address("/status/404"), server.address("/there"))
        #expect(try Self.run([], in: folder).output.isEmpty)
        let run = try Self.run(["--check-links"], in: folder)
        #expect(
            run.output.contains(
                "note: customization.links.termsOfService: the page is at a private address, which is not asked"
            )
        )
        #expect(server.requests.isEmpty)
        // That nobody was asked is not remembered, and what is heard around here only counts around here.
        let allowed = try Self.run(["--check-links", "--allow-private-addresses"], in: folder)
        #expect(allowed.output.contains("the page is not there (404)"))
        #expect(try Self.run(["--check-links"], in: folder).output == run.output)
        let wrong = try Self.run(["--allow-private-addresses"], in: folder)
        #expect(wrong.status == 64 && wrong.errors.contains("--check-links"))
        try await server.stop()
    }

    @Test func `comments and settings silence links as they do other rules`() async throws {
        let server = try await PageServer()
        let comment = " # portico:ignore links.dead  comes back in May"
        let folder = try Self.workspace(server.address("/status/404"), server.address("/there"), comment: comment)
        #expect(try Self.run(["--check-links", "--allow-private-addresses"], in: folder).output.isEmpty)
        #expect(try Self.run([], in: folder).output.isEmpty)
        let strict = try Self.workspace(server.address("/status/404"), server.address("/there"))
        try strict.write("lint: {links.insecure: off, links.dead: error}\n", to: "portico.yaml")
        #expect(try Self.run(["--check-links", "--allow-private-addresses"], in: strict).status == 1)
        try await server.stop()
    }

    @Test func `a cache that cannot be written is a note and no more`() async throws {
        let server = try await PageServer()
        let folder = try Self.workspace(server.address("/there"), server.address("/there?a"))
        try folder.write("", to: "cache")
        let run = try Self.run(["--check-links", "--allow-private-addresses"], in: folder)
        #expect(run.status == 0 && run.output.isEmpty)
        #expect(run.errors.contains("note: answers are not kept: "))
        try await server.stop()
    }
}
