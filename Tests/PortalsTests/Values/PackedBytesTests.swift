import Portals
import TestSupport
import Testing

struct PackedBytesTests {
    @Test func `what was written is read again`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let numbers = (0..<9).map { _ in
                UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64.random(in: 0...63, using: &random)
            }
            let texts = ["", "Käse", "a\u{0}b", "e\u{301}"].shuffled(using: &random)
            var writer = PackedBytesWriter()
            writer.append(numbers) { $0.append($1) }
            writer.append(texts) { $0.append($1) }
            writer.append(nil as String?)
            writer.append("there" as String?)
            writer.append(true)
            writer.append([1, 2, 3] as [UInt8])
            var reader = PackedBytesReader(writer.bytes[...])
            #expect(try reader.list { reader throws(PackedBytesError) in try reader.number() } == numbers)
            let read = try reader.list { reader throws(PackedBytesError) in try reader.text() }
            #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
            #expect(try reader.optionalText() == nil)
            #expect(try reader.optionalText() == "there")
            #expect(try reader.flag())
            #expect(try Array(reader.bytes()) == [1, 2, 3])
            #expect(reader.isAtEnd)
        }
    }

    @Test(
        arguments: [
            [], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], [5, 1, 2], [1, 0xFF],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        ] as [[UInt8]]
    )
    func `damaged bytes are an error`(_ bytes: [UInt8]) {
        #expect(throws: PackedBytesError.self) {
            var reader = PackedBytesReader(bytes[...])
            _ = try reader.text()
        }
        #expect(throws: PackedBytesError.self) {
            var reader = PackedBytesReader(bytes[...])
            _ = try reader.list { reader throws(PackedBytesError) in
                try reader.list { r throws(PackedBytesError) in try r.text() }
            }
        }
    }
}
