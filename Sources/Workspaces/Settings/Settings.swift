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

    /// The folder for the site, relative to the workspace and inside it.
    package var output = "site"
    /// The sample customer's formats.
    package var sample = Sample()
    /// The severities that rules get instead of their own; `nil` silences a rule.
    package var severities: [String: Severity?] = [:]
    /// The environment that is used unless a flag names another; `nil` for none.
    package var environment: String?
    /// The environments that can be used, in the file's order.
    package var environments: [String] = []

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
