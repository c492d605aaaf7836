import Diagnostics

/// Problems as JUnit's XML, in the form that Jenkins, GitLab and GitHub's viewers read.
///
/// A file is a suite and each problem a case in it. What makes the command fail is a failure; what does not is a case
/// that passed and says so, or a run that ends with 0 would be shown as failed. A file without problems has one case,
/// so that it is counted.
struct JUnitReport {
    private let report: LintReport
    private let path: (String) -> String

    /// Takes what was found.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - path: Turns a file of the workspace into its path from the repository's root.
    init(_ report: LintReport, path: @escaping (String) -> String) {
        self.report = report
        self.path = path
    }

    /// The document.
    var xml: String {
        let problems = Dictionary(grouping: report.problems, by: \.file)
        let files = Set(report.portalFiles).union(problems.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let suites = files.map { suite($0, problems[$0] ?? []) }
        let tests = suites.reduce(0) { $0 + $1.tests }
        let failures = suites.reduce(0) { $0 + $1.failures }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="portico lint" tests="\(tests)" failures="\(failures)" errors="0" time="0">
            \(suites.map(\.xml).joined())</testsuites>

            """
    }

    private func suite(_ file: String, _ problems: [Diagnostic]) -> (tests: Int, failures: Int, xml: String) {
        let tests = max(problems.count, 1)
        let failures = problems.count(where: report.fails)
        var names: [String: Int] = [:]
        let cases = problems.map { problem in
            let name = Self.name(of: problem)
            names[name, default: 0] += 1
            // Viewers take two cases of one name for one.
            let number = names[name].map { $0 > 1 ? " #\($0)" : "" } ?? ""
            return testCase(name + number, file, problem.range?.start.line, outcome(of: problem))
        }
        let all = cases.isEmpty ? testCase("no problems", file, nil, nil) : cases.joined()
        let name = Self.attribute(file)
        let counts = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\" time=\"0\""
        return (tests, failures, "  <testsuite name=\"\(name)\" \(counts)>\n\(all)  </testsuite>\n")
    }

    private static func name(of problem: Diagnostic) -> String {
        problem.rule.id + (problem.range.map { " at \($0.start.line):\($0.start.column)" } ?? "")
    }

    private func outcome(of problem: Diagnostic) -> String {
        let text = Self.escaped(problem.text)
        guard report.fails(problem) else { return "<system-out>\(text)</system-out>" }
        let message = Self.attribute(problem.sentence)
        return "<failure type=\"\(problem.rule.id)\" message=\"\(message)\">\(text)</failure>"
    }

    private func testCase(_ name: String, _ file: String, _ line: Int?, _ outcome: String?) -> String {
        let names = [("name", name), ("classname", file), ("file", path(file))].map { key, value in
            " \(key)=\"\(Self.attribute(value))\""
        }
        let place = line.map { " line=\"\($0)\"" } ?? ""
        let rest = outcome.map { ">\n      \($0)\n    </testcase>" } ?? "/>"
        return "    <testcase\(names.joined())\(place) time=\"0\"\(rest)\n"
    }

    /// Text for an attribute, on one line.
    private static func attribute(_ text: String) -> String { escaped(text.displayText) }

    /// Text for XML 1.0, which has no place for control characters: what is shown has none.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
