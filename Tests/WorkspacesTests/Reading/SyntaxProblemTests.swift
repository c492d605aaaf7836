import Diagnostics
import Portals
import Testing

@testable import Workspaces

@Suite struct SyntaxProblemTests {
    @Test(arguments: [
        ("a: 1\n\tb: 2", "2:1-2:2", "YAML is indented with spaces; replace the tab"),
        ("\ta: 1", "1:1-1:2", "YAML is indented with spaces; replace the tab"),
        ("a:\n  \tb: 1", "2:3-2:4", "YAML is indented with spaces; replace the tab"),
        ("a: |\n\tx", "2:1-2:2", "YAML is indented with spaces; replace the tab"),
        ("a: \"x\nb: 1\n", "1:4-1:5", "the quote that opens in line 1 is never closed; close it"),
        ("a: 1\nb: 'x", "2:4-2:5", "the quote that opens in line 2 is never closed; close it"),
        ("a: 'x\n---\n", "1:4-1:5", "the quote that opens in line 1 is not closed before line 2; close it"),
        ("a: b: c", "1:5-1:6", "': ' stands in this value a second time; put the whole value in quotes"),
        (
            "a: b\n  c: d", "2:4-2:5",
            "this line is indented as a part of the value above it; indent it like its neighbours"
        ),
        (
            "a: 1\nfoo\nb: 2", "2:1-2:2",
            "this is no 'key: value'; add ': ' after the key, or indent the line like the value that it belongs to"
        ),
        (
            "a:\n    b: 1\n  c: 2", "3:3-3:4",
            "this line begins in column 3, the keys of the mapping from line 1 in column 1; indent it like its neighbours"
        ),
        ("a: \"b\" c", "1:8-1:9", "text follows the closing quote; put the whole value in one pair of quotes"),
        (
            "a:\n  b: \"x\n  c: \"y\"\nd: 1\n", "2:6-2:7",
            "the quote that opens in line 2 is not closed before line 3; close it"
        ),
        ("a: 'x\n\nc: 'y'\n", "1:4-1:5", "the quote that opens in line 1 is not closed before line 3; close it"),
        (
            "a: {b: \"x, c: \"y\"}\nd: \"z\"\n", "1:16-1:17",
            "',' or '}' is missing before this, for the '{' that opens in line 1; add it"
        ),
        (
            "a: it's 'x\nb: 'y' z\n", "2:8-2:9",
            "text follows the closing quote; put the whole value in one pair of quotes"
        ),
        ("b: c\n- a", "2:1-2:2", "a list cannot stand beside keys; indent it below the key that it belongs to"),
        (
            "a: [", "1:5-1:5",
            "the file ends where a value has to follow; write one, or close what is open before it"
        ),
        ("a: [1, 2", "1:9-1:9", "the '[' that opens in line 1 is not closed; add ']'"),
        (
            "a: {b: #0044d4, c: 1}\nd: 1\n", "2:2-2:3",
            "an unquoted # begins a comment in line 1, which hides what closes the '{' of line 1; "
                + "write the value without #, or put it in quotes"
        ),
        ("a: {b: 1]", "1:9-1:10", "']' cannot close the '{' that opens in line 1; write '}'"),
        ("a: @foo", "1:4-1:5", "a value cannot begin with '@' unless it is quoted; put it in quotes"),
        ("a: `x`", "1:4-1:5", "a value cannot begin with '`' unless it is quoted; put it in quotes"),
        (
            "a: - b", "1:4-1:5",
            "a list cannot begin here; begin it on a line of its own, or put the value in quotes"
        ),
        (
            "a: \"\\q\"", "1:5-1:6",
            "this is no escape in double quotes; write the backslash twice, or use single quotes"
        ),
        ("a: x\u{7}", "1:5-1:6", "the character U+0007 cannot stand in YAML; delete it"),
        ("a: \u{7F}", "1:4-1:5", "the character U+007F cannot stand in YAML; delete it"),
        ("a: x\u{2028}y\nb: 1", "1:5-1:6", "the invisible character U+2028 breaks this line; delete it"),
        ("a: 1\n\u{FEFF}b: 2", "2:1-2:2", "the invisible character U+FEFF breaks this line; delete it"),
        (
            String(repeating: "k", count: 2_000) + ": 1", "1:2001-1:2002",
            "the key is too long; a key of YAML has at most 1,024 characters"
        ),
    ])
    func `a syntax error is told in words, with its place`(_ text: String, _ place: String, _ message: String) {
        let document = read(text)
        #expect(document.root == nil)
        #expect(document.places == ["\(place) syntax.invalid"])
        #expect(document.diagnostics.first?.message == message)
    }

