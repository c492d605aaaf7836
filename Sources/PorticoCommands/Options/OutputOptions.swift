import ArgumentParser
import Foundation

/// How a command talks.
struct OutputOptions: ParsableArguments {
    /// Whether text is coloured.
    enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    /// The form of a result.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "The form of the result: text or json.")
    var format = Format.text

    @Option(help: "Whether problems are coloured: auto, always or never.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing but problems and the result.")
    var quiet = false

    /// The streams, with colour as chosen.
    var console: Console {
        Console(
            isQuiet: quiet,
            colorsOutput: usesColor(on: STDOUT_FILENO),
            colorsErrors: usesColor(on: STDERR_FILENO)
        )
    }

    private func usesColor(on stream: Int32) -> Bool {
        switch color {
        case .always: return true
        case .never: return false
        case .auto:
            let environment = ProcessInfo.processInfo.environment
            return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb" && isatty(stream) == 1
        }
    }
}
