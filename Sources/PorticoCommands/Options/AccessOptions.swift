#if Networking
import ArgumentParser
import CustomerAccess
import Foundation

/// Whose customers a command lets in, with which key, and where it keeps what it must remember.
struct AccessOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A customer: an id, ref:REFERENCE or email:ADDRESS.",
            valueName: "customer"
        ),
        transform: NamedCustomer.init
    )
    var customers: [NamedCustomer] = []

    @OptionGroup var list: CustomerListOptions

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
        guard list.file != nil else {
            if customers.isEmpty { throw ValidationError("Name at least one customer, or a list with --customers.") }
            return
        }
        if !customers.isEmpty { throw ValidationError("Name customers, or a list with --customers, and not both.") }
        if format == .json { throw ValidationError("A list is answered in CSV; leave --format out.") }
    }
}

/// Many customers, and what to do with so many.
struct CustomerListOptions: ParsableArguments {
    @Option(
        name: .customLong("customers"),
        help: ArgumentHelp(
            "A CSV file of customers, - for standard input; its first line names the columns id, reference or email.",
            valueName: "file"
        )
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            "Where the results of a list go, as CSV with mode 0600; by default, and for -, standard output.",
            valueName: "file"
        )
    )
    var output: String?

    @Option(help: ArgumentHelp("How many customers of a list are in hand at once, 1 to 64.", valueName: "n"))
    var concurrency = 16

    @Flag(help: "Begin the list anew, whatever an earlier run has done that was ended.")
    var anew = false

    func validate() throws {
        guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency is a number from 1 to 64.") }
        guard file != "", output != "" else {
            throw ValidationError("--customers and --output take the name of a file.")
        }
        guard file != nil || (output == nil && !anew) else {
            throw ValidationError("--output and --anew belong to --customers.")
        }
    }
}

/// A customer as somebody typed it.
struct NamedCustomer {
    let name: CustomerName

    init(_ argument: String) throws {
        let argument = argument.trimmingCharacters(in: .whitespaces)
        guard let name = CustomerName(argument) else {
            throw ValidationError("A customer is an id, ref:REFERENCE or email:ADDRESS\(Self.hint(argument))")
        }
        self.name = name
    }

    private static func hint(_ argument: String) -> String {
        if argument.contains("@"), !argument.contains(":") { return "; did you mean email:\(argument)?" }
        let isName = !argument.isEmpty && !argument.contains(":") && !argument.allSatisfy(\.isNumber)
        return isName ? "; did you mean ref:\(argument)?" : "."
    }
}

/// The form of a result about customers.
enum AccessFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
}
#endif
