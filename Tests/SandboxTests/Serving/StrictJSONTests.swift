import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite struct StrictJSONTests {
    private static let wrong = [
        #"{"a":1,}"#, #"{"a":[1,]}"#, #"{,"a":1}"#, #"{"a":1,,"b":2}"#, "{'a':1}", "{a:1}", #"{"a":NaN}"#,
        #"{"a":Infinity}"#, #"{"a":-Infinity}"#, #"{"a":01}"#, #"{"a":+1}"#, #"{"a":.5}"#, #"{"a":1.}"#, #"{"a":0x1}"#,
        #"{"a":True}"#, #"{"a":1}//"#, #"/**/{"a":1}"#, #"{"a":1} x"#, "{\"a\":\"\t\"}", "{\"a\":\"\u{1}\"}",
        "{\"a\":\u{1}}", "{\"a\":\"\0\"}", "{\"a\":1}\0", "\u{FEFF}{\"a\":1}", "\u{A0}{\"a\":1}", #"{"a":"\x41"}"#,
        #"{"a":"\u12"}"#, #"{"a":"\ud800"}"#, #"{"a":"\udc00\ud800"}"#, #"{"a":1e999}"#, "", " ", "{", "{\"a\"}",
    ]

    @Test(arguments: wrong)
    func `what is no JSON by the letter is refused`(text: String) {
        #expect(throws: (any Error).self) { try JSON(strictly: Data(text.utf8)) }
    }

    @Test func `bytes that are no UTF-8 are refused`() throws {
        #expect(throws: (any Error).self) { try JSON(strictly: Data([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])) }
        let sixteen = try #require("{\"a\":1}".data(using: .utf16))
        #expect(throws: (any Error).self) { try JSON(strictly: sixteen) }
    }

    @Test(
        arguments: [
            (#" { "a" : [ 1 , -0.5e+3 ] } "#, ["a": [.integer(1), .integer(-500)]]),
            (#"{"a":"\u0000\ud83d\ude00\/"}"#, ["a": "\0😀/"]), ("{\"a\":\"\u{7F}\u{2028}\"}", ["a": "\u{7F}\u{2028}"]),
            ("\r\n\t{}", [:]), ("null", .null), ("\"x\"", "x"),
        ] as [(String, JSON)]
    )
    func `what is JSON is read`(text: String, value: JSON) throws {
        #expect(try JSON(strictly: Data(text.utf8)) == value)
    }

    @Test func `what was written is read again`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 1...200 {
            let scalars = (0..<Int.random(in: 0...20, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x1_10000, using: &generator))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let value: JSON = ["text": .string(text), "more": [.null, .boolean(true), [:], []]]
            #expect(try JSON(strictly: value.bytes) == value)
        }
    }

    @Test(arguments: [
        ("PUT", "/organizations/sandbox/billing-portals/acme"), ("POST", "/organizations/sandbox/billing-portals"),
        ("POST", "/organizations/sandbox/files"), ("PUT", "/organizations/sandbox/files/file_x"),
        ("POST", "/customers.json"), ("PATCH", "/_sandbox/settings"),
    ])
    func `wherever a body is read, a comma too many is a 400`(method: String, path: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.send(
                method,
                path,
                headers: [
                    ("REB-APIKEY", "sandbox-key"), ("Authorization", "Basic c2FuZGJveC1rZXk6eA=="),
                    ("Content-Type", "application/json"),
                ],
                body: Data(#"{"a":1,}"#.utf8)
            )
            #expect(answer.status == 400)
        }
    }
}
