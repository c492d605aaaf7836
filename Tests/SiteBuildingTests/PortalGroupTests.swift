import Foundation
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `Portals that take each step together` {
    /// A workspace of portals in every state: whole ones with and without a logo, an unreadable one, one without folder.
    private static func mixedSite() throws -> TestSite {
        let site = try TestSite(["acme", "fern", "voltline"])
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="9" height="9"/></svg>"#
        try site.folder.write(svg, to: "workspace/logos/mark.svg")
        for id in ["clover", "dune"] { try site.write(id, more: "logo: {path: logos/mark.svg}\n") }
        try site.write("elsewhere", more: "id: acme\n")
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        return site
    }

    private func isSame(_ left: PortalPages, _ right: PortalPages) -> Bool {
        left.files.elementsEqual(right.files) { $0.path == $1.path && $0.bytes == $1.bytes && $0.hash == $1.hash }
            && left.record?.bytes == right.record?.bytes && left.summary.hasSameContent(as: right.summary)
    }

    @Test func `are read as each of them alone`() throws {
        let site = try Self.mixedSite()
        let portals = try site.opened().portals
        try site.remove("dune")
        for (together, file) in zip(portals.read(portals.all), portals.all) {
            let alone = portals.read(file)
            #expect(together.entry.file == file.path)
            #expect(together.stamp == file.stamp)
            #expect(together.content == alone.content)
            #expect(together.entry.portal == alone.entry.portal)
            #expect(together.entry.diagnostics == alone.entry.diagnostics)
        }
        #expect(!site.folder.has("site"))
    }

    @Test(arguments: [SiteContents.site, .docs])
    func `are rendered as each of them alone, whatever state they are in`(contents: SiteContents) throws {
        let site = try Self.mixedSite()
        let workspace = try site.opened()
        let entries = workspace.portals.entries
        #expect(Set(entries.map(\.state)) == [.whole, .unreadable, .withoutFolder])
        let frame = try SiteFrame(workspace)
        let alone = entries.map { SiteRenderer(frame, contents: contents).pages(of: $0) }
        for order in [Array(entries.indices), entries.indices.reversed(), [1], [2, 0], []] {
            let together = SiteRenderer(frame, contents: contents).pages(of: order.map { entries[$0] })
            #expect(together.count == order.count)
            for (pages, index) in zip(together, order) {
                #expect(isSame(pages, alone[index]), "\(entries[index].file)")
            }
        }
        #expect(!site.folder.has("site"))
    }

    @Test func `are written up to the one that cannot be, which is named`() throws {
        let site = try TestSite(["acme", "fern", "voltline"])
        try site.folder.write("mine", to: "site/fern/preview.html/mine")
        let workspace = try site.opened()
        let output = try OutputFolder(path: site.output)
        let portals = SitePortals.files(workspace.portals)
        let writer = PortalPageWriter(
            renderer: SiteRenderer(try SiteFrame(workspace), contents: .site),
            portals: portals,
            shard: nil,
            output: output,
            moment: .max
        )
        let group = portals.read([0, 1, 2]).map { ChangedPortal(portal: $0, clashes: []) }
        #expect { try writer.write(group[...], only: nil) } throws: { error in
            "\(error)".hasPrefix("\(site.output)/fern/preview.html is a folder")
        }
        #expect(FileManager.default.fileExists(atPath: "\(site.output)/acme/preview.html"))
        let written = try writer.write(group[...], only: ["acme", "voltline"])
        #expect(written.map(\.isRendered) == [true, false, true])
        #expect(written.map(\.trace.id) == ["acme", "fern", "voltline"])
        #expect(written.map(\.outcomes.count) == [4, 0, 4])
        #expect(try site.text("voltline/index.html").contains("voltline"))
    }
}
