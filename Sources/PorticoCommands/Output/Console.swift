import Diagnostics
import Foundation
import Workspaces

/// Standard output for the result, standard error for everything else (cli.md, streams).
struct Console {
    let isQuiet: Bool
    let colorsOutput: Bool
    let colorsErrors: Bool

    /// Writes a part of the result.
    ///
    /// A result that gets lost is a failure; a reader that has gone away, as in `portico lint | head`, is none.
    func result(_ text: String) throws(CommandFailure) {
        do throws(SystemError) {
            try GivenOutput.write(Array(text.utf8), to: STDOUT_FILENO)
        } catch {
            throw CommandFailure("the result cannot be written to standard output: \(error.words)")
        }
    }

    /// Writes a note; silenced by `--quiet`.
    func note(_ text: String) {
        if !isQuiet { say(text + "\n") }
    }

    /// Writes what was asked for with `--verbose`; never silenced.
    func detail(_ text: String) {
        say(text.displayText + "\n")
    }

    /// Writes why a command stops; never silenced.
    func failure(_ text: String) {
        say(text + "\n")
    }

    /// Writes problems where they are not the result.
    func problems(_ diagnostics: some Sequence<Diagnostic>) {
        var lines = ""
        for diagnostic in diagnostics {
            lines += ProblemText.line(diagnostic, isColored: colorsErrors)
            lines += "\n"
            // Thousands of them are told part by part.
            guard lines.utf8.count > 64 << 10 else { continue }
            say(lines)
            lines.removeAll(keepingCapacity: true)
        }
        say(lines)
    }

    /// Tells how far work is that begins now.
    ///
    /// - Parameter things: What is counted, in the plural.
    /// - Returns: Who tells it.
    func progress(_ things: String) -> Progress {
        let clock = ContinuousClock()
        let start = clock.now
        let place: Progress.Place = isQuiet ? .nowhere : isatty(STDERR_FILENO) == 1 ? .terminal : .lines
        return Progress(things, on: place) {
            start.duration(to: clock.now)
        } write: { text in
            // There is nowhere left to say that this failed.
            try? GivenOutput.write(Array(text.utf8), to: STDERR_FILENO)
        }
    }

    private func say(_ text: String) {
        // There is nowhere left to say that this failed.
        try? GivenOutput.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

/// A problem as a line of text, coloured or not.
enum ProblemText {
    static func line(_ diagnostic: Diagnostic, isColored: Bool) -> String {
        guard isColored else { return diagnostic.text }
        let color = color(of: diagnostic.severity)
        return "\u{1B}[1m\(diagnostic.location):\u{1B}[0m \u{1B}[1;\(color)m\(diagnostic.severity.rawValue):\u{1B}[0m "
            + "\(diagnostic.sentence) \u{1B}[2m[\(diagnostic.rule.id)]\u{1B}[0m"
    }

    /// The number by which a terminal knows the colour of a severity.
    static func color(of severity: Severity) -> String {
        switch severity {
        case .error: "31"
        case .warning: "33"
        case .note: "36"
        }
    }

    /// `2 errors and 1 warning`; `nil` if there is neither.
    static func count(_ diagnostics: some Sequence<Diagnostic>) -> String? {
        count(errors: diagnostics.count(of: .error), warnings: diagnostics.count(of: .warning))
    }

    /// `2 errors and 1 warning`; `nil` if there is neither.
    static func count(errors: Int, warnings: Int) -> String? {
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, word in
            "\(count) \(word)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}
