import Foundation
import Portals
import TestSupport
import Testing

@testable import LinkChecking

@Suite struct LinkCheckerTests {
    private static func options(allowsPrivateAddresses: Bool = true, timeout: Double = 60) -> LinkChecker.Options {
        var options = LinkChecker.Options(userAgent: "tests")
        options.timeout = timeout
        options.pause = 0
        options.allowsPrivateAddresses = allowsPrivateAddresses
        return options
    }

    private static func answers(_ addresses: [String], _ options: LinkChecker.Options = options()) async throws
        -> [LinkAnswer]
    {
        var memory = LinkMemory(nil, now: Date(timeIntervalSince1970: 0))
        let links = try addresses.map { try Link($0) }
        let answers = try await LinkChecker(options).answers(for: links, memory: &memory)
        return try links.map { try #require(answers[$0]) }
    }

    private static func answer(
        _ path: String,
        _ options: LinkChecker.Options = options()
    ) async throws -> (answer: LinkAnswer, requests: [String]) {
        let server = try await PageServer()
        let answer = try await answers([server.address(path)], options)[0]
        try await server.stop()
        return (answer, server.requests)
    }

    @Test(arguments: [
        ("/there", LinkAnswer.alive, ["HEAD /there"]),
        ("/there?a=b#c", .alive, ["HEAD /there?a=b"]),
        ("/head/405/200", .alive, ["HEAD /head/405/200", "GET /head/405/200"]),
        ("/head/404/200", .alive, ["HEAD /head/404/200", "GET /head/404/200"]),
        ("/status/404", .dead("is not there (404)"), ["HEAD /status/404", "GET /status/404"]),
        ("/status/410", .dead("is not there (410)"), ["HEAD /status/410", "GET /status/410"]),
        ("/status/401", .dead("asks for a password (401)"), ["HEAD /status/401", "GET /status/401"]),
        (
            "/status/403", .unknown("is kept from programs (403); look at it in a browser"),
            ["HEAD /status/403", "GET /status/403"]
        ),
        (
            "/status/999", .unknown("is kept from programs (999); look at it in a browser"),
            ["HEAD /status/999", "GET /status/999"]
        ),
        (
            "/to/status/404", .dead("is not there (404)"),
            ["HEAD /to/status/404", "HEAD /status/404", "GET /to/status/404", "GET /status/404"]
        ),
        ("/to/to/there", .alive, ["HEAD /to/to/there", "HEAD /to/there", "HEAD /there"]),
        ("/away", .dead("leads to an address that is none"), ["HEAD /away"]),
    ])
    func `what a server answers says whether customers get the page`(
        path: String,
        expected: LinkAnswer,
        requests: [String]
    ) async throws {
        let (answer, asked) = try await Self.answer(path)
        #expect(answer == expected)
        #expect(asked == requests)
    }

    @Test(arguments: [
        ("/status/503", LinkAnswer.dead("fails (503), twice"), 4),
        ("/status/429", .unknown("is kept from programs (429); look at it in a browser"), 4),
        ("/gone", .dead("broke off, twice"), 2),
        ("/round", .dead("leads on and on, more than 10 times"), 11),
    ])
    func `what may pass is asked for once more`(path: String, expected: LinkAnswer, count: Int) async throws {
        let (answer, requests) = try await Self.answer(path)
        #expect(answer == expected)
        #expect(requests.count == count)
    }

    @Test func `a page that does not come is waited for twice, as long as was asked`() async throws {
        let (answer, requests) = try await Self.answer("/silent", Self.options(timeout: 3))
        #expect(answer == .dead("did not come within 3 seconds, twice"))
        // On a busy machine even the head of a request may be late.
        #expect(requests.count <= 2)
    }

    @Test func `a fault that passes is none`() async throws {
        let server = try await PageServer()
        // HEAD and GET fail, and the second HEAD doesn't.
        #expect(try await Self.answers([server.address("/then/503/200")]) == [.alive])
        try await server.stop()
    }

    @Test func `nobody at the address is a dead link`() async throws {
        // A port that a server had may be given to the server of another test; no test is given the first.
        #expect(
            try await Self.answers(["http://127.0.0.1:1/"], Self.options(timeout: 3))
                == [.dead("is at a server that takes no connection, twice")]
        )
    }

    @Test(arguments: ["localhost", "LocalHost"])
    func `a host with a name is asked, however it is written`(host: String) async throws {
        let server = try await PageServer()
        let address = server.address("/there").replacingOccurrences(of: "127.0.0.1", with: host)
        let answer = try await Self.answers([address])[0]
        try await server.stop()
        // Where the name means ::1 first, nobody is there.
        #expect([.alive, .dead("is at a server that takes no connection, twice")].contains(answer))
    }

    @Test func `at most four pages are asked for at once, and each once`() async throws {
        let server = try await PageServer()
        let addresses = (0..<12).map { server.address("/together/4/\($0)") }
        let answers = try await Self.answers(addresses + addresses)
        try await server.stop()
        #expect(answers.allSatisfy { $0 == .alive })
        #expect(server.requests.count == 12)
        #expect(server.mostAtOnce == 4)
    }

    @Test(arguments: [
        "http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9", "http://0x7f.1:9", "http://2130706433:9",
        "http://10.1.2.3", "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]:9",
    ])
    func `machines around here are not asked`(address: String) async throws {
        let answers = try await Self.answers([address], Self.options(allowsPrivateAddresses: false))
        #expect(answers == [.unknown("is at a private address, which is not asked")])
    }

    @Test func `an answer is good for an hour, and nobody asks before`() async throws {
        let server = try await PageServer()
        let links = try ["/there", "/status/404", "/status/403", "/status/500"].map { try Link(server.address($0)) }
        let checker = LinkChecker(Self.options())
        let start = Date(timeIntervalSince1970: 1_000_000)
        var memory = LinkMemory(nil, now: start)
        let first = try await checker.answers(for: links, memory: &memory)
        let asked = server.requests.count
        memory = LinkMemory(try memory.bytes, now: start.addingTimeInterval(3600))
        #expect(try await checker.answers(for: links, memory: &memory) == first)
        // A fault may have passed.
        #expect(server.requests[asked...].allSatisfy { $0.hasSuffix("/status/500") })
        let again = server.requests.count
        memory = LinkMemory(try memory.bytes, now: start.addingTimeInterval(3601))
        #expect(try await checker.answers(for: links, memory: &memory) == first)
        #expect(server.requests.count == again + asked)
        try await server.stop()
    }

    @Test(arguments: [
        "", "{", "[]", "{\"version\":2,\"pages\":{}}", "{\"version\":1,\"pages\":[]}", "null",
        "{\"version\":1,\"pages\":{\"http://127.0.0.1:9/\":{\"time\":9999999999}}}",
    ])
    func `a damaged memory, or one of the future, is an empty one`(text: String) throws {
        let memory = LinkMemory(Array(text.utf8), now: Date(timeIntervalSince1970: 1000))
        #expect(try memory.bytes == LinkMemory(nil, now: .distantPast).bytes)
    }

    @Test(arguments: ["000", "099"])
    func `a status that does not exist is no answer`(status: String) async throws {
        let server = try await RawServer("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n")
        #expect(try await Self.answers(["\(server.address)/x"]) == [.dead("broke off, twice")])
        try await server.stop()
    }
}
