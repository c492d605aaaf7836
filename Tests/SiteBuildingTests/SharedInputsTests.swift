import Portals
import Rendering
import Testing

@testable import SiteBuilding

@Suite struct `What pages of all portals are made from` {
    /// As many portals as three pages of the gallery hold, one of which differs.
    private static func inputs(changing index: Int = 0, name: String = "Acme", color: String = "#123456") throws
        -> SharedInputs
    {
        var summaries = PackedSummaries()
        for number in 0..<401 {
            let isOther = number == index
            let colors = ValueObject([("primary", .string(isOther ? color : "#123456"))])
            let body = ValueObject([
                ("name", .string(isOther ? name : "Acme")),
                ("customization", .object(ValueObject([("colors", .object(colors))]))),
            ])
            let portal = Portal(id: try PortalID("p\(number)"), body: body)
            let file = "portals/p\(number).yaml"
            summaries.append(PortalSummary(PortalView(portal: portal, file: file, logo: nil, problems: [])))
        }
        return SharedInputs(summaries)
    }

    /// Which of docs.md, docs.html, index.html, page-2.html and page-3.html have other inputs.
    private static func changed(_ inputs: SharedInputs) throws -> [Int] {
        let before = try self.inputs()
        return (0..<5).filter { inputs.hash(ofPage: $0) != before.hash(ofPage: $0) }
    }

    @Test func `is the same while nothing changed`() throws {
        #expect(try Self.changed(try Self.inputs()) == [])
    }

    @Test func `is another for every page that shows a name`() throws {
        #expect(try Self.changed(try Self.inputs(changing: 3, name: "New")) == [0, 1, 2])
        #expect(try Self.changed(try Self.inputs(changing: 250, name: "New")) == [0, 1, 2, 3])
    }

    @Test func `is another for the gallery alone where a colour changed, which no docs of all portals show`() throws {
        #expect(try Self.changed(try Self.inputs(changing: 250, color: "#ffe600")) == [2, 3])
        #expect(try Self.changed(try Self.inputs(changing: 400, color: "#ffe600")) == [2, 4])
    }
}
