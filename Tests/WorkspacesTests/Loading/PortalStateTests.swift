import Diagnostics
import Portals
import Testing

@testable import Workspaces

/// How much of a portal file can be shown, and where problems of other files are told.
@Suite struct PortalStateTests {
    @Test(arguments: [
        ("name: A\nslug: acme-billing\nwebsiteId: w\n", PortalEntry.State.whole),
        ("name: A\nslug: x\nwebsiteId: w\nstatus: 5\n", .whole),
        ("name: A\nslug: acme-billing\n", .unreadable), ("", .unreadable), ("name: [", .unreadable),
        ("- a\n", .unreadable),
        ("id: a/b\nname: A\nslug: acme-billing\nwebsiteId: w\n", .withoutFolder),
        ("id: null\nname: A\nslug: acme-billing\nwebsiteId: w\n", .withoutFolder),
        ("id: index.html\nname: A\nslug: acme-billing\nwebsiteId: w\n", .withoutFolder),
    ])
    func `a file is whole, unreadable or without a folder`(text: String, state: PortalEntry.State) throws {
        let loaded = try LoadedWorkspace(["portals/acme.yaml": text])
        let entry = try #require(loaded.entry("acme.yaml"))
        #expect(entry.state == state)
        #expect((state == .whole && !text.contains("status: 5")) == entry.diagnostics.isEmpty)
    }

    @Test func `one broken file leaves the others whole`() throws {
        let loaded = try LoadedWorkspace(["portals/a.yaml": "\t", "portals/b.yaml": LoadedWorkspace.required])
        #expect(loaded.workspace.entries.map(\.state) == [.unreadable, .whole])
    }

    @Test func `a problem of the logo stands where the portal names it`() throws {
        let loaded = try LoadedWorkspace(portal: "x-portico:\n  logo: logos/none.svg\n")
        let words = "logos/none.svg does not exist; put the file there, or correct the path"
        #expect(loaded.problems == ["portals/acme.yaml:5:9: error: x-portico.logo: \(words) [logo.file-missing]"])
        #expect(loaded.entry("acme.yaml")?.logo == nil)
        #expect(loaded.entry("acme.yaml")?.state == .whole)
    }

    @Test func `a logo id without a file is a warning, with one it is none`() throws {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>"
        let portal = LoadedWorkspace.required + "customization: {logoId: file_1}\n"
        let loaded = try LoadedWorkspace(["portals/acme.yaml": portal])
        #expect(loaded.problems.count == 1)
        #expect(loaded.problems[0].hasPrefix("portals/acme.yaml:4:25: warning: customization.logoId: "))
        let local = try LoadedWorkspace([
            "portals/acme.yaml": portal + "x-portico: {logo: a.svg}\n", "a.svg": svg,
        ])
        #expect(local.problems == [])
        #expect(local.entry("acme.yaml")?.logo?.format == .svg)
    }

    @Test func `an environment that the settings lack is a warning with the nearest one`() throws {
        let portal =
            LoadedWorkspace.required + "x-portico:\n  environments:\n    life: {status: inactive}\n    eu: {}\n"
        let loaded = try LoadedWorkspace([
            "portico.yaml": "environments: {test: {}, live: {}}\nlint: {links.missing: off}\n",
            "portals/acme.yaml": portal,
        ])
        let place = "warning: x-portico.environments"
        #expect(
            loaded.problems == [
                "portals/acme.yaml:6:5: \(place).life: portico.yaml has no environment 'life'; did you mean 'live'? "
                    + "[environment.unknown]",
                "portals/acme.yaml:7:5: \(place).eu: portico.yaml has no environment 'eu'; "
                    + "add it below 'environments' there [environment.unknown]",
            ]
        )
    }

    @Test func `an environment replaces what it names and nothing else`() throws {
        let portal =
            LoadedWorkspace.required + "x-portico: {environments: {live: {websiteId: live-web, status: inactive}}}\n"
        let files = [
            "portico.yaml": "environments: {test: {}, live: {}}\nenvironment: test\n", "portals/acme.yaml": portal,
        ]
        let test = try LoadedWorkspace(files)
        #expect(test.acme?.websiteID == "acme-main")
        let live = try LoadedWorkspace(files, environment: "live")
        #expect(live.acme?.websiteID == "live-web")
        #expect(live.acme?.status == .inactive)
        #expect(live.acme?.name == "Acme")
        #expect(throws: Workspace.OpenError.unknownEnvironment("prod", known: ["test", "live"])) {
            try LoadedWorkspace(files, environment: "prod")
        }
    }
}
