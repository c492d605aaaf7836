import Portals
import Testing

@testable import Workspaces

/// The palette that is handed on with a portal.
@Suite struct PaletteTests {
    @Test func `each portal has the palette of its own colours, however many are read`() throws {
        let colors = (0..<40).map { ["0044d4", "ffd400", "7a1f5c", "111111", "c0ffee"][$0 % 5] }
        var files: [String: String] = [:]
        for (index, color) in colors.enumerated() {
            let secondary = index % 3 == 0 ? "ffffff" : "10203\(index % 10)"
            files["portals/p\(index).yaml"] =
                "name: A\nslug: acme-\(index)\nwebsiteId: w\n"
                + "customization: {colors: {primary: '\(color)', secondary: '\(secondary)'}}\n"
        }
        for entry in try LoadedWorkspace(files).workspace.entries {
            let portal = try #require(entry.portal)
            #expect(entry.palette == BrandPalette(primary: portal.primary, secondary: portal.secondary))
        }
    }

    @Test(arguments: [(nil, "0044d4"), ("live", "7a1f5c"), ("test", "0044d4")])
    func `the palette is that of the environment that is shown`(_ environment: String?, _ fill: String) throws {
        let text =
            LoadedWorkspace.required
            + "customization: {colors: {primary: '0044d4'}}\n"
            + "x-portico: {environments: {live: {customization: {colors: {primary: '7a1f5c'}}}}}\n"
        let files = ["portals/acme.yaml": text, "portico.yaml": "environments: {live: {}, test: {}}\n"]
        let entry = try #require(LoadedWorkspace(files, environment: environment).entry("acme.yaml"))
        #expect(entry.palette?.fill == HexColor(fill))
    }

    @Test func `a file that says no id has no palette`() throws {
        let entry = try #require(LoadedWorkspace(["portals/acme.yaml": "name: ["]).entry("acme.yaml"))
        #expect(entry.palette == nil)
    }
}
