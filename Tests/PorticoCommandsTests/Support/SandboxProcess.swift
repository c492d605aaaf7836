import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import TestSupport

/// `portico sandbox` as a process that answers.
final class SandboxProcess {
    /// What it announced.
    let announcement: [String: Any]
    /// What it printed besides, in bytes.
    private let process: Process
    private let errors: String
    private let folder: TemporaryFolder

    /// Starts it, and waits until it has announced itself.
    init(_ arguments: [String], format: String = "json") throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "err")
        errors = folder / "err"
        process = Process()
        process.executableURL = URL(fileURLWithPath: Command().path)
        process.arguments = ["sandbox", "--format", format, "--port", "0"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        var text = Data()
        while !text.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            text += more
        }
        output.fileHandleForReading.readabilityHandler = { handle in _ = handle.availableData }
        announcement =
            (try? JSONSerialization.jsonObject(with: text)) as? [String: Any] ?? [
                "text": String(decoding: text, as: UTF8.self)
            ]
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    var errorText: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    func text(_ service: String, _ member: String) -> String {
        (announcement[service] as? [String: Any])?[member] as? String ?? ""
    }

    /// Sends a signal and waits for the end.
    ///
    /// - Returns: The exit status; negative: the signal that ended it.
    func end(by signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Asks Rebilly.
    func rebilly(_ method: String, _ path: String, _ body: String? = nil) async throws -> (status: Int, body: Data) {
        try await Self.send(
            method,
            text("rebilly", "baseURL") + path,
            [("REB-APIKEY", text("rebilly", "apiKey")), ("Content-Type", "application/json")],
            body
        )
    }

    static func send(
        _ method: String,
        _ url: String,
        _ headers: [(String, String)] = [],
        _ body: String? = nil
    ) async throws -> (status: Int, body: Data) {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(Data(body.utf8)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        return (Int(response.status.code), Data(buffer: try await response.body.collect(upTo: 64 << 20)))
    }
}
