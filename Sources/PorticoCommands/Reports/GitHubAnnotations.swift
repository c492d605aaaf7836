import Diagnostics

/// A remark that GitHub shows beside a line of a file.
struct GitHubAnnotation: Hashable {
    let severity: Severity
    /// The file, from the repository's root.
    let file: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let title: String
    let message: String

    init(severity: Severity, file: String, line: Int?, title: String, message: String) {
        self.severity = severity
        self.file = file
        self.line = line
        column = nil
        endLine = nil
        self.title = title
        self.message = message
    }

    /// The annotation as a workflow command, a line without its break:
    /// `::error file=portals/acme.yaml,line=9,title=…::…`
    /// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
    var command: String {
        let name =
            switch severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        // GitHub takes a column only for one line.
        let column = endLine ?? line == line ? column : nil
        let numbers = [("line", line), ("endLine", endLine), ("col", column)].compactMap { key, number in
            number.map { "\(key)=\($0)" }
        }
        let properties = ["file=\(Self.property(file))"] + numbers + ["title=\(Self.property(title))"]
        return "::\(name) \(properties.joined(separator: ","))::\(Self.data(message))"
    }

    /// Escapes what would end the command.
    private static func data(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: nil
            }
        }
    }

    /// Escapes what would end the command, or begin another property.
    private static func property(_ text: String) -> String {
        escaped(data(text)) { scalar in
            switch scalar {
            case ":": "%3A"
            case ",": "%2C"
            default: nil
            }
        }
    }

    private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if let replacement = escape(scalar) {
                escaped += replacement
            } else if scalar.isUnfitForDisplay {
                escaped += " "
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension GitHubAnnotation {
    /// A problem as an annotation.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - file: Its file, from the repository's root.
    init(_ problem: Diagnostic, file: String) {
        severity = problem.severity
        self.file = file
        line = problem.range?.start.line
        column = problem.range?.start.column
        // The end is the place behind the last character.
        endLine = problem.range.map { $0.end.column == 1 ? max($0.start.line, $0.end.line - 1) : $0.end.line }
        title = problem.rule.title
        message = "\(problem.sentence) [\(problem.rule.id)]"
    }
}

/// Annotations of one step: GitHub shows ten, so that the rest goes into the step's summary.
struct GitHubAnnotations {
    static let limit = 10
    /// GitHub refuses a step's summary of more than 1 MB.
    private static let summaryLimit = 512 * 1024

    private let shown: ArraySlice<GitHubAnnotation>
    private let rest: ArraySlice<GitHubAnnotation>

    /// Takes annotations in the order in which they are to be listed; the worst come first.
    init(_ annotations: [GitHubAnnotation]) {
        let sorted = [Severity.error, .warning, .note].flatMap { severity in
            annotations.filter { $0.severity == severity }
        }
        shown = sorted.prefix(Self.limit)
        rest = sorted.dropFirst(Self.limit)
    }

    /// How many are in the summary alone.
    var restCount: Int { rest.count }

    /// The commands, a line each.
    var commands: String { shown.map { $0.command + "\n" }.joined() }

    /// Returns the rest as Markdown.
    ///
    /// - Parameter heading: What to call it, in plain words.
    /// - Returns: A heading and a list; empty if there is no rest.
    func summary(heading: String) -> String {
        guard !rest.isEmpty else { return "" }
        var summary = "### \(heading)\n\n"
        for (index, annotation) in rest.enumerated() {
            let numbers = [annotation.line, annotation.column].compactMap(\.self).map { ":\($0)" }.joined()
            let line =
                "- \(annotation.severity.rawValue): \(Self.code(annotation.file + numbers)) "
                + "\(Self.code(annotation.message))\n"
            guard summary.utf8.count + line.utf8.count <= Self.summaryLimit else {
                return summary + "- and \(rest.count - index) more\n\n"
            }
            summary += line
        }
        return summary + "\n"
    }

    /// A span of code: it pings nobody and loads nothing.
    private static func code(_ text: String) -> String {
        let shown = text.displayText
        guard shown.contains(where: { $0 != " " }) else { return "" }
        let runs = shown.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count)
        let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
        return runs.isEmpty ? "`\(shown)`" : "\(fence) \(shown) \(fence)"
    }
}

extension Console {
    /// Where annotations go.
    enum AnnotationPlace {
        /// They were asked for, whether this is a step of GitHub Actions or not.
        case result
        /// Beside text on standard output. The runner reads both streams on their own, so that on the other one they
        /// might arrive while it takes no commands (`GitHubStep.withoutCommands`).
        case besideText
        /// On standard error, because standard output has another form.
        case apart
    }

    /// Annotates in a step of GitHub Actions, or wherever annotations are the result.
    ///
    /// - Parameters:
    ///   - annotations: The annotations, in the order in which they are to be listed.
    ///   - heading: What to call those that only the step's summary holds.
    ///   - step: The step.
    ///   - place: Where they go.
    /// - Throws: `CommandFailure` if the result cannot be written.
    func annotate(
        _ annotations: [GitHubAnnotation],
        heading: String,
        in step: GitHubStep,
        _ place: AnnotationPlace
    ) throws(CommandFailure) {
        guard place == .result || step.isActive, !annotations.isEmpty else { return }
        let annotations = GitHubAnnotations(annotations)
        switch place {
        case .result, .besideText: try result(annotations.commands)
        case .apart: failure(String(annotations.commands.dropLast()))
        }
        guard annotations.restCount > 0, !step.summarize(annotations.summary(heading: heading)) else { return }
        note("\(annotations.restCount) more are not annotated; there is no step summary to take them")
    }
}
