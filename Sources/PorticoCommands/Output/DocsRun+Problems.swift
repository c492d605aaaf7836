import Diagnostics
import Rendering

/// Problems of markers, and annotations.
extension DocsRun {
    /// A problem of a marker, with its file.
    struct MarkerProblem {
        let file: String
        let problem: DocsMarkerProblem
    }

    static func problems(of insertion: Insertion) -> [MarkerProblem] {
        insertion.injection.problems.map { MarkerProblem(file: insertion.file.path, problem: $0) }
    }

    func tell(_ problems: [MarkerProblem]) {
        for wrong in problems {
            let place = "\(wrong.file.displayText):\(wrong.problem.line):1"
            console.failure("\(place): error: \(wrong.problem.message.displayText) [docs.marker]")
        }
    }

    func annotation(of wrong: MarkerProblem) -> GitHubAnnotation {
        GitHubAnnotation(
            severity: .error,
            file: step.path(of: wrong.file),
            line: wrong.problem.line,
            title: "Marker of docs",
            message: wrong.problem.message
        )
    }

    func annotation(of problem: Diagnostic) -> GitHubAnnotation {
        step.annotation(of: problem, below: task.root)
    }

    /// Annotates; where annotations were asked for, they are the result.
    func annotate(_ annotations: [GitHubAnnotation], heading: String) throws {
        let place: Console.AnnotationPlace = format == .github ? .result : format == .text ? .besideText : .apart
        try console.annotate(annotations, heading: heading, in: step, place)
    }
}

extension JSONProblem {
    /// A problem of a marker.
    init(_ wrong: DocsRun.MarkerProblem) {
        file = wrong.file
        line = wrong.problem.line
        column = 1
        endLine = nil
        endColumn = nil
        severity = Severity.error.rawValue
        field = nil
        message = wrong.problem.message
        rule = "docs.marker"
        fix = nil
    }
}
