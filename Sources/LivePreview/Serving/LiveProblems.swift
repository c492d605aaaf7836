import Diagnostics
import SiteBuilding
import Workspaces

/// How a portal's file is, as the board's script reads it.
struct LivePortalState: Encodable {
    let file: String
    let hasLastGood: Bool
    let id: String
    /// The errors for which it can't be read; none if it can be.
    let problems: [LiveProblem]
    let state: String

    private static let problemLimit = 20

    init(_ portal: LivePortal, workspace: String) {
        let isReadable = portal.entry.portal != nil
        let errors = isReadable ? [] : portal.entry.diagnostics.filter { $0.severity == .error }
        var excerpts = try? SourceExcerpts(workspace: workspace)
        file = portal.file
        hasLastGood = portal.lastGood != nil
        id = portal.id
        problems = errors.prefix(Self.problemLimit).map { problem in
            LiveProblem(problem, lines: excerpts?.lines(around: problem, reach: 2))
        }
        state = isReadable ? "whole" : "unreadable"
    }
}

/// What is wrong with settings, templates and the sample customer, as every page's script reads it.
struct LiveWorkspaceState: Encodable {
    /// Whether pages show what was read before.
    let isOutdated: Bool
    /// The errors.
    let problems: [LiveProblem]

    private static let problemLimit = 3

    init(_ site: LiveSite) {
        isOutdated = site.isOutdated
        problems = site.problems.filter { $0.severity == .error }.prefix(Self.problemLimit).map { LiveProblem($0) }
    }
}

/// A problem, as a script shows it.
struct LiveProblem: Encodable {
    let line: Int?
    let column: Int?
    let message: String
    let location: String
    let rule: String
    let lines: [Line]

    /// A line of the file around the fault.
    struct Line: Encodable {
        let number: Int
        let text: String
        let isFault: Bool
        let before: String?
    }

    init(_ problem: Diagnostic, lines: SourceLines? = nil) {
        line = problem.range?.start.line
        column = problem.range?.start.column
        let field = problem.field.map { "\($0.displayText): " } ?? ""
        message = field + problem.message.displayText
        location = problem.location
        rule = problem.rule.id
        self.lines = (lines?.lines ?? []).map { line in
            let isFault = line.number == lines?.place
            return Line(number: line.number, text: line.text, isFault: isFault, before: isFault ? lines?.before : nil)
        }
    }
}
