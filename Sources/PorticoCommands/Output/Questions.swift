import Foundation
import Workspaces

/// Asks whoever sits at the terminal (cli.md, asking).
struct Questions {
    /// Whether questions are answered with yes.
    let isAgreed: Bool
    /// Whether there may be none.
    let isForbidden: Bool

    /// Whether somebody can be asked.
    var canAsk: Bool { !isForbidden && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks whether to go on.
    ///
    /// - Parameter question: The question, with its question mark.
    /// - Returns: The answer.
    /// - Throws: `CommandFailure` if nobody can be asked; it names `--yes`.
    func agrees(to question: String) throws(CommandFailure) -> Bool {
        if isAgreed { return true }
        guard canAsk else {
            throw CommandFailure("nobody can be asked '\(question)' here; add --yes if the answer is yes")
        }
        return ["y", "yes"].contains(answer(to: "\(question) [y/N] ").lowercased())
    }

    /// Asks for words to be typed exactly.
    ///
    /// - Parameters:
    ///   - words: What is to be typed.
    ///   - reason: What it means.
    /// - Returns: Whether they were typed.
    func confirms(_ words: String, _ reason: String) -> Bool {
        canAsk && answer(to: "\(reason)\nType \(words) to go on: ") == words
    }

    private func answer(to prompt: String) -> String {
        try? GivenOutput.write(Array(prompt.utf8), to: STDERR_FILENO)
        return readLine()?.trimmingCharacters(in: .whitespaces) ?? ""
    }
}
