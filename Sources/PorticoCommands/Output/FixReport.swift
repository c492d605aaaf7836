import Diagnostics
import Workspaces

/// A fix that was applied as a line of text, coloured or not.
enum FixText {
    /// `portals/acme.yaml:5: fixed: rename 'colours' to 'colors' [fields.unknown]`.
    static func line(_ applied: FixRun.Applied, isColored: Bool) -> String {
        let place = "\(applied.diagnostic.file.displayText):\(applied.line):"
        let title = applied.title.displayText
        let rule = "[\(applied.diagnostic.rule.id)]"
        guard isColored else { return "\(place) fixed: \(title) \(rule)" }
        return "\u{1B}[1m\(place)\u{1B}[0m \u{1B}[1;32mfixed:\u{1B}[0m \(title) \u{1B}[2m\(rule)\u{1B}[0m"
    }

    /// `3 problems fixed in 2 files`.
    static func summary(_ fixes: [FixRun.Applied]) -> String {
        guard !fixes.isEmpty else { return "nothing to fix" }
        let files = Set(fixes.map(\.diagnostic.file)).count
        return "\(fixes.count) problem\(fixes.count == 1 ? "" : "s") fixed in \(files) file\(files == 1 ? "" : "s")"
    }
}

/// How to mend a problem for certain, as JSON.
struct JSONFix: Encodable {
    /// A stretch of the file and what replaces it.
    struct Edit: Encodable {
        let line: Int
        let column: Int
        let endLine: Int
        let endColumn: Int
        let replacement: String
    }

    let title: String
    let edits: [Edit]

    init(_ fix: Fix) {
        title = fix.title
        edits = fix.edits.map { edit in
            Edit(
                line: edit.range.start.line,
                column: edit.range.start.column,
                endLine: edit.range.end.line,
                endColumn: edit.range.end.column,
                replacement: edit.replacement
            )
        }
    }
}

/// A fix that `--fix` applied, as JSON.
struct JSONAppliedFix: Encodable {
    let file: String
    let line: Int
    let field: String?
    let rule: String
    let title: String

    init(_ applied: FixRun.Applied) {
        file = applied.diagnostic.file
        line = applied.line
        field = applied.diagnostic.field
        rule = applied.diagnostic.rule.id
        title = applied.title
    }
}
