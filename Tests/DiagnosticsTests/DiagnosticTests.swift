import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticTests {
    private static func range(_ line: Int, _ column: Int, to end: Int = 9) -> SourceRange {
        SourceRange(start: SourcePosition(line: line, column: column), end: SourcePosition(line: line, column: end))
    }

    @Test func `the text is file, place, severity, field, message and rule`() {
        let diagnostic = Diagnostic(
            .fieldsUnknown,
            file: "portals/acme.yaml",
            range: Self.range(9, 3),
            field: "customization.colours",
            message: "unknown field; did you mean 'colors'?"
        )
        #expect(
            diagnostic.text
                == "portals/acme.yaml:9:3: error: customization.colours: unknown field; did you mean 'colors'? [fields.unknown]"
        )
    }

    @Test func `what is not known is left out`() {
        let bare = Diagnostic(.fileTooLarge, file: "portals/a.yaml", message: "too large; split it")
        #expect(bare.text == "portals/a.yaml: error: too large; split it [file.too-large]")
        #expect(bare.location == "portals/a.yaml")
        #expect(bare.sentence == "too large; split it")
        let placed = Diagnostic(.colorsContrast, file: "a", range: Self.range(1, 2), message: "m")
        #expect(placed.text == "a:1:2: warning: m [colors.contrast]")
    }

    @Test func `the severity is the rule's unless another is given`() {
        let diagnostic = Diagnostic(.colorsContrast, file: "a", message: "m")
        #expect(diagnostic.severity == .warning)
        let error = diagnostic.with(severity: .error)
        #expect(error.severity == .error)
        #expect(error.with(severity: .warning) == diagnostic)
        #expect(
            Diagnostic(.colorsContrast, severity: .note, file: "a", message: "m").text == "a: note: m [colors.contrast]"
        )
    }

    @Test func `nothing in a text breaks its line`() {
        let hostile = "a\r\nb\u{1B}[31m\u{202E}c\u{2028}d"
        let diagnostic = Diagnostic(
            .fileOutside,
            file: hostile,
            range: Self.range(1, 1),
            field: hostile,
            message: hostile
        )
        let shown = "a  b [31mc d"
        #expect(diagnostic.text == "\(shown):1:1: error: \(shown): \(shown) [file.outside]")
    }

    @Test func `the order is file, place, rule, message, field, end, severity`() {
        let sorted = [
            Diagnostic(.slugClash, file: "a", message: "z"),
            Diagnostic(.slugClash, file: "a", range: Self.range(1, 2), message: "z"),
            Diagnostic(.slugClash, file: "a", range: Self.range(2, 1), message: "z"),
            Diagnostic(.slugClash, file: "a", range: Self.range(10, 1), message: "y"),
            Diagnostic(.slugInvalid, file: "a", range: Self.range(10, 1), message: "x"),
            Diagnostic(.slugInvalid, file: "a", range: Self.range(10, 1), message: "y"),
            Diagnostic(.slugInvalid, file: "a", range: Self.range(10, 1), field: "f", message: "y"),
            Diagnostic(.slugInvalid, file: "a", range: Self.range(10, 1), field: "g", message: "y"),
            Diagnostic(.slugInvalid, file: "a", range: Self.range(10, 1, to: 12), field: "g", message: "y"),
            Diagnostic(
                .slugInvalid,
                severity: .note,
                file: "a",
                range: Self.range(10, 1, to: 12),
                field: "g",
                message: "y"
            ),
            Diagnostic(.slugClash, file: "a/b", message: "a"),
            Diagnostic(.slugClash, file: "e\u{301}", message: "a"),
            Diagnostic(.slugClash, file: "é", message: "a"),
        ]
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 { #expect(sorted.shuffled(using: &generator).sorted() == sorted) }
    }

    @Test func `two diagnostics without an order are equal`() {
        let texts = ["a", "é", "e\u{301}", ""]
        var all: [Diagnostic] = []
        for file in texts {
            for message in texts {
                for field in [nil, "", "é", "e\u{301}"] {
                    for range in [nil, Self.range(1, 1), Self.range(1, 1, to: 4)] {
                        all.append(Diagnostic(.slugClash, file: file, range: range, field: field, message: message))
                    }
                }
            }
        }
        for left in all {
            let same = all.count { !(left < $0) && !($0 < left) }
            #expect(same == 1)
            #expect(all.count { $0 == left } == 1)
        }
        #expect(Set(all).count == all.count)
    }

    @Test func `a fix belongs to a diagnostic, and stays with it`() {
        let edit = TextEdit(range: Self.range(1, 1), replacement: "a")
        let fix = Fix(title: "write a", edits: [edit])
        let bare = Diagnostic(.colorsStyle, file: "f", message: "m")
        let mended = bare.with(fix: fix)
        #expect(mended.with(severity: .error).fix == fix)
        #expect(mended != bare && mended.with(fix: nil) == bare)
        #expect(bare < mended)
        let other = bare.with(fix: Fix(title: "write a", edits: [TextEdit(range: edit.range, replacement: "b")]))
        #expect(mended < other && other != mended)
        let composed = bare.with(fix: Fix(title: "write é", edits: [edit]))
        #expect(composed != bare.with(fix: Fix(title: "write e\u{301}", edits: [edit])))
        #expect(mended.text == bare.text)
    }

    @Test func `problems are counted by severity`() {
        let all = [
            Diagnostic(.slugClash, file: "a", message: "m"), Diagnostic(.slugCaseClash, file: "a", message: "m"),
            Diagnostic(.idClash, file: "a", message: "m"),
        ]
        #expect(all.count(of: .error) == 2)
        #expect(all.count(of: .warning) == 1)
        #expect(all.count(of: .note) == 0)
    }
}
