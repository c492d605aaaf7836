import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// What holds for every text: fixes change nothing outside their ranges, and none is left afterwards.
@Suite struct FixPropertyTests {
    /// A portal file put together by chance from lines with and without faults.
    private static func randomYAML(_ generator: inout SeededGenerator) -> String {
        let tops = [
            "name: true", "name: Acme é 😀", "slug: acme-billing", "websiteId: w", "createdTime: 2025 # a",
            "updatedTime:",
            "_links:\n- {rel: self, href: x}\n- y", "_links: {a: b, # c\n  d: e}", "stauts: active", "status: active",
            "# portico:ignore fields.read-only", "# a comment", "", "x: &a {createdTime: z}", "customDomain: null",
        ]
        let colors = [
            "primary: \"#0044D4\"", "primary: #0044d4", "primry: '#04d'", "secondary: #fff # white", "secondary: 04d",
            "  # in between",
        ]
        let features = [
            "orderCancle: no", "orderCancel: \"yes\"", "orderAdressEdit: off # x", "paymentInstrumentAdd: true",
        ]
        var lines = tops.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }.shuffled(using: &generator)
        lines.append("customization:\n  \(Bool.random(using: &generator) ? "colors" : "colours"):")
        lines += colors.shuffled(using: &generator).prefix(3).map { "    " + $0 }
        lines.append("features:")
        lines += features.shuffled(using: &generator).prefix(3).map { "  " + $0 }
        if Bool.random(using: &generator) {
            let members = ["createdTime: x", "updatedTime: [1, 2]", "stauts: active", "name: Live"]
            let braces = members.shuffled(using: &generator).prefix(3).joined(separator: ", ")
            lines.append("x-portico:\n  environments:\n    live: {\(braces)}")
        }
        let mark = Int.random(in: 0..<4, using: &generator) == 0 ? "\u{FEFF}" : ""
        let lineEnd = ["\n", "\r\n"].randomElement(using: &generator) ?? "\n"
        let end = Bool.random(using: &generator) ? "\n" : ""
        return mark + (lines.joined(separator: "\n") + end).replacing("\n", with: lineEnd)
    }

    private static func randomJSON(_ generator: inout SeededGenerator) -> String {
        let members = [
            #""name": 1"#, #""slug": "acme-billing""#, #""websiteId": "w""#, #""createdTime": "x""#,
            #""updatedTime": null"#,
            ##""_links": [{"a": "}"}, "\" # no"]"##, #""stauts": "active""#, #""features": {"orderCancle": "No"}"#,
            ##""customization": {"colours": {"primry": "#04D"}}"##,
            #""x-portico": {"environments": {"live": {"createdTime": 1}}}"#,
        ]
        let separator = [", ", ",\n  ", "\n ,", ","].randomElement(using: &generator) ?? ","
        let chosen = members.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }.shuffled(using: &generator)
        return "{ " + chosen.joined(separator: separator) + "\n}"
    }

    private static func texts() -> [(text: String, format: SourceFormat)] {
        var generator = SeededGenerator(seed: 11)
        return (0..<400).map { index in
            index % 3 == 0 ? (randomJSON(&generator), .json) : (randomYAML(&generator), .yaml)
        }
    }

    @Test func `a fix changes nothing outside its ranges`() {
        for (text, format) in Self.texts() {
            let bytes = Array(text.utf8)
            let written = TextEncoding.withoutMark(bytes)
            let source = SourceText(written)
            for fix in FixRunTests.problems(bytes, format: format).compactMap(\.fix) {
                var edits = TextEdits()
                let isAdded = edits.add(fix)
                #expect(isAdded)
                guard let changed = edits.applied(to: bytes), let edit = fix.edits.first,
                    let range = source.byteRange(of: edit.range)
                else {
                    Issue.record("\(fix) lies outside of \(text)")
                    continue
                }
                #expect(fix.edits.count == 1)
                let mark = bytes.count - written.count
                let tail = written.count - range.upperBound
                #expect(changed.prefix(mark + range.lowerBound) == bytes.prefix(mark + range.lowerBound))
                #expect(changed.suffix(tail) == bytes.suffix(tail))
                #expect(changed.dropFirst(mark + range.lowerBound).dropLast(tail).elementsEqual(edit.replacement.utf8))
            }
        }
    }

    @Test func `each fix alone does what it says to the values, and nothing else`() throws {
        var count = 0
        for (text, format) in Self.texts() {
            let bytes = Array(text.utf8)
            let problems = FixRunTests.problems(bytes, format: format)
            guard let before = Self.object(bytes, format) else { continue }
            for problem in problems {
                guard let fix = problem.fix, let field = problem.field else { continue }
                var edits = TextEdits()
                _ = edits.add(fix)
                let after = try #require(
                    edits.applied(to: bytes).flatMap { Self.object($0, format) },
                    "\(fix) breaks \(text)"
                )
                let path = FieldPath(field)
                let expected = Self.changed(before, path: path.components[...], after: after)
                #expect(after == expected, "\(fix) in \(text)")
                #expect(after != before)
                count += 1
            }
        }
        #expect(count > 500)
    }

    /// An object in which the member at a path, and no other, is as it is in another object.
    private static func changed(_ object: ValueObject, path: ArraySlice<String>, after: ValueObject) -> ValueObject {
        guard let key = path.first else { return object }
        let others = object.members.filter { !$0.key.utf8.elementsEqual(key.utf8) }
        guard path.count == 1 else {
            guard let inner = object[key]?.object, let innerAfter = after[key]?.object else { return object }
            var copy = object
            copy[key] = .object(changed(inner, path: path.dropFirst(), after: innerAfter))
            return copy
        }
        var copy = ValueObject(others.map { ($0.key, $0.value) })
        if let value = after[key] {
            copy[key] = value
        } else if let renamed = after.members.first(where: { object[$0.key] == nil }), renamed.value == object[key] {
            copy[renamed.key] = renamed.value
        }
        return copy
    }

    private static func object(_ bytes: [UInt8], _ format: SourceFormat) -> ValueObject? {
        let document = SourceReader().read(bytes, file: "f", format: format)
        return document.diagnostics.isEmpty ? document.root?.value.object : nil
    }

    @Test func `afterwards nothing certain is left, comments and line ends are there, and a second run does nothing`() {
        for (text, format) in Self.texts() {
            let run = FixRunTests.run(text, format: format)
            let left = FixRunTests.problems(run.bytes, format: format).filter { $0.fix != nil }
            #expect(left == [], "\(text)")
            let again = FixRun(run.bytes) { FixRunTests.problems($0, format: format) }
            #expect(again.applied == [] && again.bytes == run.bytes)
            let fixed = String(decoding: run.bytes, as: UTF8.self)
            for comment in ["# a comment", "# in between", "# white", "# x"] where text.contains(comment) {
                #expect(fixed.contains(comment), "\(text)")
            }
            #expect(fixed.unicodeScalars.first == text.unicodeScalars.first || !text.hasPrefix("\u{FEFF}"))
            #expect(fixed.utf8.contains(0x0D) == text.utf8.contains(0x0D) || fixed.utf8.count { $0 == 0x0A } == 0)
            let count = { (problems: [Diagnostic]) in problems.count(of: .error) }
            #expect(
                count(FixRunTests.problems(run.bytes, format: format))
                    <= count(FixRunTests.problems(Array(text.utf8), format: format))
            )
        }
    }

    @Test func `edits that touch are not applied together`() {
        func edit(_ start: Int, _ end: Int) -> Fix {
            let range = SourceRange(
                start: SourcePosition(line: 1, column: start),
                end: SourcePosition(line: 1, column: end)
            )
            return Fix(title: "t", edits: [TextEdit(range: range, replacement: "X")])
        }
        var edits = TextEdits()
        let added = [(3, 5), (5, 6), (1, 2), (4, 6), (3, 5), (1, 9), (2, 4)].map { edits.add(edit($0.0, $0.1)) }
        #expect(added == [true, true, true, false, false, false, false])
        #expect(edits.applied(to: Array("abcdefg".utf8)) == Array("XbXXfg".utf8))
        #expect(edits.applied(to: Array("ab".utf8)) == nil)
    }
}
