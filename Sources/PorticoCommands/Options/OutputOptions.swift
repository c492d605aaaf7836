import ArgumentParser

/// How a command talks.
struct OutputOptions: ParsableArguments {
    /// The form of a result.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "The form of the result: text or json.")
    var format = Format.text

    @OptionGroup var consoleOptions: ConsoleOptions

    /// The streams, with colour as chosen.
    var console: Console { consoleOptions.console }
}
