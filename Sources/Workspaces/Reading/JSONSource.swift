import Diagnostics
import Foundation

/// Reads a JSON text: Foundation says whether it is valid, libyaml where its parts stand.
struct JSONSource {
    private let text: SourceText
    private let file: String
    private let limits: ReadingLimits

    init(_ text: SourceText, file: String, limits: ReadingLimits) {
        self.text = text
        self.file = file
        self.limits = limits
    }

    /// Reads the text.
    func document() -> SourceDocument {
        guard text.bytes.contains(where: { !$0.isBlank && !$0.isLineBreak }) else {
            return SourceDocument(file: file, root: nil, diagnostics: [])
        }
        var rewriting = JSONRewriting(text.bytes, depth: limits.depth)
        rewriting.run()
        if let problem = problem(of: rewriting) {
            return SourceDocument(file: file, root: nil, diagnostics: [problem])
        }
        var composer = YAMLComposer(
            rewriting.output,
            places: PlaceFinder(text: text, shifts: rewriting.shifts),
            file: file,
            limits: limits
        )
        let document = composer.document()
        // JSON has no comments.
        return SourceDocument(file: file, root: document.root, diagnostics: document.diagnostics, text: text)
    }

    private func problem(of rewriting: JSONRewriting) -> Diagnostic? {
        if let offset = rewriting.tooDeep {
            return Diagnostic(
                .syntaxTooDeep,
                file: file,
                range: text.range(ofByte: offset),
                message: "more than \(limits.depth) lists and mappings inside each other; "
                    + "\(limits.subject) nests at most that deep"
            )
        }
        let found = foundationProblem(of: rewriting)
        // Foundation says of some problems only that the text ended, and it lets a last comma pass.
        let candidates = [rewriting.problem, found].compactMap(\.self)
        guard let problem = candidates.min(by: { $0.offset < $1.offset }) else { return nil }
        return Diagnostic(
            .syntaxInvalid,
            file: file,
            range: text.range(ofByte: problem.offset),
            message: problem.message
        )
    }

    private func foundationProblem(of rewriting: JSONRewriting) -> JSONProblem? {
        do {
            _ = try JSONSerialization.jsonObject(with: Data(rewriting.masked), options: .fragmentsAllowed)
            return nil
        } catch {
            let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            return JSONProblem(foundation: words, in: text, rootEnd: rewriting.rootEnd)
        }
    }
}
