import Diagnostics
import Portals
import Testing

@testable import Workspaces

@Suite struct SourceValueTests {
    @Test(arguments: ["true": Value.boolean(true), "false": .boolean(false)])
    func `only true and false are truth values`(_ written: String, _ value: Value) {
        #expect(read("a: \(written)").value("a") == value)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `the core schema's nulls are null`(_ written: String) {
        #expect(read("a: \(written)").value("a") == .null)
    }

    @Test(arguments: ["0", "-0", "7", "1.0", "1e400", "1E-5", "-12.5e+3", "123456789012345678901234567890"])
    func `JSON numbers keep their characters`(_ written: String) {
        #expect(read("a: \(written)").value("a") == .number(written))
        #expect(read("{\"a\": \(written)}", .json).value("a") == .number(written))
    }

    @Test(arguments: [
        "no", "yes", "on", "True", "TRUE", "nULL", "004400", "01", "+1", ".5", "1.", "0x10", "0o7", "1_000", ".inf",
        ".nan", "2026-01-15", "12:30:00", "=", "1e", "e5", "--1", "1e1.5", "١٢", "0044d4",
    ])
    func `everything else is text`(_ written: String) {
        #expect(read("a: \(written)").value("a") == .string(written))
        #expect(read("a: [\(written)]").root?.value.object?["a"] == .array([.string(written)]))
    }

    @Test(arguments: ["'true'", "\"true\"", "!!str true", "! true", "|-\n  true", ">-\n  true"])
    func `quoted and tagged scalars are text`(_ written: String) {
        let document = read("a: \(written)\n")
        #expect(document.value("a") == .string("true"))
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.mapping?["a"]?.value.scalar?.isPlain == false)
    }

    @Test func `keys are texts as written`() {
        let keys = read("1: a\nnull: b\n~: c\ntrue: d\n'x y': e\n? f\n: g\n").root?.mapping?.entries.map(\.key)
        #expect(keys == ["1", "null", "~", "true", "x y", "f"])
    }

    @Test func `keys that differ only in their bytes are two keys`() {
        let document = read("caf\u{E9}: 1\ncafe\u{301}: 2\n")
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.mapping?["caf\u{E9}"]?.value.value == .number("1"))
        #expect(document.root?.mapping?["cafe\u{301}"]?.value.value == .number("2"))
    }

    @Test(arguments: [
        ("a: #0044d4", "#0044d4"), ("a:   # x", "# x"), ("a:\t# x", "# x"), ("a: &b #y\nc: 1", "#y"),
        ("a: {b: #0044d4\n}", "#0044d4"), ("'a': #q\r\nb: 1", "#q"), ("- #z\n- 1", "#z"), ("a:\n- #z", "#z"),
    ])
    func `a comment instead of a value is known`(_ text: String, _ comment: String) {
        var found: [String] = []
        read(text).root?.forEachScalar { if let comment = $0.comment { found.append(comment) } }
        #expect(found == [comment])
    }

    @Test(arguments: [
        "a: ~ # x", "a: '' # x", "a:\n# x", "a: b # x", "a: !!str # x", "a: null # x", "a:\n  # x\n  b: 1",
    ])
    func `a comment after a value or on another line is none instead of a value`(_ text: String) {
        read(text).root?.forEachScalar { #expect(!$0.isEmptyBeforeComment) }
    }
}

extension SourceNode {
    /// Calls a closure with each scalar.
    func forEachScalar(_ body: (Scalar) -> Void) {
        switch content {
        case .scalar(let scalar): body(scalar)
        case .sequence(let nodes): for node in nodes { node.forEachScalar(body) }
        case .mapping(let mapping): for entry in mapping.entries { entry.value.forEachScalar(body) }
        }
    }
}
