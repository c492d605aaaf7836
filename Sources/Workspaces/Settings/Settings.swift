package import Diagnostics

/// What `portico.yaml` says; every value has a default, so that an empty file is legal.
package struct Settings: Sendable {
    /// How the sample customer's amounts and dates are written.
    package struct Sample: Sendable, Hashable {
        /// A BCP 47 tag.
        package var locale = "en-US"
        /// An ISO 4217 code.
        package var currency = "USD"
        /// The day on which previews take place, `YYYY-MM-DD`.
        package var date = "2026-01-15"

        package init() {}
    }

    /// Where an environment publishes portals, as the file has it; both may be missing.
    package struct RebillySettings: Sendable, Hashable {
        /// Which documented host: `sandbox` or `live`.
        package var server: String?
        /// Whose portals they are; may hold `${PORTICO_…}`.
        package var organizationID: String?
    }

    /// Where an environment keeps its customers, as the file has it; both may be missing.
    package struct AdvancedBillingSettings: Sendable, Hashable {
        /// Which documented host: `us` or `eu`.
        package var server: String?
        /// The site's subdomain; may hold `${PORTICO_…}`.
        package var site: String?
    }

    /// The folder for the site, relative to the workspace and inside it.
    package var output = "site"
    /// The sample customer's formats.
    package var sample = Sample()
    /// The severities that rules get instead of their own; `nil` silences a rule.
    package var severities: [String: Severity?] = [:]
    /// The environment that is used unless a flag names another; `nil` for none.
    package var environment: String?
    /// The environment that the settings name, whatever a flag says; `nil` for none.
    package var usualEnvironment: String?
    /// The environments that can be used, in the file's order.
    package var environments: [String] = []
    /// Where the environments that say so publish portals, by their names.
    package var rebilly: [String: RebillySettings] = [:]
    /// Where the environments that say so keep their customers, by their names.
    package var advancedBilling: [String: AdvancedBillingSettings] = [:]

    package init() {}

    /// Returns problems as these settings judge them: severities replaced, silenced ones left out.
    package func judged(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        guard !severities.isEmpty else { return diagnostics }
        return diagnostics.compactMap { diagnostic in
            guard let severity = severities[diagnostic.rule.id] else { return diagnostic }
            return severity.map(diagnostic.with(severity:))
        }
    }
}
