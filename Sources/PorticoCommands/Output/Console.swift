import Diagnostics
import Foundation

/// Standard output for the result, standard error for everything else (cli.md, streams).
struct Console {
    let isQuiet: Bool
    let colorsOutput: Bool
    let colorsErrors: Bool

    /// Writes a part of the result.
    func result(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// Writes a note; silenced by `--quiet`.
    func note(_ text: String) {
        if !isQuiet { write(text + "\n", to: .standardError) }
    }

    /// Writes why a command stops; never silenced.
    func failure(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    /// Writes problems where they are not the result.
    func problems(_ diagnostics: [Diagnostic]) {
        let lines = diagnostics.map { ProblemText.line($0, isColored: colorsErrors) + "\n" }
        write(lines.joined(), to: .standardError)
    }

    private func write(_ text: String, to handle: FileHandle) {
        guard !text.isEmpty else { return }
        // A reader that has gone away, as in `portico lint | head`, is no failure.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}

/// A problem as a line of text, coloured or not.
enum ProblemText {
    static func line(_ diagnostic: Diagnostic, isColored: Bool) -> String {
        guard isColored else { return diagnostic.text }
        let color =
            switch diagnostic.severity {
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        return "\u{1B}[1m\(diagnostic.location):\u{1B}[0m \u{1B}[1;\(color)m\(diagnostic.severity.rawValue):\u{1B}[0m "
            + "\(diagnostic.sentence) \u{1B}[2m[\(diagnostic.rule.id)]\u{1B}[0m"
    }

    /// `2 errors and 1 warning`; `nil` if there is neither.
    static func count(_ diagnostics: [Diagnostic]) -> String? {
        let errors = diagnostics.count(of: .error)
        let warnings = diagnostics.count(of: .warning)
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, word in
            "\(count) \(word)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}
