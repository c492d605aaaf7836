import Testing

@testable import SiteBuilding

@Suite struct `Records that are kept` {
    private static func kept(_ ids: [String], dropping dropped: Set<String> = [], areTrusted: Bool) -> KeptRecords {
        var kept = KeptRecords(areTrusted: areTrusted)
        for id in ids { kept.insert(id) }
        kept.dropped = dropped
        return kept
    }

    @Test(arguments: [true, false])
    func `are complete once each was found, in any order`(areTrusted: Bool) {
        var kept = Self.kept(["acme", "fern", "voltline"], dropping: ["gone"], areTrusted: areTrusted)
        #expect(["voltline", "gone", "acme"].map { kept.remove($0) } == [true, false, true])
        #expect(!kept.isEmpty)
        #expect(["fern"].map { kept.remove($0) } == [true])
        #expect(kept.isEmpty)
        #expect(KeptRecords(areTrusted: areTrusted).isEmpty)
    }

    @Test(arguments: [
        ["acme"], ["acme", "acme"], ["acme", "invented"], ["acme", "fern", "fern"], ["acme", "fern", "invented"],
        ["acme", "gone"],
    ])
    func `are not complete if one is missing, there twice, or another's`(found: [String]) {
        var kept = Self.kept(["acme", "fern"], dropping: ["gone"], areTrusted: true)
        for id in found { _ = kept.remove(id) }
        #expect(!kept.isEmpty)
    }

    @Test func `of which nothing is known are those that were named`() {
        var kept = Self.kept(["acme", "fern"], areTrusted: false)
        #expect(["acme", "acme", "invented", "fern"].map { kept.remove($0) } == [true, false, false, true])
        #expect(kept.isEmpty)
    }
}
