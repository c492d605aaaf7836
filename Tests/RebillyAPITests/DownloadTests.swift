import Foundation
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct DownloadTests {
    private static let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) })

    private static func download(
        _ replies: [ScriptedServer.Reply],
        to folder: TemporaryFolder,
        size: ImageSize? = nil
    ) async throws -> (result: Result<Answer<DownloadedFile>, RebillyError>, requests: [RecordedRequest]) {
        let server = try await ScriptedServer(replies: replies)
        let result = try await Harness.with(server) { client in
            let id = try #require(FileID("file_1"))
            do throws(RebillyError) {
                let answer = try await client.download(id, to: folder / "logo.png", size: size)
                return Result<Answer<DownloadedFile>, RebillyError>.success(answer)
            } catch {
                return .failure(error)
            }
        }
        return (result, server.requests)
    }

    @Test func `a file is written whole, and nothing beside it`() async throws {
        let folder = try TemporaryFolder()
        let reply = ScriptedServer.Reply.answer(200, headers: [("Content-Type", "image/jpg")], body: Self.bytes)
        let answer = try await Self.download([reply], to: folder)
        let file = try answer.result.get().value
        #expect(file.byteCount == Self.bytes.count)
        #expect(file.mediaType == "image/jpeg")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == Self.bytes)
        #expect(try folder.files() == ["logo.png"])
        #expect(answer.requests.map(\.line) == ["GET /organizations/org_demo/files/file_1/download"])
        #expect(answer.requests[0].header("REB-APIKEY") == Harness.key)
    }

    @Test func `a size is asked for`() async throws {
        let folder = try TemporaryFolder()
        let answer = try await Self.download([.answer(200)], to: folder, size: ImageSize(width: 200, height: 80))
        #expect(answer.requests[0].uri.hasSuffix("/download?imageSize=200x80"))
        #expect(ImageSize(width: 9, height: 80) == nil)
        #expect(ImageSize(width: 80, height: 2001) == nil)
    }

    @Test func `a try that broke off leaves none of its bytes in the file`() async throws {
        let folder = try TemporaryFolder()
        let broken = ScriptedServer.Reply.truncated(200, body: Data(repeating: 1, count: 5000), missing: 10)
        let answer = try await Self.download([broken, .answer(200, body: Data("short".utf8))], to: folder)
        #expect(try answer.result.get().value.byteCount == 5)
        #expect(try folder.text("logo.png") == "short")
    }

    @Test(arguments: [
        ScriptedServer.Reply.json(404, "{}"), .dropped, .truncated(200, body: Data("x".utf8), missing: 1),
        .answer(302, headers: [("Location", "http://evil.example/x")]),
        .answer(302, headers: [("Location", "javascript:alert(1)")]), .answer(302),
        .answer(302, headers: [("Location", "")]),
    ])
    func `what fails leaves the old file as it was`(reply: ScriptedServer.Reply) async throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "logo.png")
        let answer = try await Self.download([reply], to: folder)
        #expect(throws: RebillyError.self) { try answer.result.get() }
        #expect(try folder.text("logo.png") == "old")
        #expect(try folder.files() == ["logo.png"])
    }

    @Test func `a folder that is not there is said`() async throws {
        let server = try await ScriptedServer(replies: [.answer(200)])
        let folder = try TemporaryFolder()
        try await Harness.with(server) { client in
            let id = try #require(FileID("file_1"))
            await #expect(throws: RebillyError.self) { try await client.download(id, to: folder / "none/logo.png") }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `a link in the place of the file is replaced, not followed`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("secret", to: "other")
        try FileManager.default.createSymbolicLink(
            atPath: folder / "logo.png",
            withDestinationPath: folder / "other"
        )
        _ = try await Self.download([.answer(200, body: Data("new".utf8))], to: folder).result.get()
        #expect(try folder.text("other") == "secret")
        #expect(try folder.text("logo.png") == "new")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirection at the same origin keeps the key`(status: Int) async throws {
        let folder = try TemporaryFolder()
        let hop = ScriptedServer.Reply.answer(status, headers: [("Location", "/blob?x=1")])
        let answer = try await Self.download([hop, .answer(200, body: Data("new".utf8))], to: folder)
        _ = try answer.result.get()
        #expect(answer.requests.map(\.uri).last == "/blob?x=1")
        #expect(answer.requests.allSatisfy { $0.header("REB-APIKEY") == Harness.key })
    }

    @Test func `a redirection to another origin gets no key, and its way back none either`() async throws {
        let folder = try TemporaryFolder()
        // Another port is another origin (RFC 6454).
        let origin = try await ScriptedServer { request, number in
            .answer(200, body: Data("back".utf8))
        }
        let elsewhere = try await ScriptedServer(replies: [
            .answer(302, headers: [("Location", "\(origin.address)/back")])
        ])
        let start = try await ScriptedServer(replies: [
            .answer(302, headers: [("Location", "\(elsewhere.address)/blob")])
        ])
        try await Harness.with(start) { client in
            let id = try #require(FileID("file_1"))
            _ = try await client.download(id, to: folder / "logo.png")
        }
        try await origin.stop()
        try await elsewhere.stop()
        #expect(start.requests[0].header("REB-APIKEY") == Harness.key)
        for request in elsewhere.requests + origin.requests {
            #expect(!request.headers.contains { $0.value.contains(Harness.key) })
        }
        #expect(try folder.text("logo.png") == "back")
    }

    @Test func `redirections without end are left`() async throws {
        let folder = try TemporaryFolder()
        let answer = try await Self.download([.answer(302, headers: [("Location", "/again")])], to: folder)
        #expect(throws: RebillyError.self) { try answer.result.get() }
        #expect(answer.requests.count == 6)
    }

    @Test(arguments: Operation.all)
    func `nothing but a download follows a redirection`(operation: Operation) async throws {
        let elsewhere = try await ScriptedServer(replies: [.json(200, "{}")])
        let hop = ScriptedServer.Reply.answer(302, headers: [("Location", "\(elsewhere.address)/x")])
        let error = try await Harness.failure([hop]) { _ = try await operation.perform($0) }
        guard case .unexpectedAnswer? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try await elsewhere.stop()
        #expect(elsewhere.requests.isEmpty)
    }

    @Test(arguments: [400, 401, 403, 409, 429])
    func `what is refused elsewhere is not the service's refusal, and its address stays hidden`(status: Int)
        async throws
    {
        let folder = try TemporaryFolder()
        let log = RecordedLog()
        var settings = Harness.settings()
        settings.logger = log.logger
        let body = "{\"detail\":\"/signed-path of /signed-path\"}"
        let elsewhere = try await ScriptedServer(replies: [.json(status, body, [("Retry-After", "900")])])
        let server = try await ScriptedServer { request, _ in
            request.uri.hasSuffix("/download")
                ? .answer(302, headers: [("Location", "\(elsewhere.address)/signed-path?q=signed-path")])
                : .json(200, "{\"id\":\"file_1\"}")
        }
        try await Harness.with(server, settings: settings) { client in
            let id = try #require(FileID("file_1"))
            do throws(RebillyError) {
                _ = try await client.download(id, to: folder / "logo.png")
                Issue.record("it was written")
            } catch {
                guard case .unexpectedAnswer(let call) = error else { throw error }
                #expect(call.path == "127.0.0.1")
                #expect(!String(reflecting: error).contains("signed-path"))
            }
            #expect(try await client.file(id).status == 200)
        }
        try await elsewhere.stop()
        #expect(log.lines.contains { $0.contains("status=\(status)") && $0.contains("host=127.0.0.1") })
        for line in log.lines { #expect(!line.contains("signed-path")) }
    }

    @Test func `what is not there elsewhere is not found`() async throws {
        let folder = try TemporaryFolder()
        let elsewhere = try await ScriptedServer(replies: [.answer(404)])
        let hop = ScriptedServer.Reply.answer(302, headers: [("Location", "\(elsewhere.address)/x")])
        let answer = try await Self.download([hop], to: folder)
        guard case .failure(.notFound) = answer.result else {
            Issue.record("\(answer.result)")
            return
        }
        try await elsewhere.stop()
    }

    private static let busy = ScriptedServer.Reply.answer(503, headers: [("Retry-After", "50")])

    @Test func `a download has one time for all its redirections`() async throws {
        let folder = try TemporaryFolder()
        let time = TurnedTime()
        let hop = ScriptedServer.Reply.answer(302, headers: [("Location", "/blob")])
        let replies = [Self.busy, hop, Self.busy, Self.busy]
        _ = try await Harness.failure(replies, settings: Harness.settings(time)) { client in
            _ = try await client.download(#require(FileID("file_1")), to: folder / "logo.png")
        }
        #expect(time.waits == [50, 50])
    }

    @Test func `an upload and its metadata have one time`() async throws {
        let time = TurnedTime()
        let refused = ScriptedServer.Reply.answer(429, headers: [("Retry-After", "50")])
        let replies = [refused, .json(201, "{\"id\":\"file_1\"}"), Self.busy, Self.busy]
        _ = try await Harness.failure(replies, settings: Harness.settings(time)) { client in
            _ = try await client.upload(Data(), kind: .png, metadata: FileMetadata(name: "a"))
        }
        #expect(time.waits == [50, 50])
    }
}
