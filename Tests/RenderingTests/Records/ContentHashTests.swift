import Testing

@testable import Rendering

struct ContentHashTests {
    @Test func `it is the SHA-256, in hexadecimal and back`() throws {
        let hash = ContentHash(of: Array("abc".utf8))
        #expect(hash.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentHash(hexadecimal: hash.hexadecimal) == hash)
        #expect(ContentHash(bytes: hash.bytes[...]) == hash)
        #expect(ContentHash(of: Array("abd".utf8)) != hash)
    }

    @Test(arguments: ["", "ba78", String(repeating: "g", count: 64), String(repeating: "A", count: 64)])
    func `what is no hash is none`(_ text: String) {
        #expect(ContentHash(hexadecimal: text) == nil)
    }
}
