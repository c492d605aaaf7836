import Portals
import TestSupport
import Testing

@testable import LinkChecking

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.1.1",
        "11.0.0.1",
        "169.253.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
        "2002:808:808::1",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ])
    func `addresses of the internet are public`(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::1", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "::127.0.0.1",
        "4000::1",
    ])
    func `addresses around here, and those of nobody, are not`(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == false)
    }

    @Test(arguments: ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "::g", "localhost", "[::1]", "1.2.3.4 "])
    func `other texts are no addresses`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func `an address is written as it is read`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let count = Bool.random(using: &random) ? 4 : 16
            let bytes = (0..<count).map { _ in
                UInt8.random(in: 0...255, using: &random) & (Bool.random(using: &random) ? 0xFF : 0)
            }
            let address = try #require(NetworkAddress(bytes: bytes))
            #expect(NetworkAddress(address.description) == address)
        }
    }
}

@Suite struct RedirectionTests {
    @Test(arguments: [
        ("https://b.example/y", "https://b.example/y"), ("//b.example/y", "https://b.example/y"),
        ("/y", "https://a.example:8443/y"), ("y", "https://a.example:8443/p/y"), ("?z", "https://a.example:8443/p/q?z"),
        ("http://b.example", "http://b.example"),
    ])
    func `a redirection leads from the page that redirects`(location: String, expected: String) throws {
        let link = try Link("https://a.example:8443/p/q?x#f")
        #expect(PageRequest.target(of: location, from: link)?.description == expected)
    }

    @Test(arguments: [
        "javascript:alert(1)", "file:///etc/passwd", "https://user:pass@b.example", "https://", "mailto:a@b",
    ])
    func `other places are none`(location: String) throws {
        #expect(PageRequest.target(of: location, from: try Link("https://a.example/p")) == nil)
    }
}
