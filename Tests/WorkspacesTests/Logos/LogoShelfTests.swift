import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// Logos are looked at once in a reading, and anew in the next.
@Suite struct LogoShelfTests {
    private static func svg(width: Int) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="28"/>"#
    }

    @Test func `a logo that portals share is the same for all of them`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.svg(width: 50), to: "a.svg")
        let files = try WorkspaceFiles(root: folder.path)
        let shelf = LogoShelf(files)
        let first = shelf.inspection(of: "a.svg")
        try folder.write(Self.svg(width: 60), to: "a.svg")
        for _ in 0..<3 {
            let again = shelf.inspection(of: "a.svg")
            #expect(again == first)
            #expect(again.logo?.dataURL == first.logo?.dataURL)
        }
        #expect(LogoShelf(files).inspection(of: "a.svg").logo?.width == 60)
    }

    @Test func `each path has its own logo however many there are`() throws {
        let folder = try TemporaryFolder()
        for number in 1...200 {
            try folder.write(Self.svg(width: number), to: "\(number).svg")
        }
        let files = try WorkspaceFiles(root: folder.path)
        let shelf = LogoShelf(files)
        for round in 1...3 {
            for number in 1...200 {
                let path = "\(number).svg"
                #expect(shelf.inspection(of: path).logo?.width == Double(number), "round \(round)")
                #expect(shelf.inspection(of: path) == files.logo(at: path))
                #expect(shelf.inspection(of: path).logo?.dataURL == files.logo(at: path).logo?.dataURL)
            }
        }
    }

    @Test func `what is wrong with a logo is said to each portal`() throws {
        let folder = try TemporaryFolder()
        let shelf = LogoShelf(try WorkspaceFiles(root: folder.path))
        for _ in 0..<3 {
            let inspection = shelf.inspection(of: "none.svg")
            #expect(inspection.logo == nil)
            #expect(inspection.findings.map(\.rule) == [.logoFileMissing])
        }
    }
}
