import Foundation
import TestSupport
import Testing

@testable import Workspaces

@Suite struct `A file that is written piece by piece` {
    private let folder: TemporaryFolder
    private let output: OutputFolder

    init() throws {
        folder = try TemporaryFolder()
        output = try OutputFolder(path: folder / "site")
    }

    private func publish(_ pieces: [[UInt8]], as name: String) throws -> WriteOutcome {
        let draft = try OutputDraft(in: output)
        for piece in pieces { try draft.append(piece[...]) }
        return try draft.publish(as: name)
    }

    private static let pieces = [Array("one ".utf8), [UInt8](repeating: 7, count: 300_000), Array("end".utf8)]

    @Test func `has its name when it is whole, and stays as it is if it has the same bytes`() throws {
        #expect(try publish(Self.pieces, as: "a") == .written)
        #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder / "site/a"))) == Self.pieces.flatMap(\.self))
        let before = output.stamps(of: ["a"], in: "")
        #expect(try publish([Self.pieces.flatMap(\.self)], as: "a") == .unchanged)
        #expect(output.stamps(of: ["a"], in: "") == before)
        #expect(try publish([Self.pieces.flatMap(\.self).reversed()], as: "a") == .written)
        #expect(try publish([], as: "empty") == .written)
        #expect(try publish([], as: "empty") == .unchanged)
        #expect(try folder.files() == ["site/a", "site/empty"])
    }

    @Test func `leaves nothing if it is not published`() throws {
        try publishNothing()
        #expect(try folder.files() == [])
    }

    private func publishNothing() throws {
        let draft = try OutputDraft(in: output)
        try draft.append(Self.pieces[1][...])
        #expect(try folder.files().count == 1)
        // Somebody else's tidying does not take it for left behind.
        #expect(try !output.removeOwnStaleTemporaryFiles())
        #expect(try folder.files().count == 1)
    }

    @Test func `reads what was written to it`() throws {
        let draft = try OutputDraft(in: output)
        for piece in Self.pieces { try draft.append(piece[...]) }
        #expect(try draft.bytes(from: 0, count: 4) == Array("one ".utf8))
        #expect(try draft.bytes(from: 300_003, count: 4) == [7] + Array("end".utf8))
        #expect(throws: OutputError.self) { try draft.bytes(from: 300_004, count: 4) }
        try draft.append(Array("more".utf8)[...])
        #expect(try draft.bytes(from: draft.count - 4, count: 4) == Array("more".utf8))
    }

    @Test func `takes the place of a link and not of what it leads to, and never of a folder`() throws {
        try folder.write("mine", to: "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: folder / "site/a", withDestinationPath: "../elsewhere")
        #expect(try publish([Array("mine".utf8)], as: "a") == .written)
        #expect(try folder.text("elsewhere") == "mine")
        try folder.write("x", to: "site/b/c")
        #expect(throws: OutputError(path: "\(output.path)/b", reason: .notAFile(.folder))) { try publish([], as: "b") }
        for name in ["..", "", "b/d", ".portico-1-1.tmp"] {
            #expect(throws: OutputError.self) { try publish([], as: name) }
        }
    }

    @Test func `says that the disk is full, and leaves nothing`() throws {
        var calls = FileSystemCalls.system
        calls.write = { (_, _) throws(SystemError) in throw SystemError(ENOSPC) }
        let full = try OutputFolder(path: folder / "site", calls: calls)
        #expect { try Self.write(to: full) } throws: { "\($0)".contains("the disk is full") }
        #expect(try folder.files() == [])
    }

    private static func write(to folder: OutputFolder) throws {
        let draft = try OutputDraft(in: folder)
        for piece in pieces { try draft.append(piece[...]) }
        _ = try draft.publish(as: "a")
    }
}
