import Diagnostics
import Foundation

/// A problem as JSON.
struct JSONProblem: Encodable {
    let file: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let severity: String
    let field: String?
    let message: String
    let rule: String
    let fix: JSONFix?

    init(_ diagnostic: Diagnostic) {
        file = diagnostic.file
        line = diagnostic.range?.start.line
        column = diagnostic.range?.start.column
        endLine = diagnostic.range?.end.line
        endColumn = diagnostic.range?.end.column
        severity = diagnostic.severity.rawValue
        field = diagnostic.field
        message = diagnostic.message
        rule = diagnostic.rule.id
        fix = diagnostic.fix.map(JSONFix.init)
    }
}

/// What `lint --format json` prints.
struct JSONLintReport: Encodable {
    let version = 1
    let portals: Int
    let errors: Int
    let warnings: Int
    let problems: [JSONProblem]
    /// What `--fix` did; left out without it.
    let fixes: [JSONAppliedFix]?
}

/// What `render --format json` prints.
struct JSONSiteReport: Encodable {
    let version = 1
    let output: String
    /// The shard, as it was asked for; left out for a whole site.
    let shard: String?
    let portals: Int
    let files: Int
    let written: Int
    let removed: [String]
    let problems: [JSONProblem]
}

/// What `gallery --format json` prints.
struct JSONGalleryReport: Encodable {
    let version = 1
    let output: String
    let shards: Int
    let portals: Int
    let files: Int
    let written: Int
    let removed: [String]
}

extension Encodable {
    /// The value as JSON with sorted keys, for a result.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
