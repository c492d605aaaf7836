import Diagnostics
import SiteBuilding
import Workspaces

/// What `lint` found, ready to be told in any form.
struct LintReport {
    /// The portal files in the order of their names, relative to the workspace.
    let portalFiles: [String]
    /// Every problem, sorted.
    let problems: [Diagnostic]
    /// What `--fix` did; `nil` without it.
    let fixes: [FixRun.Applied]?
    /// Whether warnings count as errors.
    let isStrict: Bool
    /// The command that mends what is certain, to be typed.
    let mending: String

    /// Whether a problem makes the command fail.
    func fails(_ problem: Diagnostic) -> Bool {
        ProblemCost([problem], isStrict: isStrict).fails
    }

    /// `2 errors and 1 warning in 12 portals`.
    var summary: String {
        let count = portalFiles.count
        let portals = count == 1 ? "1 portal" : "\(count) portals"
        let found = "\(ProblemText.count(problems) ?? "no problems") in \(portals)"
        if let fixes { return "\(FixText.summary(fixes)); \(found)" }
        let fixable = problems.count { $0.fix != nil }
        guard fixable > 0 else { return found }
        return "\(found); `\(mending)` mends \(fixable == 1 ? "one problem" : "\(fixable) problems")"
    }

    /// The report as JSON.
    func json() throws -> String {
        try JSONLintReport(
            portals: portalFiles.count,
            errors: problems.count(of: .error),
            warnings: problems.count(of: .warning),
            problems: problems.map(JSONProblem.init),
            fixes: fixes?.map(JSONAppliedFix.init)
        ).json()
    }
}
