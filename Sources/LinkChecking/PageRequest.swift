import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Portals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Asks for a page, as far as its status, wherever redirections lead.
struct PageRequest: Sendable {
    /// How many redirections are followed; browsers follow twenty.
    private static let redirectionLimit = 10

    let resolver: HostResolver
    let userAgent: String
    let timeout: TimeAmount
    let allowsPrivateAddresses: Bool

    /// What came of one request.
    enum Outcome: Sendable, Hashable {
        /// The server answered.
        case status(UInt)
        /// It did not; asking again may help.
        case silence(LinkAnswer)
        /// Asking again is no use.
        case verdict(LinkAnswer)
        /// Nobody was asked, because of how things are here and now.
        case refusal(LinkAnswer)
    }

    /// Asks with HEAD, and with GET where that is not understood.
    ///
    /// - Parameter link: The page.
    /// - Returns: What came of it.
    /// - Throws: `CancellationError`.
    func outcome(of link: Link) async throws -> Outcome {
        let outcome = try await outcome(of: link, method: .HEAD)
        // Many servers answer HEAD with an error; only to GET they must tell the truth.
        if case .status(let status) = outcome, !(200..<300).contains(status) {
            return try await self.outcome(of: link, method: .GET)
        }
        return outcome
    }

    private func outcome(of link: Link, method: HTTPMethod) async throws -> Outcome {
        var link = link
        for _ in 0...Self.redirectionLimit {
            switch try await hop(to: link, method: method) {
            case .outcome(let outcome): return outcome
            case .redirection(let location):
                guard let next = Self.target(of: location, from: link) else {
                    return .verdict(.dead("leads to an address that is none"))
                }
                link = next
            }
        }
        return .verdict(.dead("leads on and on, more than \(Self.redirectionLimit) times"))
    }

    private enum Hop {
        case redirection(String)
        case outcome(Outcome)
    }

    private func hop(to link: Link, method: HTTPMethod) async throws -> Hop {
        let name = link.host.hasPrefix("[") ? String(link.host.dropFirst().dropLast()) : link.host
        let address: NetworkAddress
        do {
            let addresses = try await resolver.addresses(of: name)
            guard let usable = addresses.first(where: { allowsPrivateAddresses || $0.isPublic }) else {
                return .outcome(.refusal(.unknown("is at a private address, which is not asked")))
            }
            address = usable
        } catch HostResolver.Failure.unknown {
            return .outcome(.verdict(.dead("is at a host that does not exist")))
        } catch HostResolver.Failure.unreachable {
            return .outcome(.silence(.unknown("could not be asked for: no name server answers")))
        }
        return try await ask(link, method, at: address)
    }

    /// Sends one request to the address that was looked at, not to another that the name may have by then.
    private func ask(_ link: Link, _ method: HTTPMethod, at address: NetworkAddress) async throws -> Hop {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: timeout, read: timeout)
        )
        configuration.refuseImpossibleStatuses()
        configuration.dnsOverride = Self.override(of: link, by: address)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = HTTPClientRequest(url: Self.withoutFragment(link.description))
        request.method = method
        request.headers.add(name: "User-Agent", value: userAgent)
        request.headers.add(name: "Accept", value: "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5")
        let result: Hop
        do {
            let response = try await client.execute(request, timeout: timeout)
            let location = response.headers.first(name: "Location")
            let isRedirection = [301, 302, 303, 307, 308].contains(response.status.code)
            result =
                if isRedirection, let location { .redirection(location) } else {
                    .outcome(.status(response.status.code))
                }
        } catch {
            try? await client.shutdown()
            try Task.checkCancellation()
            return .outcome(Self.outcome(of: error, timeout))
        }
        try? await client.shutdown()
        return result
    }
}

extension PageRequest {
    private static func override(of link: Link, by address: NetworkAddress) -> [String: String] {
        guard !link.host.hasPrefix("["), NetworkAddress(link.host) == nil else { return [:] }
        // The client looks the host up as it is written.
        let afterScheme = link.description.drop { $0 != "/" }.dropFirst(2)
        let written = String(afterScheme.prefix { !":/?#".contains($0) })
        // Most hosts are written as they are looked up: a literal with one key twice would end the program.
        var override = [link.host: address.description]
        override[written] = address.description
        return override
    }

    private static func withoutFragment(_ address: String) -> String {
        String(address.prefix { $0 != "#" })
    }

    /// The page that a redirection leads to, from the page that redirects (RFC 3986, 5.2).
    static func target(of location: String, from link: Link) -> Link? {
        if let absolute = try? Link(location) { return absolute }
        // Any other scheme is nothing that a browser would show instead.
        guard !location.prefix(while: { !"/?#".contains($0) }).contains(":") else { return nil }
        let scheme = link.description.prefix { $0 != "/" }
        let authority = link.description.dropFirst(scheme.count + 2).prefix { !"/?#".contains($0) }
        if location.hasPrefix("//") { return try? Link("\(scheme)\(location)") }
        if location.hasPrefix("/") { return try? Link("\(scheme)//\(authority)\(location)") }
        let path = link.rest.prefix { !"?#".contains($0) }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        if location.hasPrefix("?") { return try? Link("\(scheme)//\(authority)\(path)\(location)") }
        return try? Link("\(scheme)//\(authority)\(folder)\(location)")
    }

    /// Whether there is what certificates are held against, where systems keep it.
    private static var hasCertificates: Bool {
        #if canImport(Darwin)
        return true
        #else
        let files = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]
        return files.contains { access($0, R_OK) == 0 }
        #endif
    }

    private static func outcome(of error: any Error, _ timeout: TimeAmount) -> Outcome {
        switch error {
        case let error as HTTPClientError:
            let seconds = Double(timeout.nanoseconds) / 1_000_000_000
            let isLate = [.connectTimeout, .readTimeout, .deadlineExceeded, .tlsHandshakeTimeout].contains(error)
            return .silence(
                isLate
                    ? .dead("did not come within \(seconds.formatted()) seconds, twice") : .dead("broke off, twice")
            )
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return Self.hasCertificates
                ? .verdict(.dead("has no secure connection that browsers trust; its certificate may have expired"))
                : .refusal(
                    .unknown("could not be asked for: this machine has no certificates to trust (ca-certificates)")
                )
        case is NIOConnectionError, is IOError: return .silence(.dead("is at a server that takes no connection, twice"))
        default: return .silence(.dead("broke off, twice"))
        }
    }
}
