import Foundation
import TestSupport
import Testing

@testable import LivePreview

/// What is kept of a workspace between runs.
@Suite struct ServeStateTests {
    private let folder: TemporaryFolder
    private let state: ServeState

    init() throws {
        folder = try TemporaryFolder()
        state = ServeState(workspace: "/some/where", environment: ["XDG_STATE_HOME": folder / "state"])
    }

    private func content(port: Int?) throws -> ServeState.Content {
        ServeState.Content(token: try #require(LiveToken(String(repeating: "t", count: 43))), port: port)
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `token and port come back, and nobody else may read them`() throws {
        #expect(try state.read() == nil)
        try state.write(try content(port: 4001))
        let kept = try #require(try state.read())
        #expect(kept.port == 4001)
        #expect(kept.token.text == String(repeating: "t", count: 43))
        #expect(try mode(state.path) == 0o600)
        #expect(try mode(state.folder) == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: state.folder).count == 1)
    }

    @Test func `each workspace has a file of its own`() {
        let other = ServeState(workspace: "/some/where/else", environment: ["XDG_STATE_HOME": folder / "state"])
        #expect(other.path != state.path)
        #expect(other.folder == state.folder)
    }

    @Test(
        arguments: [
            (["XDG_STATE_HOME": "/x", "HOME": "/h"], "/x/portico"), (["HOME": "/h"], "/h/.local/state/portico"),
            (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/portico"),
            (["XDG_STATE_HOME": "here", "HOME": "/h"], "/h/.local/state/portico"),
        ]
    )
    func `the user's state folder holds it`(environment: [String: String], folder: String) {
        #expect(ServeState(workspace: "/w", environment: environment).folder == folder)
    }

    @Test(
        arguments: [
            "", "{", "[]", #"{"version":1}"#, #"{"version":2,"token":"TOKEN","port":1}"#,
            #"{"version":1,"token":"short","port":1}"#, #"{"version":1,"token":"TOKEN","port":70000}"#,
            #"{"version":1,"token":"TOKEN","port":0}"#,
        ]
    )
    func `a damaged file doesn't count`(text: String) throws {
        try state.write(try content(port: nil))
        try Data(text.replacing("TOKEN", with: String(repeating: "t", count: 43)).utf8)
            .write(to: URL(fileURLWithPath: state.path))
        #expect(throws: ServeState.Obstacle(words: "is damaged")) { try state.read() }
    }

    @Test(arguments: [0o644, 0o620, 0o604])
    func `a file that others may use doesn't count`(mode: Int) throws {
        try state.write(try content(port: 1))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: state.path)
        #expect(throws: ServeState.Obstacle(words: "could be read or written by others")) { try state.read() }
        try state.write(try content(port: 2))
        #expect(try state.read()?.port == 2)
    }

    @Test func `a link or a folder in its place doesn't count`() throws {
        try state.write(try content(port: 1))
        let file = state.path
        try FileManager.default.moveItem(atPath: file, toPath: folder / "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: folder / "elsewhere")
        #expect(throws: ServeState.Obstacle.self) { try state.read() }
        // Writing replaces the link, and not what it leads to.
        try state.write(try content(port: 2))
        #expect(try state.read()?.port == 2)
        #expect(try String(contentsOfFile: folder / "elsewhere", encoding: .utf8).contains(#""port":1"#))
    }
}