    @Test(arguments: [
        "a: *", "a: &", "a: & b", "%x", "a: %x", "a: ? b", "{a: 1} b", "a: |x\n b", "a: !<", "a: !x!y z", "a: [",
        "a: {",
        "}", "a: ]", "a: [1,,2]", "a: \"\\u12\"", "a: \"\\ud83d\"", "- a\nb: c", ": b", "%YAML 3.0\n---\na",
        "a: |0\n x",
        "a: 'it's'", "...\na: 1\n...\n]", "!", "&a &b c", "a: [b\n--- c]", "@", "a: \"b\n", "- - a\n - b\n c",
    ])
    func `every syntax error says what to do`(_ text: String) {
        let document = read(text)
        #expect(!document.diagnostics.isEmpty || document.root != nil)
        for diagnostic in document.diagnostics {
            #expect(diagnostic.message.contains("; "))
            #expect(!diagnostic.message.contains("did not find"))
            #expect(diagnostic.range != nil)
        }
    }

    @Test(arguments: [1, 15, 16, 17, 18, 100])
    func `a duplicate key is found among few keys and many`(count: Int) {
        let lines = (1...count).map { "key\($0): \($0)\n" }
        let document = read(lines.joined() + lines.joined())
        #expect(document.diagnostics.map(\.rule) == Array(repeating: .syntaxDuplicateKey, count: count))
        #expect(document.root?.mapping?.entries.count == count)
        for number in 1...count { #expect(document.value("key\(number)") == .number("\(number)")) }
    }

    @Test func `a duplicate key is reported at its second place and the first value counts`() {
        let document = read("a: 1\nb: {c: 1, c: 2}\na: [x]\n'a': 3\n")
        #expect(
            document.places == [
                "2:11-2:12 syntax.duplicate-key", "3:1-3:2 syntax.duplicate-key", "4:1-4:4 syntax.duplicate-key",
            ]
        )
        #expect(document.diagnostics.map(\.field) == ["b.c", "a", "a"])
        #expect(
            document.diagnostics[0].message == "'c' already stands in line 2, which counts; delete one of them"
        )
        #expect(document.value("a") == .number("1"))
        #expect(document.value("b.c") == .number("1"))
    }

    @Test(arguments: [
        ("<<: {a: 1}\nb: 2", "1:1-1:3"), ("x: &x {a: 1}\n<<: *x\nb: 2", "2:1-2:3"), ("? [a]\n: c\nb: 2", "1:3-1:4"),
        ("{a: 1}: c\nb: 2", "1:1-1:2"), ("x: &x [k]\n*x : 1\nb: 2", "2:1-2:3"),
    ])
    func `a key that is no text is left out and reported`(_ text: String, _ place: String) {
        let document = read(text)
        #expect(document.places == ["\(place) syntax.key-not-text"])
        #expect(document.value("b") == .number("2"))
    }

    @Test func `a quoted merge key is a key like another`() {
        #expect(read("'<<': 1").value("<<") == .number("1"))
    }

    @Test(arguments: ["!foo x", "!!int 5", "!!python/object:os.system x", "!!set {a}", "!!binary eA==", "!<x> [1]"])
    func `tags are refused`(_ value: String) {
        let document = read("a: \(value)\nb: 1")
        #expect(document.diagnostics.map(\.rule) == [.syntaxInvalid])
        #expect(document.diagnostics.first?.message.contains("tags such as") == true)
        #expect(document.value("b") == .number("1"))
    }

    @Test(arguments: ["!!map {b: 1}", "!!seq [1]", "!!str 5", "! 5"])
    func `tags that change nothing but text pass`(_ value: String) {
        #expect(read("a: \(value)").diagnostics.isEmpty)
    }

    @Test(arguments: [("a: 1\n---\nb: 2", "2:1-2:4"), ("---\na: 1\n...\n---\nb: 2\n---\nc: 3", "4:1-4:4")])
    func `a second document is reported where it begins and the first counts`(_ text: String, _ place: String) {
        let document = read(text)
        #expect(document.places == ["\(place) syntax.several-documents"])
        #expect(document.value("a") == .number("1"))
    }
}
