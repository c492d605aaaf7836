import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct FileTests {
    /// A PNG of 1 by 1 pixel.
    static let png =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        ) ?? Data()
    private static let key = ("REB-APIKEY", "sandbox-key")

    private static func upload(
        _ sandbox: RunningSandbox,
        _ body: Data,
        type: String?,
        headers: [(String, String)] = [key]
    ) async throws -> TestAnswer {
        let type = type.map { [("Content-Type", $0)] } ?? []
        return try await sandbox.send("POST", "/organizations/sandbox/files", headers: headers + type, body: body)
    }

    @Test func `raw bytes become a file, which is described, downloaded and deleted`() async throws {
        try await RunningSandbox.with { sandbox in
            let made = try await Self.upload(sandbox, Self.png, type: "image/png")
            #expect(made.status == 201)
            let id = try #require(made["id"]?.string)
            #expect(id.hasPrefix("file_"))
            #expect(made.header("Location") == "\(sandbox.origin)/organizations/sandbox/files/\(id)")
            #expect(made.header("X-RateLimit-Remaining") == "2999")
            #expect(made["name"] == .string("\(id).png"))
            #expect(
                made["sha1"] == "d5ba2ad2e6d9a7ac0bf2e3c6ba6a6ba7b0c8f6b1" || made["sha1"]?.string?.utf8.count == 40
            )
            #expect(made["width"] == .integer(1))
            #expect(made["size"] == .integer(Self.png.count))
            #expect(made["isPublic"] == .boolean(false))
            let changed = try await sandbox.rebilly(
                "PUT",
                "/files/\(id)",
                ["name": "logo.png", "description": "Acme", "tags": ["logo"], "sourceType": "camera"]
            )
            #expect(changed.status == 200)
            #expect(changed["tags"] == ["logo"])
            let bare = try await sandbox.rebilly("PUT", "/files/\(id)", [:])
            #expect(bare["name"] == "logo.png")
            #expect(bare["description"] == "")
            #expect(bare["tags"] == [])
            #expect(bare["sourceType"] == .null)
            let bytes = try await sandbox.rebilly("GET", "/files/\(id)/download?imageSize=20x20")
            #expect(bytes.body == Self.png)
            #expect(bytes.header("Content-Type") == "image/png")
            #expect(try await sandbox.rebilly("DELETE", "/files/\(id)").status == 204)
            for path in ["/files/\(id)", "/files/\(id)/download"] {
                #expect(try await sandbox.rebilly("GET", path).status == 404)
            }
            #expect(try await sandbox.rebilly("PUT", "/files/\(id)", [:]).status == 404)
        }
    }

    @Test func `JSON, data addresses, permalinks and forms are other ways to send a file`() async throws {
        try await RunningSandbox.with { sandbox in
            let text = Self.png.base64EncodedString()
            let inline = try await sandbox.rebilly(
                "POST",
                "/files",
                ["file": .string(text), "name": "a.png", "isPublic": .boolean(true), "tags": ["x"]]
            )
            #expect(inline.status == 201)
            #expect(inline["isPublic"] == .boolean(true))
            let permalink = try #require(inline["_links.2.href"]?.string)
            let open = try await sandbox.send("GET", String(permalink.dropFirst(sandbox.origin.utf8.count)))
            #expect(open.body == Self.png)
            let encoded = Self.png.map { byte in
                let digits = String(byte, radix: 16)
                return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }.joined()
            let urls = [
                "data:image/png;base64,\(text)", "DATA:;base64,\(text)", "data:image/png,\(encoded)",
                "data:image/png;base64,\(text.replacing("=", with: "%3D"))", permalink,
            ]
            for url in urls {
                let linked = try await sandbox.rebilly("POST", "/files", ["url": .string(url)])
                #expect(linked.status == 201)
                #expect(linked["sha1"] == inline["sha1"])
            }
            var form = Data("--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.png\"\r\n".utf8)
            form += Data("Content-Type: image/png\r\n\r\n".utf8) + Self.png
            form += Data(
                "\r\n--b1\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nAcme\r\n--b1--\r\n".utf8
            )
            let sent = try await Self.upload(sandbox, form, type: "multipart/form-data; boundary=b1")
            #expect(sent.status == 201)
            #expect(sent["name"] == "l.png")
            #expect(sent["description"] == "Acme")
            let list = try await sandbox.rebilly("GET", "/files?fields=name&sort=name")
            #expect(list["0"] == ["id": inline["id"] ?? .null, "name": "a.png"])
            let ids = try await sandbox.rebilly("GET", "/files?fields=id&sort=name")
            #expect(ids["0"] == ["id": inline["id"] ?? .null])
            #expect(try await sandbox.rebilly("GET", "/files?fields=&sort=name")["0"] == inline.json)
        }
    }

    @Test func `a publishable key uploads private files and nothing else`() async throws {
        try await RunningSandbox.with { sandbox in
            let body: JSON = ["file": .string(Self.png.base64EncodedString()), "isPublic": .boolean(true)]
            let headers = [("Authorization", "sandbox-key")]
            let made = try await Self.upload(sandbox, body.bytes, type: "application/json", headers: headers)
            #expect(made.status == 201)
            #expect(made["isPublic"] == .boolean(false))
            let list = try await sandbox.send("GET", "/organizations/sandbox/files", headers: headers)
            #expect(list.status == 401)
        }
    }

    @Test(arguments: [
        ("{}", "file"), ("{\"file\":\"x\",\"url\":\"y\"}", "file"), ("{\"file\":\"***\"}", "file"),
        ("{\"file\":1}", "file"), ("{\"file\":\"aGVsbG8=\"}", "file"), ("{\"url\":\"https://a.example/x.png\"}", "url"),
        ("{\"url\":\"http://127.0.0.1/files/x\"}", "url"), ("{\"url\":\"file:///etc/passwd\"}", "url"),
        ("{\"url\":\"data:image/gif;base64,\(png.base64EncodedString())\"}", "url"),
        ("{\"url\":\"data:TEXT/plain;charset=utf-8;base64,\(png.base64EncodedString())\"}", "url"),
        ("{\"url\":\"data:image/png;base64,***\"}", "url"), ("{\"url\":\"data:image/png,hello\"}", "url"),
        ("{\"url\":\"data:image/png,%8\"}", "url"), ("{\"url\":\"data:image/png,%+9\"}", "url"),
        ("{\"url\":\"data:image/png;base64\"}", "url"), ("{\"url\":\"data:application/pdf,\"}", "url"),
    ])
    func `a body without one good file is a 422`(body: String, field: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await Self.upload(sandbox, Data(body.utf8), type: "application/json")
            #expect(answer.status == 422)
            #expect(answer.invalidFields == [field])
        }
    }

    @Test func `types that disagree, foreign bytes and large files are refused`() async throws {
        try await RunningSandbox.with { sandbox in
            let large = Self.png + Data(count: 10 << 20)
            let cases: [(Data, String?, Int)] = [
                (Self.png, "image/gif", 422), (Data("<svg/>".utf8), "image/svg+xml", 422), (Data(), "image/png", 422),
                (large, "image/png", 422), (Data(count: 20 << 20), "image/png", 422), (Self.png, nil, 415),
                (Data("x".utf8), "multipart/form-data; boundary=b", 400),
                (Data("x".utf8), "multipart/form-data", 400), (Data("[".utf8), "application/json", 400),
            ]
            for (body, type, status) in cases {
                let answer = try await Self.upload(sandbox, body, type: type)
                #expect(answer.status == status, "\(body.count) bytes of \(type ?? "nothing")")
            }
            #expect(try await sandbox.rebilly("GET", "/files").json == [])
        }
    }

    @Test func `a portal takes a picture as logo and keeps its id when it is gone`() async throws {
        try await RunningSandbox.with { sandbox in
            let logo = try await Self.upload(sandbox, Self.png, type: "image/png")
            let document = try await Self.upload(sandbox, Data("%PDF-1.4".utf8), type: "application/pdf")
            let id = try #require(logo["id"])
            let used: [String: JSON] = ["customization": ["logoId": id]]
            #expect(try await sandbox.makePortal("acme", used).status == 201)
            let wrong: [String: JSON] = ["customization": ["logoId": document["id"] ?? .null]]
            #expect(try await sandbox.makePortal("acme", wrong).invalidFields == ["customization.logoId"])
            let path = "/storefront/billing-portals/slug-acme"
            let storefront = try await sandbox.send("GET", path)
            #expect(storefront["_links.1.rel"] == "logoUrl")
            let address = String(try #require(storefront["_links.1.href"]?.string).dropFirst(sandbox.origin.utf8.count))
            let shown = try await sandbox.send("GET", address)
            #expect(logo["isPublic"] == .boolean(false))
            #expect(shown.header("Content-Type") == "image/png")
            #expect(shown.body == Self.png)
            try await sandbox.makePortal("acme", used.merging(["status": "inactive"]) { $1 })
            #expect(try await sandbox.send("GET", address).status == 404)
            try await sandbox.makePortal("acme", used)
            #expect(try await sandbox.rebilly("DELETE", "/files/\(id.string ?? "")").status == 204)
            #expect(try await sandbox.rebilly("GET", "/billing-portals/acme")["customization.logoId"] == id)
            #expect(try await sandbox.send("GET", path)["_links.1"] == nil)
            #expect(try await sandbox.send("GET", address).status == 404)
            #expect(try await sandbox.makePortal("acme", used).status == 422)
        }
    }
}
