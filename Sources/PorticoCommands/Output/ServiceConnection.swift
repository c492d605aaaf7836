#if Networking
import Diagnostics
import Foundation
import Logging
import Portals
import Publishing
import RebillyAPI
import Transport
import Workspaces

/// A service's organization that a command may ask: where it is, with which key, and how to say what goes wrong.
struct ServiceConnection {
    let target: PublishTarget
    private let key: Secret
    private let settings: ClientSettings

    /// Finds out where the service is, and reads the key.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - workspace: The settings of the workspace, in its environment.
    ///   - console: Where requests are told of with `--verbose`.
    ///   - concurrency: How many requests may be under way at once.
    /// - Throws: `CommandFailure` if something of it is missing or wrong.
    init(
        _ options: ServiceOptions,
        settings workspace: Settings,
        console: Console,
        concurrency: Int = Publisher.usualConcurrency
    ) throws(CommandFailure) {
        let variables = ProcessInfo.processInfo.environment
        let choice = TargetChoice(
            baseURL: options.baseURL,
            organization: options.organization,
            variables: variables
        )
        do throws(TargetChoice.Failure) {
            target = try choice.target(workspace)
        } catch {
            throw CommandFailure(error.sentence)
        }
        key = try APIKey(variable: "PORTICO_REBILLY_API_KEY", file: options.apiKeyFile, variables: variables).read()
        var settings = ClientSettings()
        settings.concurrency = concurrency
        if options.verbose {
            settings.logger = Logger(label: "portico") { _ in RequestLog(console: console) }
            settings.logger.logLevel = .debug
        }
        self.settings = settings
    }

    /// Opens connections for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - isDry: Whether nothing may be written.
    ///   - body: What uses the client.
    /// - Returns: What the closure returns.
    /// - Throws: `CommandFailure` in the place of the client's errors.
    func withClient<Result>(isDry: Bool = false, _ body: (RebillyClient) async throws -> Result) async throws -> Result
    {
        do {
            return try await NetworkTransport.withTransport(connectTimeout: settings.connectTimeout) { transport in
                let transport: any HTTPTransport = isDry ? DryRunTransport(reading: transport) : transport
                return try await body(
                    RebillyClient(account: target.account, apiKey: key, transport: transport, settings: settings)
                )
            }
        } catch let error as RebillyError {
            throw CommandFailure(sentence(for: error))
        }
    }

    /// What went wrong with the service, and what to do now.
    func sentence(for error: RebillyError) -> String {
        switch error {
        case .unauthorized:
            "\(target.host) does not take the API key (401); check PORTICO_REBILLY_API_KEY, or the file that holds it"
        case .forbidden:
            "the API key may not use organization \(target.account.organization) at \(target.host) (403); "
                + "check the key and the organization"
        case .transport(.unreachable):
            "\(target.host) can't be reached; check the network, and the address if you chose it"
        case .transport(.untrusted): "\(target.host) can't prove who it is, so nothing was sent; check the address"
        case .notFound: "\(target.host) does not know what it was asked for (404); check the base URL: \(error)"
        default: "\(target.host): \(error)"
        }
    }
}

extension TargetChoice.Failure {
    /// What is missing or wrong, and what to do.
    var sentence: String {
        switch self {
        case .noServer(let environment?):
            "environment '\(environment)' of portico.yaml names no rebilly.server; add one, or set \(TargetChoice.baseURLVariable)"
        case .noServer(nil):
            "nothing says where to publish; choose an --environment of portico.yaml, or set \(TargetChoice.baseURLVariable)"
        case .noOrganization:
            "nothing says whose portals they are; set \(TargetChoice.organizationVariable), or organizationId in portico.yaml"
        case .invalidOrganization(let text):
            "'\(text)' is no organization: at most 50 letters, digits and @ ~ . _ - are allowed"
        case .address(let refusal): refusal.sentence
        case .variableMissing(let name): "portico.yaml names the variable \(name), which is not set; set it"
        case .variableRefused(let name):
            "portico.yaml may not read the variable '\(name)': only those that begin with PORTICO_ and hold no key"
        }
    }
}

extension RebillyAccount.Refusal {
    fileprivate var sentence: String {
        switch self {
        case .address(.insecure): "the base URL has to begin with https; http is for this machine alone"
        case .address(.malformed): "the base URL is no complete address; write one such as https://api.rebilly.com"
        case .address(.credentials): "the base URL may hold no user name or password; set PORTICO_REBILLY_API_KEY"
        case .address(.query): "the base URL may have no query and no fragment"
        case .organizationMissing: "nothing says whose portals they are; set \(TargetChoice.organizationVariable)"
        case .organizationDiffers:
            "the base URL ends in another organization than the one that is given; "
                + "leave /organizations/… out, or set \(TargetChoice.organizationVariable) to the same"
        }
    }
}
#endif
