import Diagnostics
import TestSupport
import Testing

@testable import Workspaces

/// The way back from an edited text to the file.
@Suite struct EditTrailTests {
    /// A text that remembers where each of its bytes stood in the file.
    private struct Traced {
        var bytes: [UInt8]
        var origins: [Int?]

        /// Exchanges some stretches that do not touch, and returns the edits.
        mutating func edit(using generator: inout SeededGenerator) -> [TextEdit] {
            let text = SourceText(bytes)
            var edits: [TextEdit] = []
            var (newBytes, newOrigins): ([UInt8], [Int?]) = ([], [])
            var offset = 0
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                guard offset < bytes.count else { break }
                let start = Int.random(in: offset..<bytes.count, using: &generator)
                let end = Int.random(in: start...min(start + 6, bytes.count), using: &generator)
                let written = EditTrailTests.letters(Int.random(in: 0...8, using: &generator), using: &generator)
                edits.append(
                    TextEdit(
                        range: text.range(ofBytes: start..<end),
                        replacement: String(decoding: written, as: UTF8.self)
                    )
                )
                newBytes += bytes[offset..<start] + written
                newOrigins += origins[offset..<start] + Array(repeating: nil, count: written.count)
                offset = end
                if end < bytes.count {
                    // Edits that touch are none of the editor's.
                    newBytes.append(bytes[end])
                    newOrigins.append(origins[end])
                    offset = end + 1
                }
            }
            bytes = newBytes + bytes[offset...]
            origins = newOrigins + origins[offset...]
            return edits
        }
    }

    private static func letters(_ count: Int, using generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in Array("ab \n".utf8).randomElement(using: &generator) ?? 0x20 }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `every byte that was left alone is found where it stood`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let file = Self.letters(60, using: &generator)
        let original = SourceText(file)
        var trail = EditTrail(original)
        var text = Traced(bytes: file, origins: Array(file.indices))
        for _ in 0..<4 {
            let before = SourceText(text.bytes)
            trail.add(text.edit(using: &generator), to: before)
            for (offset, origin) in text.origins.enumerated() {
                guard let origin else { continue }
                #expect(trail.position(ofByte: offset) == original.position(ofByte: origin))
            }
        }
    }
}
