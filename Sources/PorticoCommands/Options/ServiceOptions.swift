#if Networking
import ArgumentParser

/// Which of the service's organizations a command asks, and with which key.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The service's base URL; by default PORTICO_REBILLY_BASE_URL, else the environment's server.",
            valueName: "url"
        )
    )
    var baseURL: String?

    @Option(
        help: ArgumentHelp(
            "The organization; by default PORTICO_REBILLY_ORGANIZATION_ID, else the environment's.",
            valueName: "id"
        )
    )
    var organization: String?

    @Option(
        help: ArgumentHelp(
            "A file with the API key; by default the key is PORTICO_REBILLY_API_KEY, or in PORTICO_REBILLY_API_KEY_FILE.",
            valueName: "file"
        )
    )
    var apiKeyFile: String?

    @Flag(
        help: "Say of each request its method, address, status and time, and of templates which are interpreted anew."
    )
    var verbose = false

    /// The options as they are to be typed, each with a blank before it.
    var words: String {
        let options = [("--base-url", baseURL), ("--organization", organization), ("--api-key-file", apiKeyFile)]
        return options.compactMap { name, value in value.map { " \(name) \(ShellText.word($0))" } }.joined()
    }
}
#endif
