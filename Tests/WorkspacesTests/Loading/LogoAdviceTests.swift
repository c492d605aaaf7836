import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// What is said of logos as the workspace has them.
@Suite struct LogoAdviceTests {
    private static let svg =
        #"<svg xmlns="http://www.w3.org/2000/svg" width="112" height="28"><path d="M0 0h9v9z"/></svg>"#

    private static func rules(_ portal: String, _ files: [String: String], environment: String? = nil) throws
        -> [String]
    {
        var all = files
        all["portals/acme.yaml"] = LoadedWorkspace.required + portal
        all["portico.yaml"] = "environments: {live: {}}\nlint: {links.missing: off}\n"
        let loaded = try LoadedWorkspace(all, environment: environment)
        return loaded.workspace.entries.flatMap(\.diagnostics).sorted().map {
            "\($0.range?.start.line ?? 0) \($0.rule.id)"
        }
    }

    private static let logo = "x-portico: {logo: logos/acme.svg}\n"

    @Test(arguments: ["png", "jpg", "jpeg", "gif"])
    func `an SVG needs a picture beside it`(ending: String) throws {
        #expect(try Self.rules(Self.logo, ["logos/acme.svg": Self.svg]) == ["4 logo.no-raster"])
        let files = ["logos/acme.svg": Self.svg, "logos/acme.\(ending)": "x"]
        #expect(try Self.rules(Self.logo, files) == [])
        let elsewhere = ["logos/acme.svg": Self.svg, "acme.\(ending)": "x", "logos/acme-2.\(ending)": "x"]
        #expect(try Self.rules(Self.logo, elsewhere) == ["4 logo.no-raster"])
        let folder = ["logos/acme.svg": Self.svg, "logos/acme.\(ending)/x": "x"]
        #expect(try Self.rules(Self.logo, folder) == ["4 logo.no-raster"])
    }

    @Test func `an SVG whose picture the service has needs none here`() throws {
        let portal = "customization: {logoId: file_1}\n" + Self.logo
        #expect(try Self.rules(portal, ["logos/acme.svg": Self.svg]) == [])
    }

    @Test func `the logo of an environment is judged where it stands`() throws {
        let portal = "x-portico:\n  environments:\n    live: {x-portico: {logo: logos/acme.svg}}\n"
        #expect(try Self.rules(portal, ["logos/acme.svg": Self.svg]) == [])
        #expect(try Self.rules(portal, ["logos/acme.svg": Self.svg], environment: "live") == ["6 logo.no-raster"])
    }

    @Test func `a logo that cannot be used gets no advice`() throws {
        #expect(try Self.rules(Self.logo, [:]) == ["4 logo.file-missing"])
    }
}
