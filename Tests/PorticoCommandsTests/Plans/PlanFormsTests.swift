import Foundation
import TestSupport
import Testing

/// What `portico plan` writes for reviews of twelve storefronts, of which some were edited here, one at the service.
@Suite struct PlanFormsTests {
    @Test func `both forms are as recorded`() async throws {
        let stage = try await PlanStage()
        let markdown = try stage.plan(["--format", "markdown"])
        #expect(markdown.status == 0)
        try RecordedOutput.check(stage.constant(markdown.output), "golden/plan/review.md")
        let page = try stage.plan(["--format", "html", "--output", "plan.html"])
        #expect(page.status == 0 && page.output == "")
        #expect(page.errors.contains("plan.html: 1 to create, 4 to update, 1 changed elsewhere, 7 unchanged"))
        let html = try stage.folder.text("plan.html")
        #expect(PageSafety.faults(inHTML: html) == [])
        #expect(html.utf8.count < 8 << 20)
        try RecordedOutput.check(stage.constant(PlanStage.outline(html)), "golden/plan/plan.html")
    }

    @Test func `the page has the same bytes each time, also through a pipe`() async throws {
        let stage = try await PlanStage()
        #expect(try stage.plan(["--format", "html", "--output", "plan.html"]).status == 0)
        let (file, piped) = try (stage.folder.text("plan.html"), stage.plan(["--format", "html"]).output)
        #expect(file == piped)
    }

    @Test func `the page tells what publishing would do, and changes nothing`() async throws {
        let stage = try await PlanStage()
        let before = try stage.folder.contents(of: "mine")
        #expect(try stage.plan(["--format", "html"]).status == 0)
        #expect(try stage.folder.contents(of: "mine") == before)
    }
}

/// A workspace that was pulled from a sandbox, and edited; at the service somebody changed a colour.
struct PlanStage {
    let folder: TemporaryFolder
    private let sandbox: SandboxProcess

    init() async throws {
        folder = try TemporaryFolder()
        let examples = Repository.path("examples/storefronts")
        try FileManager.default.copyItem(atPath: examples, toPath: folder / "mine")
        sandbox = try SandboxProcess(["--seed", examples])
        let pulled = try portico(["pull"])
        #expect(pulled.status == 0, "\(pulled.errors)")
        try edit("fern-and-field.yaml", "slug: fern-and-field", "slug: fern-field")
        try edit("fern-and-field.yaml", "features:\n", "features:\n  orderCancel: false\n")
        try edit(
            "fern-and-field.yaml",
            "  logoId: null                         # no logo: the header shows the name\n",
            ""
        )
        try edit(
            "fern-and-field.yaml",
            "colors: {primary: \"86b59b\", secondary: f5eee3}\n  links",
            "colors: {primary: \"3f7d5c\", secondary: f5eee3}\n  links"
        )
        try edit("fern-and-field.yaml", "x-portico:\n", "x-portico:\n  logo: logos/acme.png\n")
        try edit("acme.yaml", "https://acme.example/privacy", "https://acme.example/privacy-2026")
        try edit("ode-audio.yaml", "status: active", "status: inactive")
        try folder.write(
            "name: Juniper Dental\nslug: juniper\nwebsiteId: juniper\ncustomization: {colors: {primary: \"1c6a6a\"}}\n",
            to: "mine/portals/juniper.yaml"
        )
        try FileManager.default.removeItem(atPath: folder / "mine/portals/paper-and-stars.yaml")
        let (_, data) = try await sandbox.rebilly("GET", "/billing-portals/voltline")
        let held = String(decoding: data, as: UTF8.self).replacing("ffd400", with: "f2a900")
        #expect(try await sandbox.rebilly("PUT", "/billing-portals/voltline", held).status == 200)
    }

    func plan(_ flags: [String]) throws -> MeasuredRun { try portico(["plan"] + flags) }

    private func portico(_ arguments: [String]) throws -> MeasuredRun {
        let environment = [
            "PORTICO_REBILLY_BASE_URL": sandbox.text("rebilly", "baseURL"),
            "PORTICO_REBILLY_ORGANIZATION_ID": sandbox.text("rebilly", "organizationId"),
            "PORTICO_REBILLY_API_KEY": sandbox.text("rebilly", "apiKey"),
        ]
        return try MeasuredRun(arguments + ["--workspace", "mine"], in: folder.path, environment: environment)
    }

    private func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = try folder.text("mine/portals/\(file)")
        try #require(text.contains(old), "\(file) has no '\(old)'")
        try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "mine/portals/\(file)")
    }

    /// A text without what differs from run to run: the port, and what follows from it.
    func constant(_ text: String) -> String {
        text.replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:8080")
            .replacing(/Plan <span class="mono">[0-9a-f]{8}/, with: "Plan <span class=\"mono\">01234567")
            .replacing(/file_[0-9A-Z]{26}/, with: "file_0YV7K5TYV5D1P9ZNKDT39KZC3C")
    }

    /// A page without its style and without what its frames and pictures hold, which have tests of their own.
    static func outline(_ html: String) -> String {
        html.replacing(/<style>[^<]*<\/style>/, with: "<style></style>")
            .replacing(/srcdoc="[^"]*"/, with: "srcdoc=\"…\"")
            .replacing(/src="data:image\/png;base64,[^"]*"/, with: "src=\"data:image/png;base64,…\"")
    }
}
