import Foundation
import TestSupport
import Testing

/// A sandbox and a state folder as processes meet them: the built program, its variables, its streams.
final class AccessBench {
    /// A key that occurs nowhere else.
    static let key = "sk_test_D0-not-show-this-key"

    let folder: TemporaryFolder
    let origin: String
    private let sandbox: SandboxProcess

    /// Starts a sandbox that takes the key.
    static func make(_ settings: String = "{}") async throws -> AccessBench {
        let bench = try AccessBench(try SandboxProcess([]))
        try await bench.control("PATCH", "/settings", #"{"advancedBilling": {"apiKey": "\#(key)"}}"#)
        try await bench.control("PATCH", "/settings", settings)
        return bench
    }

    private init(_ sandbox: SandboxProcess) throws {
        self.sandbox = sandbox
        origin = sandbox.text("advancedBilling", "baseURL")
        folder = try TemporaryFolder()
    }

    var variables: [String: String] {
        [
            "PORTICO_ADVANCED_BILLING_BASE_URL": origin, "PORTICO_ADVANCED_BILLING_API_KEY": Self.key,
            "PORTICO_ADVANCED_BILLING_SITE": "sandbox", "XDG_STATE_HOME": folder.path, "PORTICO_LEDGER_KEY": "",
        ]
    }

    /// Runs `portico access`, and looks for the key in all that it prints.
    func run(
        _ arguments: [String],
        _ others: [String: String] = [:],
        input: Data = Data()
    ) throws -> Command.Result {
        let result = try Command().run(
            ["access"] + arguments,
            in: folder.path,
            environment: variables.merging(others) { _, new in new },
            input: input
        )
        #expect(!result.output.contains(Self.key) && !result.errors.contains(Self.key))
        #expect(!result.errors.contains("/manage/"), "a link stands on standard output alone")
        return result
    }

    /// Asks the sandbox's control.
    @discardableResult
    func control(_ method: String, _ path: String, _ body: String? = nil) async throws -> [String: Any] {
        let answer = try await SandboxProcess.send(
            method,
            "\(origin)/_sandbox\(path)",
            [("Content-Type", "application/json")],
            body
        )
        #expect((200..<300).contains(answer.status), "\(String(decoding: answer.body, as: UTF8.self))")
        return (try? JSONSerialization.jsonObject(with: answer.body)) as? [String: Any] ?? [:]
    }

    /// How many requests for a link the sandbox has seen.
    func linkRequests() async throws -> Int { try await requests(to: "/management_link.json") }

    /// How many requests the sandbox has seen whose paths end in a text.
    func requests(to end: String) async throws -> Int {
        let answer = try await control("GET", "/requests?limit=500")
        let requests = try #require(answer["requests"] as? [[String: Any]])
        return requests.count { ($0["path"] as? String)?.hasSuffix(end) == true }
    }
}
