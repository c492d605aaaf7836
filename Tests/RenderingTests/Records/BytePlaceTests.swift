import TestSupport
import Testing

@testable import Rendering

@Suite struct `The place of bytes` {
    @Test func `is the first, or none`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let whole = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...1, using: &generator)
            }
            let start = Int.random(in: 0...whole.count, using: &generator)
            let end = Int.random(in: start...whole.count, using: &generator)
            var part = Array(whole[start..<end].prefix(Int.random(in: 0...20, using: &generator)))
            if Bool.random(using: &generator) { part.append(UInt8.random(in: 0...1, using: &generator)) }
            let expected = (start...end).first { $0 + part.count <= end && Array(whole[$0..<$0 + part.count]) == part }
            #expect(BytePlace.first(of: part, in: whole, start..<end) == expected)
        }
    }
}
