import Portals
import Testing

@Suite struct ValueObjectTests {
    @Test func `members keep their order`() {
        var object = ValueObject([("z", .null), ("a", .boolean(true)), ("m", .number("1"))])
        object["b"] = .string("x")
        object["a"] = .boolean(false)
        #expect(object.members.map(\.key) == ["z", "a", "m", "b"])
        object["a"] = nil
        #expect(object.members.map(\.key) == ["z", "m", "b"])
        #expect(object["m"] == .number("1"))
        #expect(object["b"] == .string("x"))
        object["a"] = .null
        #expect(object.members.map(\.key) == ["z", "m", "b", "a"])
    }

    @Test func `keys are compared by their bytes`() {
        var object = ValueObject([("é", .number("1")), ("e\u{301}", .number("2"))])
        #expect(object.members.count == 2)
        #expect(object["é"] == .number("1"))
        #expect(object["e\u{301}"] == .number("2"))
        object["é"] = nil
        #expect(object["é"] == nil)
        #expect(object["e\u{301}"] == .number("2"))
    }

    @Test(arguments: [1, 2, 15, 16, 17, 18, 40])
    func `keys are found however many there are`(count: Int) {
        let marks = ["a\u{301}\u{323}", "a\u{323}\u{301}", "\u{1EA1}\u{301}", ""]
        let keys = Array((marks + (0..<count).map { "key\($0)" }).prefix(count))
        var object = ValueObject((keys + keys).enumerated().map { ($1, .number("\($0)")) })
        #expect(object.members.map(\.key).elementsEqual(keys) { $0.utf8.elementsEqual($1.utf8) })
        for (index, key) in keys.enumerated() { #expect(object[key] == .number("\(index)")) }
        #expect(object["key"] == nil)
        object["new"] = .null
        object[keys[0]] = nil
        #expect(object.members.count == count)
        #expect(object[keys[0]] == nil)
        for (index, key) in keys.enumerated().dropFirst() { #expect(object[key] == .number("\(index)")) }
        #expect(object["new"] == .null)
    }

    @Test func `texts are compared by their bytes`() {
        #expect(Value.string("é") != .string("e\u{301}"))
        #expect(Value.number("1") != .number("1.0"))
        #expect(Value.string("1") != .number("1"))
    }

    @Test func `of two equal keys the first counts`() {
        let object = ValueObject([("a", .number("1")), ("a", .number("2"))])
        #expect(object.members.count == 1)
        #expect(object["a"] == .number("1"))
    }

    @Test func `left out is not null`() {
        let object = ValueObject([("a", .null)])
        #expect(object["a"] == .null)
        #expect(object["b"] == nil)
        #expect(object != ValueObject())
        #expect(object.value(at: FieldPath("a")) == .null)
        #expect(object.value(at: FieldPath("a.b")) == nil)
        #expect(object.value(at: FieldPath("")) == .object(object))
    }

    @Test func `removing what is not there changes nothing`() {
        var object = ValueObject([("a", .null)])
        object["b"] = nil
        #expect(object == ValueObject([("a", .null)]))
    }

    @Test func `the order of keys makes no difference, that of a list does`() {
        let left = ValueObject([("a", .null), ("b", .array([.null, .boolean(true)]))])
        let right = ValueObject([("b", .array([.null, .boolean(true)])), ("a", .null)])
        #expect(left == right)
        #expect(Value.array([.null, .boolean(true)]) != .array([.boolean(true), .null]))
    }

    @Test func `ten thousand keys are found`() {
        var object = ValueObject((0..<10_000).map { ("key\($0)", .number("\($0)")) })
        for index in 0..<10_000 { object["key\(index)"] = .number("\(index + 1)") }
        #expect(object.members.count == 10_000)
        #expect(object["key9999"] == .number("10000"))
        let same = object
        #expect(object.merging(same) == object)
    }

    @Test func `paths are compared by their bytes`() {
        #expect(FieldPath("a.é") != FieldPath("a.e\u{301}"))
        #expect(Set([FieldPath("é"), FieldPath("e\u{301}"), FieldPath("é")]).count == 2)
        #expect(FieldPath("a.b.c").parent == FieldPath("a.b"))
        #expect(FieldPath("a").appending("b.c").components == ["a", "b.c"])
        #expect(FieldPath("").parent == FieldPath(""))
        #expect(FieldPath("a.b").key == "b")
    }
}
