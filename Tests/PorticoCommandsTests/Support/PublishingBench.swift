import Foundation
import TestSupport
import Testing

/// A workspace and a sandbox as processes meet them: the built program, its variables, its streams.
final class PublishingBench {
    /// A key that occurs nowhere else.
    static let key = "sk_test_D0-not-show-this-key"

    let folder: TemporaryFolder
    let sandbox: SandboxProcess

    private init(_ sandbox: SandboxProcess) throws {
        self.sandbox = sandbox
        folder = try TemporaryFolder()
    }

    /// Starts a sandbox that takes the key, and makes a workspace of two portals and a logo.
    static func make(settings: String = "lint: {links.missing: off}\n") async throws -> PublishingBench {
        let bench = try PublishingBench(try SandboxProcess([]))
        try await bench.control("PATCH", "/settings", #"{"rebilly": {"apiKey": "\#(key)"}}"#)
        try bench.folder.write(settings, to: "portico.yaml")
        try bench.folder.write(gif, to: "logos/acme.gif")
        try bench.write("acme", "  logo: logos/acme.gif\n")
        try bench.write("beta")
        return bench
    }

    /// A picture of 40 by 20 pixels.
    private static let gif = Data(
        Array("GIF89a".utf8) + [40, 0, 20, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
            + [0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 40, 0, 20, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    )

    /// Writes a portal file with these lines above `x-portico`, and its own lines below.
    func write(_ id: String, _ own: String = "", lines: String = "") throws {
        let website =
            #"website: {name: Sandbox, url: "https://sandbox.example", supportEmail: help@sandbox.example, supportPhone: "+1 555 0100"}"#
        try folder.write(
            "name: Portal \(id)\nslug: slug-\(id)\nwebsiteId: web_sandbox\n\(lines)x-portico:\n\(own)  \(website)\n",
            to: "portals/\(id).yaml"
        )
    }

    /// The variables that lead to the sandbox.
    var variables: [String: String] {
        [
            "PORTICO_REBILLY_BASE_URL": sandbox.text("rebilly", "baseURL"), "PORTICO_REBILLY_API_KEY": Self.key,
            "PORTICO_REBILLY_ORGANIZATION_ID": "",
        ]
    }

    /// Runs the program in the workspace, and looks for the key in all that it prints and writes.
    func run(_ arguments: [String], _ others: [String: String] = [:]) throws -> Command.Result {
        let result = try Command().run(
            arguments,
            in: folder.path,
            environment: variables.merging(others) { _, new in new }
        )
        #expect(!result.output.contains(Self.key) && !result.errors.contains(Self.key))
        #expect(!result.errors.contains("unexpected:"), "\(result.errors)")
        if folder.has("portico.lock.json") { #expect(try !folder.text("portico.lock.json").contains(Self.key)) }
        return result
    }

    /// Runs the program, which has to print JSON.
    func json(_ arguments: [String], _ others: [String: String] = [:]) throws -> (status: Int32, [String: Any]) {
        let result = try run(arguments + ["--format", "json"], others)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
            "\(result.errors)"
        )
        #expect(object["version"] as? Int == 1)
        return (result.status, object)
    }

    @discardableResult
    func control(_ method: String, _ path: String, _ body: String? = nil) async throws -> Data {
        let address = try #require(sandbox.announcement["control"] as? String) + path
        let answer = try await SandboxProcess.send(method, address, [("Content-Type", "application/json")], body)
        #expect((200..<300).contains(answer.status), "\(path)")
        return answer.body
    }

    /// How many requests arrived.
    func arrived() async throws -> Int {
        let log =
            try JSONSerialization.jsonObject(with: try await control("GET", "/requests?limit=1")) as? [String: Any]
        return (log?["counts"] as? [String: Any])?["all"] as? Int ?? 0
    }

    /// Asks the service with the key.
    func ask(_ method: String, _ path: String, _ body: String? = nil) async throws -> (status: Int, body: Data) {
        try await SandboxProcess.send(
            method,
            sandbox.text("rebilly", "baseURL") + path,
            [("REB-APIKEY", Self.key), ("Content-Type", "application/json")],
            body
        )
    }

    /// What a list of the service holds.
    func list(_ path: String) async throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: try await ask("GET", path).body) as? [[String: Any]])
    }
}
