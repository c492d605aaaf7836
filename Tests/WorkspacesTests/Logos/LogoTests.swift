import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct LogoTests {
    @Test(
        arguments: [
            (108, 28, 108, 28), (400, 100, 160, 40), (1000, 100, 200, 20), (40, 40, 40, 40), (100, 400, 10, 40),
            (4096, 1, 200, 0.5), (1, 4096, 0.5, 40), (1, 1, 1, 1), (333, 100, 133, 40), (201, 40, 200, 40),
            (0.001, 0.001, 0.5, 0.5),
        ] as [(Double, Double, Double, Double)]
    )
    func `a logo is scaled down into its box and never up`(
        width: Double,
        height: Double,
        shownWidth: Double,
        shownHeight: Double
    ) {
        let logo = Logo(format: .png, bytes: [], width: width, height: height)
        let box = logo.box(maxWidth: 200, maxHeight: 40)
        #expect(box == (shownWidth, shownHeight))
    }

    @Test(
        arguments: [
            (4, 160, 40), (1, 40, 40), (10, 200, 20), (0.1, 4, 40), (1e300, 200, 0.5), (.nan, 40, 40), (0, 0.5, 40),
        ] as [(Double, Double, Double)]
    )
    func `an SVG without a size fills its box by its ratio`(ratio: Double, width: Double, height: Double) {
        let box = Logo(format: .svg, bytes: [], aspectRatio: ratio).box(maxWidth: 200, maxHeight: 40)
        #expect(box == (width, height))
    }

    @Test func `a data URL names its type and holds the bytes`() {
        let bytes = Array(0...255) as [UInt8]
        let url = Logo(format: .jpeg, bytes: bytes, width: 1, height: 1).dataURL
        #expect(url.hasPrefix("data:image/jpeg;base64,AAEC"))
        #expect(Data(base64Encoded: String(url.dropFirst("data:image/jpeg;base64,".count))) == Data(bytes))
        #expect(Logo(format: .svg, bytes: [], aspectRatio: 1).dataURL == "data:image/svg+xml;base64,")
    }

    @Test func `a logo stays the same when somebody asks for its data URL`() {
        let logo = Logo(format: .gif, bytes: [1, 2, 3], width: 1, height: 1)
        let (copy, other) = (logo, Logo(format: .gif, bytes: [1, 2, 3], width: 1, height: 1))
        #expect(copy.dataURL == other.dataURL && logo.dataURL == copy.dataURL)
        #expect(Set([logo, copy, other, Logo(format: .gif, bytes: [1, 2, 3], width: 1, height: 1)]).count == 1)
    }

    @Test func `formats know their endings`() {
        #expect(Logo.Format.allCases.map(\.fileExtensions) == [["svg"], ["png"], ["jpg", "jpeg"], ["gif"]])
        #expect(Logo.Format.allCases.map(\.name) == ["SVG", "PNG", "JPEG", "GIF"])
    }

    @Test func `a logo in a workspace is read and judged`() throws {
        let root = try TemporaryFolder()
        try root.file("logos/acme.svg", String(decoding: ImageBytes.svg("width='9' height='9'"), as: UTF8.self))
        try root.file("logos/large.svg", String(repeating: " ", count: Logo.byteLimit + 1))
        try root.link("logos/passwd.svg", to: "/etc/passwd")
        let files = try WorkspaceFiles(root: root.path)
        #expect(files.logo(at: "logos/acme.svg").logo?.width == 9)
        let message = "logos/none.svg does not exist; put the file there, or correct the path"
        #expect(files.logo(at: "logos/none.svg").findings == [.init(.logoFileMissing, message)])
        #expect(files.logo(at: "logos/passwd.svg").findings.map(\.rule) == [.logoOutside])
        #expect(files.logo(at: "../acme.svg").findings.map(\.rule) == [.logoOutside])
        #expect(files.logo(at: "logos").findings.map(\.rule) == [.logoUnreadable])
        #expect(
            files.logo(at: "logos/large.svg").findings
                == [.init(.logoTooLarge, "logos/large.svg has 512.1 KB; at most 512 KB are allowed")]
        )
    }
}
