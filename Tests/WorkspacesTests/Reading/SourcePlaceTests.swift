import Diagnostics
import Portals
import Testing

@testable import Workspaces

@Suite struct SourcePlaceTests {
    private let text = """
        name: Acme
        customization:
          colors: {primary: "0044d4", secondary: ffffff}
          list:
            - one
            - {two: 2}
        notes: |
          A
          B

        last: x
        """

    @Test(arguments: [
        ("name", "1:1-1:5", "1:7-1:11"),
        ("customization", "2:1-2:14", "3:3-6:15"),
        ("customization.colors.primary", "3:12-3:19", "3:21-3:29"),
        ("customization.colors.secondary", "3:31-3:40", "3:42-3:48"),
        ("customization.list.0", "5:7-5:10", "5:7-5:10"),
        ("customization.list.1.two", "6:8-6:11", "6:13-6:14"),
        ("notes", "7:1-7:6", "7:8-9:4"),
        ("last", "11:1-11:5", "11:7-11:8"),
    ])
    func `keys and values know where they stand`(_ path: String, _ key: String, _ value: String) throws {
        let root = try #require(read(text).root)
        #expect(root.keyRange(at: FieldPath(path)).words == key)
        #expect(root.valueRange(at: FieldPath(path)).words == value)
    }

    @Test(arguments: [
        ("customization.colors.border", "3:3-3:9"), ("customization.links.terms", "2:1-2:14"), ("slug", "1:1-1:1"),
        ("name.first", "1:1-1:5"), ("customization.list.7", "4:3-4:7"), ("customization.list.-1", "4:3-4:7"),
    ])
    func `what is missing has its nearest parent's place`(_ path: String, _ place: String) throws {
        let root = try #require(read(text).root)
        #expect(root.keyRange(at: FieldPath(path)).words == place)
        #expect(root.valueRange(at: FieldPath(path)).words == place)
        #expect(root.node(at: FieldPath(path)) == nil)
    }

    @Test(arguments: [
        ("\u{FEFF}a: 1\nb: 2", "b", "2:4-2:5"), ("\u{FEFF}a: 1", "a", "1:4-1:5"), ("x: 1\r\na: 2", "a", "2:4-2:5"),
        ("x: 1\ra: 2", "a", "2:4-2:5"), ("x: 1\r\r\na: 2", "a", "3:4-3:5"), ("x: 1\u{85}a: 2\nb: 3", "b", "2:4-2:5"),
        ("x: 1\u{2028}a: 2", "a", "1:9-1:10"), ("x: 1\u{2029}a: 2\nb: 3", "b", "2:4-2:5"),
        ("é😀: 1\na: '😀é'", "a", "2:4-2:8"), ("{é😀: 😀, a: 1}", "a", "1:12-1:13"),
        ("e\u{301}: {a: 1}", "e\u{301}.a", "1:9-1:10"),
    ])
    func `lines are counted as editors count them, columns in scalars`(_ text: String, _ path: String, _ place: String)
        throws
    {
        let root = try #require(read(text).root)
        #expect(root.valueRange(at: FieldPath(path)).words == place)
    }

    @Test func `places far into a long line of many scripts are right`() throws {
        let items = (0..<500).map { "\($0)\(["é", "x", "😀", "中"][$0 % 4])" }
        let root = try #require(read("[" + items.joined(separator: ", ") + "]").root)
        var column = 2
        for (node, item) in zip(root.sequence ?? [], items) {
            #expect(node.range.words == "1:\(column)-1:\(column + item.unicodeScalars.count)")
            column += item.unicodeScalars.count + 2
        }
    }

    @Test func `an alias stands at its own place and what is in it at the anchor's`() throws {
        let root = try #require(read("a: &x {k: 1}\nb: *x\n").root)
        let node = try #require(root.node(at: FieldPath("b")))
        #expect(node.isAlias)
        #expect(node.range.words == "2:4-2:6")
        #expect(root.valueRange(at: FieldPath("b.k")).words == "1:11-1:12")
        #expect(root.value.object?["a"] == root.value.object?["b"])
    }

    @Test(arguments: [
        ("{\"x\": \"\\ud83d\\ude00\", \"a\": 1}", "1:28-1:29"), ("{\"x\": \"\\/\\/\", \"a\": 1}", "1:20-1:21"),
        ("{\"x\": \"\u{7F}\u{85}\u{2028}\u{FEFF}\u{FFFF}\", \"a\": 1}", "1:21-1:22"),
        ("\t{\"x\"\r\n:\n\t1,\t\"a\"\n:\t1}", "4:3-4:4"), ("\u{FEFF}{\"a\": 1}", "1:7-1:8"),
        ("{\"\\ud83d\\ude00\": [\"\\ud83d\\ude00\", {\"b\": 2}], \"a\":1}", "1:50-1:51"),
        ("{\"x\":\"é😀\",\"a\":1}", "1:15-1:16"),
    ])
    func `places of JSON survive the rewriting`(_ text: String, _ place: String) throws {
        let document = read(text, .json)
        #expect(document.diagnostics.isEmpty)
        let root = try #require(document.root)
        #expect(root.valueRange(at: FieldPath("a")).words == place)
    }
}
