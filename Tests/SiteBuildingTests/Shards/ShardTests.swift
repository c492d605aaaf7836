import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct `A shard` {
    @Test(arguments: [("0/1", 0, 1), ("0/4", 0, 4), ("3/4", 3, 4), ("00/04", 0, 4), ("9999/10000", 9999, 10_000)])
    func `is read from its number and how many there are`(text: String, index: Int, count: Int) throws {
        let shard = try Shard(text)
        #expect(shard.index == index && shard.count == count)
        #expect(shard.description == "\(index)/\(count)")
    }

    @Test(arguments: [
        "", "/", "1", "1/", "/4", "1/4/4", "-1/4", "+1/4", "1/-4", " 1/4", "1/4 ", "1 / 4", "a/4", "1/b", "0x1/4",
        "١/٤",
        "1/4\n", "1.0/4", "1/1e3", "99999999999999999999/4", "1/99999999999999999999", "1\u{301}/4",
    ])
    func `is nothing else`(text: String) {
        #expect(throws: Shard.Refusal(description: "write which shard and how many there are, such as 0/4")) {
            try Shard(text)
        }
    }

    @Test(arguments: [
        ("0/0", "there may be 1 to 10000 shards"), ("0/10001", "there may be 1 to 10000 shards"),
        ("1/1", "shards count from 0; the one shard is 0/1"),
        ("4/4", "shards count from 0; of 4 shards the last is 3/4"),
    ])
    func `says what is wrong with its numbers`(text: String, words: String) {
        #expect(throws: Shard.Refusal(description: words)) { try Shard(text) }
    }

    /// Computed with Python: int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") % count.
    @Test(arguments: [
        ("acme", [0, 0, 2, 9872]), ("voltline", [0, 0, 3, 1836]), ("fern", [0, 2, 2, 5810]),
        ("ode-audio", [0, 2, 0, 9266]), ("a & b", [1, 1, 1, 5449]), ("Ünïcode", [1, 1, 0, 4825]),
        ("", [0, 0, 1, 1652]),
    ])
    func `has the portals whose hash leaves its number`(id: String, indices: [Int]) throws {
        for (count, index) in zip([2, 4, 7, 10_000], indices) {
            #expect(try #require(Shard(index: index, count: count)).contains(id))
        }
    }

    @Test func `has every portal alone`() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<300 {
            let id = HostileText.random(using: &random)
            let count = Int.random(in: 1...40, using: &random)
            let owners = try (0..<count).filter { try #require(Shard(index: $0, count: count)).contains(id) }
            #expect(owners.count == 1, "\(id.debugDescription) of \(count)")
        }
    }
}
