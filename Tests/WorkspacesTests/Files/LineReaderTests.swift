import Foundation
import TestSupport
import Testing

@testable import Workspaces

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct `Reading a file line by line` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func lines(limit: Int = 100) throws -> [LineReader.Line] {
        let reader = try LineReader(ofFileAt: folder / "file", limit: limit)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(try reader.next() == nil)
        #expect(reader.lineNumber == lines.count)
        return lines
    }

    @Test(arguments: [
        ("", []), ("\n", [""]), ("a", ["a|"]), ("a\n", ["a"]), ("a\nb", ["a", "b|"]), ("\n\na\n", ["", "", "a"]),
        ("a\r\nb\n", ["a\r", "b"]), ("a\u{2028}b\n", ["a\u{2028}b"]), ("a\0b\n", ["a\0b"]),
    ])
    func `gives each line, and says whether it ends`(text: String, expected: [String]) throws {
        try folder.write(text, to: "file")
        let shown = try lines().map { String(decoding: $0.bytes, as: UTF8.self) + ($0.isTerminated ? "" : "|") }
        #expect(shown.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `gives what a file of any lines was made of`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = (0..<200).map { _ in
            // Around the step by which the file is read, now and then.
            let isLong = Int.random(in: 0..<20, using: &generator) == 0
            let count =
                isLong ? Int.random(in: 65_000...66_000, using: &generator) : Int.random(in: 0...90, using: &generator)
            return String(repeating: "x", count: count)
        }
        try folder.write(texts.map { $0 + "\n" }.joined(), to: "file")
        #expect(try lines(limit: 66_000).map { String(decoding: $0.bytes, as: UTF8.self) } == texts)
    }

    @Test func `ends at a line that is too long, with its number`() throws {
        for (text, isTooLong) in [
            ("ok\n0123456789\n", false), ("ok\n0123456789", false), ("ok\n0123456789a\n", true),
            ("ok\n0123456789a", true),
            ("ok\n" + String(repeating: "x", count: 1 << 20), true),
        ] {
            try folder.write(text, to: "file")
            let reader = try LineReader(ofFileAt: folder / "file", limit: 10)
            #expect(try reader.next()?.bytes == Array("ok".utf8))
            if isTooLong {
                #expect(throws: FileReadError.tooLarge(limit: 10, size: nil)) { try reader.next() }
            } else {
                #expect(try reader.next()?.bytes.count == 10)
            }
            #expect(reader.lineNumber == 2)
        }
    }

    @Test func `opens plain files alone`() throws {
        #expect(throws: FileReadError.notFound) { try LineReader(ofFileAt: folder / "file", limit: 10) }
        try folder.write("x", to: "other")
        try folder.link("link", to: "other")
        try folder.folder("folder")
        #expect(mkfifo(folder / "pipe", 0o600) == 0)
        for (name, kind) in [("link", FileKind.link), ("folder", .folder), ("pipe", .pipe)] {
            #expect(throws: FileReadError.notAPlainFile(kind)) { try LineReader(ofFileAt: folder / name, limit: 10) }
        }
    }
}
