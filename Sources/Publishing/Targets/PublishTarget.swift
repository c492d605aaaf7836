import Foundation
package import RebillyAPI
import Transport

/// Where portals are published: an organization at one of the service's hosts.
package struct PublishTarget: Sendable, Hashable {
    /// How dear a mistake is.
    package enum Kind: Sendable, Hashable {
        /// Rebilly's host with real customers.
        case live
        /// Rebilly's test host.
        case sandbox
        /// Any other address, as that of `portico sandbox`.
        case other
    }

    /// The organization, and where it is.
    package let account: RebillyAccount
    /// The environment whose differences the portals have; `nil` for none.
    package let environment: String?

    /// Makes a target.
    ///
    /// - Parameters:
    ///   - account: The organization, and where it is.
    ///   - environment: The environment whose differences the portals have.
    package init(account: RebillyAccount, environment: String?) {
        self.account = account
        self.environment = environment
    }

    /// The address by which the lock knows it.
    package var address: String { "\(account.base)/organizations/\(account.organization)" }
    /// The host, with its port if it has one of its own.
    package var host: String {
        let url = account.base.url
        return (url.host() ?? "") + (url.port.map { ":\($0)" } ?? "")
    }
    /// How dear a mistake is.
    package var kind: Kind {
        switch account.base {
        case RebillyAccount.live(account.organization).base: .live
        case RebillyAccount.sandbox(account.organization).base: .sandbox
        default: .other
        }
    }
}
