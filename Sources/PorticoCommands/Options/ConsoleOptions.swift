import ArgumentParser
import Foundation

/// How much a command says, and in which colours.
struct ConsoleOptions: ParsableArguments {
    /// Whether text is coloured.
    enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

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
