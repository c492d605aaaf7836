import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `Packed summaries` {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `say what the portal says`(seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        for number in 0..<20 {
            let view = try random.view(number)
            let summary = PortalSummary(view)
            #expect(summary.state == .whole)
            #expect(summary.id == view.portal.id.description)
            #expect(Array(summary.name.utf8) == Array(view.name.utf8))
            #expect(Array(summary.brandName.utf8) == Array(view.brandName.utf8))
            #expect(Array(summary.address.utf8) == Array(view.shortAddress.utf8))
            #expect(summary.url == view.url)
            #expect(summary.status == view.portal.status)
            #expect(Feature.allCases.map(summary.allows) == Feature.allCases.map(view.portal.allows))
            #expect(summary.file == view.file)
            #expect(summary.colors == SummaryColors(view.palette))
            #expect(summary.errorCount == view.problems.count { $0.severity == .error })
            #expect(summary.warningCount == view.problems.count { $0.severity == .warning })
            #expect((summary.firstProblem == nil) == (summary.errorCount + summary.warningCount == 0))
            let logo = view.logo.flatMap { $0.bytes.count <= SummaryLogo.byteLimit ? $0 : nil }
            #expect(summary.logo?.path == logo.flatMap { _ in view.portal.logoPath })
            #expect(summary.logo?.digest == logo.map { ContentHash(of: $0.bytes) })
        }
    }

    @Test func `differ where a logo does`() throws {
        func summary(_ byte: UInt8) throws -> PortalSummary {
            PortalSummary(try RenderedPortal.view(logo: Logo(format: .png, bytes: [byte], width: 2, height: 1)))
        }
        #expect(try summary(1) == summary(1))
        #expect(try summary(1) != summary(2))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `are read again as they were`(seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        let summaries = try random.summaries(30)
        var packed = PackedSummaries()
        for (index, summary) in summaries.enumerated() {
            if index.isMultiple(of: 2) {
                packed.append(summary)
            } else {
                packed.append(try PortalSummary(packed: summary.packed[...]))
            }
        }
        #expect(packed.count == summaries.count)
        #expect(Array(packed) == summaries)
        for (index, summary) in summaries.enumerated() {
            #expect(Array(packed.packed(at: index)) == summary.packed)
            let read = try PortalSummary(packed: packed.packed(at: index))
            #expect(read == summary)
            #expect(Self.texts(read) == Self.texts(summary))
        }
    }

    private static func texts(_ summary: PortalSummary) -> [String?] {
        [
            summary.id, summary.name, summary.address, summary.url, summary.brandName, summary.file,
            summary.firstProblem, summary.logo?.path, "\(summary.state) \(summary.status) \(summary.features)",
            "\(summary.errorCount) \(summary.warningCount) \(summary.colors?.bytes ?? [])",
        ]
    }

    @Test func `take some three hundred bytes a portal`() throws {
        var random = RandomSummaries(seed: 3)
        let views = try (0..<100).map { try random.view($0) }
        let sum = views.reduce(0) { $0 + PortalSummary($1).packed.count }
        #expect((150...400).contains(sum / views.count))
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `that are damaged are an error, or another summary, and nothing worse`(seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 50)
        let pages = SharedPages(templates: try RenderedPortal.library(), origin: "") { _ in nil }
        for number in 0..<5 {
            let whole = try random.summary(number).packed
            #expect(!(0..<whole.count).contains { (try? PortalSummary(packed: whole[..<$0])) != nil })
            #expect(throws: PackedBytesError.self) { try PortalSummary(packed: whole[...] + [0]) }
            for _ in 0..<100 {
                var damaged = whole
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    // The head is damaged more often than texts, of which most bytes are as good as others.
                    let end = Bool.random(using: &generator) ? damaged.count : min(20, damaged.count)
                    damaged[Int.random(in: 0..<end, using: &generator)] = .random(in: 0...255, using: &generator)
                }
                guard let summary = try? PortalSummary(packed: damaged[...]) else { continue }
                var packed = PackedSummaries()
                packed.append(summary)
                #expect(pages.markdown(of: packed).bytes.count > 10)
                #expect(Self.texts(packed[0]).count == 10)
            }
        }
    }

    @Test(
        arguments: [
            [], [3], [0x40], [0, 0x40], [0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
            [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
            // Text that is no UTF-8, colours too few, an address twice.
            [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xFF], [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7],
            [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x61], [0x18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ] as [[UInt8]]
    )
    func `that no summary has are refused`(bytes: [UInt8]) {
        #expect(throws: PackedBytesError.self) { try PortalSummary(packed: bytes[...]) }
    }
}
