package import Diagnostics
package import Portals

/// What is to be known before publishing, although nothing forbids it.
package struct PlanWarning: Sendable, Hashable {
    /// What the warning is about.
    package enum Kind: String, Sendable, CaseIterable {
        /// Two portals would share an address.
        case sharedAddress = "shared-address"
        /// Portals would exchange their slugs, which the service takes only one by one.
        case slugExchange = "slug-exchange"
        /// The service has no website of that id.
        case unknownWebsite = "unknown-website"
        /// The organization has no such domain.
        case unknownDomain = "unknown-domain"
        /// The organization has not proved that the domain is its own.
        case unverifiedDomain = "unverified-domain"
        /// The logo is an SVG without a picture beside it.
        case vectorLogo = "vector-logo"
        /// What the service holds was never seen by this workspace.
        case neverSeen = "never-seen"
        /// The service holds more portals than it can list.
        case incompleteList = "incomplete-list"
        /// The service holds portals that no file can be of.
        case unusableIDs = "unusable-ids"
    }

    /// What it is about.
    package let kind: Kind
    /// The portal; `nil` if it is about all.
    package let portal: PortalID?
    /// The portal's file; `nil` if it is about all.
    package var file: String?
    /// Where the value stands that it is about; `nil` if the file does not have it.
    package var range: SourceRange?
    /// What is wrong and what to do, as a sentence without a full stop.
    package let message: String

    /// The file with line and column: `portals/acme.yaml:3:7`; `nil` if it is about all.
    package var location: String? {
        guard let file, let start = range?.start else { return file }
        return "\(file):\(start.line):\(start.column)"
    }
}
