import Diagnostics
import Portals

/// What the ignore comments of a file do to its problems.
struct Silencing: Sendable {
    /// A rule that a comment silences in a place.
    private struct Target: Hashable {
        let rule: String
        let scope: IgnoreComment.Scope
    }

    private let file: String
    private let comments: [IgnoreComment]

    /// Takes the comments of a file.
    init(_ comments: [IgnoreComment], file: String) {
        self.file = file
        self.comments = comments
    }

    /// Whether there is no ignore comment at all.
    var isEmpty: Bool { comments.isEmpty }

    /// Returns the problems that are left, and what is wrong with the comments.
    ///
    /// What is an error by itself cannot be silenced; what the settings make one can.
    ///
    /// - Parameters:
    ///   - problems: The problems of the file, with the severities that the rules give them.
    ///   - elsewhere: What the file has in other environments: a comment that silences that is needed too.
    /// - Returns: The problems in no particular order.
    func applied(to problems: [Diagnostic], elsewhere: [Diagnostic]) -> [Diagnostic] {
        guard !comments.isEmpty else { return problems }
        let targets = targets
        var silenced: Set<Target> = []
        var refused: Set<Target> = []
        var left: [Diagnostic] = []
        for problem in problems {
            let hits = Self.targets(of: problem).filter(targets.contains)
            if problem.severity == .error {
                refused.formUnion(hits)
                left.append(problem)
            } else if hits.isEmpty {
                left.append(problem)
            } else {
                silenced.formUnion(hits)
            }
        }
        for problem in elsewhere where problem.severity != .error {
            silenced.formUnion(Self.targets(of: problem).filter(targets.contains))
        }
        // Before errors are mended, nobody knows what else there will be.
        let isJudgeable = problems.count(of: .error) == 0
        return left + comments.flatMap { complaints($0, silenced, refused, isJudgeable: isJudgeable) }
    }

    /// Returns the problems that no comment silences; comments are not judged again.
    func kept(of problems: [Diagnostic]) -> [Diagnostic] {
        guard !comments.isEmpty else { return problems }
        let targets = targets
        return problems.filter { $0.severity == .error || !Self.targets(of: $0).contains(where: targets.contains) }
    }

    private var targets: Set<Target> {
        Set(
            comments.filter(\.isSpeltRight).flatMap { comment in
                comment.words.map { Target(rule: $0.text, scope: comment.scope) }
            }
        )
    }

    private static func targets(of problem: Diagnostic) -> [Target] {
        let inFile = Target(rule: problem.rule.id, scope: .file)
        guard let line = problem.range?.start.line else { return [inFile] }
        return [inFile, Target(rule: problem.rule.id, scope: .line(line))]
    }

    // MARK: Complaints

    private func complaints(
        _ comment: IgnoreComment,
        _ silenced: Set<Target>,
        _ refused: Set<Target>,
        isJudgeable: Bool
    ) -> [Diagnostic] {
        guard comment.isSpeltRight else {
            return [
                problem(
                    .ignoreNameless,
                    comment.range,
                    "it silences nothing as it is written; write '# portico:ignore' and then the rule's id"
                )
            ]
        }
        guard !comment.words.isEmpty else {
            return [problem(.ignoreNameless, comment.range, "it names no rule; write one, as in '\(example)'")]
        }
        return comment.words.compactMap { word in
            let shown = word.text.shownInMessage
            guard let rule = Rule.named(word.text) else {
                let near = Spelling.nearest(to: word.text, among: Rule.all.map(\.id))
                let remedy = near.map { "did you mean '\($0)'?" } ?? "the ids stand in brackets behind each problem"
                return problem(.ignoreNameless, word.range, "there is no rule '\(shown)'; \(remedy)")
            }
            let target = Target(rule: rule.id, scope: comment.scope)
            guard !silenced.contains(target) else { return nil }
            if refused.contains(target) || rule.severity == .error {
                let message = "a breach of \(rule.id) is an error, which no comment silences; mend it, and delete this"
                return problem(.ignoreUnused, word.range, message)
            }
            guard isJudgeable, !rule.needsNetwork else { return nil }
            let place = if case .line(let line) = comment.scope { "line \(line)" } else { "this file" }
            return problem(.ignoreUnused, word.range, "\(place) has no \(rule.id) to silence; delete this")
        }
    }

    private var example: String { "# portico:ignore links.missing" }

    private func problem(_ rule: Rule, _ range: SourceRange, _ message: String) -> Diagnostic {
        Diagnostic(rule, file: file, range: range, message: message)
    }
}
