import Diagnostics
import Foundation

/// Problems as a SARIF 2.1.0 log (OASIS Standard, 27 March 2020), which code scanning reads.
struct SARIFReport {
    private let report: LintReport
    private let version: String
    private let path: (String) -> String

    /// Takes what was found.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - version: The program's version.
    ///   - path: Turns a file of the workspace into its path from the repository's root.
    init(_ report: LintReport, version: String, path: @escaping (String) -> String) {
        self.report = report
        self.version = version
        self.path = path
    }

    /// The log.
    var log: SARIFLog {
        let rules = Rule.all.filter { rule in report.problems.contains { $0.rule == rule } }
        let indexes = Dictionary(
            rules.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let driver = SARIFLog.Driver(semanticVersion: version, rules: rules.map(SARIFLog.ReportingDescriptor.init))
        return SARIFLog(
            runs: [
                SARIFLog.Run(
                    tool: SARIFLog.Tool(driver: driver),
                    results: report.problems.map { result($0, index: indexes[$0.rule.id]) }
                )
            ]
        )
    }

    private func result(_ problem: Diagnostic, index: Int?) -> SARIFLog.Result {
        let file = SARIFLog.ArtifactLocation(path: path(problem.file))
        let place = SARIFLog.PhysicalLocation(
            artifactLocation: file,
            region: problem.range.map(SARIFLog.Region.init)
        )
        let field = problem.field.map { [SARIFLog.LogicalLocation(fullyQualifiedName: $0.displayText, kind: "member")] }
        return SARIFLog.Result(
            ruleId: problem.rule.id,
            ruleIndex: index,
            level: problem.severity.sarifLevel,
            message: SARIFLog.Message(text: problem.sentence),
            locations: [SARIFLog.Location(physicalLocation: place, logicalLocations: field)],
            fixes: problem.fix.map { [SARIFLog.Fix($0, of: file)] }
        )
    }
}

extension Severity {
    /// The level of a result (SARIF 2.1.0, 3.27.10).
    fileprivate var sarifLevel: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "note"
        }
    }
}

extension SARIFLog.ReportingDescriptor {
    fileprivate init(_ rule: Rule) {
        let explanation = rule.explanation
        let paragraphs = [explanation.what, explanation.why, explanation.mend]
        self.init(
            id: rule.id,
            shortDescription: SARIFLog.Message(text: explanation.title),
            fullDescription: SARIFLog.Message(text: rule.summary),
            help: SARIFLog.Help(
                text: paragraphs.joined(separator: "\n\n"),
                markdown: zip(["What", "Why", "Mend"], paragraphs).map { "*\($0).* \($1)" }.joined(separator: "\n\n")
            ),
            defaultConfiguration: SARIFLog.Configuration(level: rule.severity.sarifLevel)
        )
    }
}

extension SARIFLog.Region {
    fileprivate init(_ range: SourceRange) {
        self.init(
            startLine: range.start.line,
            startColumn: range.start.column,
            endLine: range.end.line,
            endColumn: range.end.column
        )
    }
}

extension SARIFLog.Fix {
    fileprivate init(_ fix: Diagnostics.Fix, of file: SARIFLog.ArtifactLocation) {
        let replacements = fix.edits.map { edit in
            SARIFLog.Replacement(
                deletedRegion: SARIFLog.Region(edit.range),
                insertedContent: edit.replacement.isEmpty ? nil : SARIFLog.Content(text: edit.replacement)
            )
        }
        self.init(
            description: SARIFLog.Message(text: fix.title.displayText),
            artifactChanges: [SARIFLog.ArtifactChange(artifactLocation: file, replacements: replacements)]
        )
    }
}
