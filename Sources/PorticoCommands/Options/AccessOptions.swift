#if Networking
import ArgumentParser
import CustomerAccess

/// Whose customers a command lets in, with which key, and where it keeps what it must remember.
struct AccessOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A customer: an id, ref:REFERENCE or email:ADDRESS.",
            valueName: "customer"
        )
    )
    var customers: [NamedCustomer] = []

    @Option(
        help: ArgumentHelp(
            "The folder with portico.yaml; by default the one around here, if there is one.",
            valueName: "dir"
        )
    )
    var workspace: String?

    @Option(
        help: ArgumentHelp(
            "The environment whose site is meant; by default the one of portico.yaml.",
            valueName: "name"
        )
    )
    var environment: String?

    @Option(
        help: ArgumentHelp(
            "The service's base URL; by default PORTICO_ADVANCED_BILLING_BASE_URL, else the environment's server.",
            valueName: "url"
        )
    )
    var baseURL: String?

    @Option(
        help: ArgumentHelp(
            "The site; by default PORTICO_ADVANCED_BILLING_SITE, else the environment's.",
            valueName: "name"
        )
    )
    var site: String?

    @Option(
        help: ArgumentHelp(
            "A file with the API key; by default the key is PORTICO_ADVANCED_BILLING_API_KEY, or in PORTICO_ADVANCED_BILLING_API_KEY_FILE.",
            valueName: "file"
        )
    )
    var apiKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "The ledger of links and mails; by default portico/access.sqlite in XDG_STATE_HOME or ~/.local/state.",
            valueName: "file"
        )
    )
    var ledger: String?

    @Option(help: "The form of the result: text, json or csv.")
    var format = AccessFormat.text

    @Flag(help: "Say of each request its method, address, status and time.")
    var verbose = false

    @OptionGroup var consoleOptions: ConsoleOptions

    /// The streams, with colour as chosen.
    var console: Console { consoleOptions.console }

    func validate() throws {
        if customers.isEmpty { throw ValidationError("Name at least one customer.") }
    }
}

/// A customer as somebody typed it.
struct NamedCustomer: ExpressibleByArgument {
    let name: CustomerName

    init?(argument: String) {
        guard let name = CustomerName(argument) else { return nil }
        self.name = name
    }
}

/// The form of a result about customers.
enum AccessFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
}
#endif
