import Diagnostics

/// Reports policy links that are left out, lead to one page, or are plain http.
public struct PolicyLinkRules: Sendable {
    private static let links = PortalField.links

    /// Makes the rules.
    public init() {}

    /// Returns what is wrong with the links of a portal.
    ///
    /// - Parameter portal: The portal; a link that is none is left to the validator.
    /// - Returns: The findings in the order of the footer; empty if there are none.
    public func findings(in portal: Portal) -> [Finding] {
        missingFindings(portal) + equalFindings(portal) + insecureFindings(portal)
    }

    /// A link that is `null` was left away on purpose; one that is left out may have been forgotten.
    private func missingFindings(_ portal: Portal) -> [Finding] {
        guard PolicyLink.allCases.contains(where: { (portal.text($0.path) ?? "").isEmpty == false }) else {
            return [
                Finding(
                    .linksMissing,
                    severity: portal.status == .active ? nil : .note,
                    at: Self.links,
                    anchor: .key,
                    "customers find neither terms of service, privacy policy nor refund policy; "
                        + "write the links that there are"
                )
            ]
        }
        let missing = PolicyLink.allCases.filter { portal.body.value(at: $0.path) == nil }
        guard !missing.isEmpty else { return [] }
        let names = missing.map { "'\($0.rawValue)'" }.joined(separator: " and ")
        let isOne = missing.count == 1
        return [
            Finding(
                .linksMissing,
                severity: .note,
                at: Self.links,
                anchor: .key,
                "\(names) \(isOne ? "is" : "are") left out, and the footer has no such link; "
                    + "write \(isOne ? "it" : "them"), or null if there is none"
            )
        ]
    }

    private func equalFindings(_ portal: Portal) -> [Finding] {
        var findings: [Finding] = []
        var seen: [(policy: PolicyLink, page: String)] = []
        for policy in PolicyLink.allCases {
            guard let page = portal.link(policy)?.page else { continue }
            if let first = seen.first(where: { $0.page.utf8.elementsEqual(page.utf8) }) {
                findings.append(
                    Finding(
                        .linksEqual,
                        at: policy.path,
                        "this is the page of '\(first.policy.rawValue)' too; link to the policy's own, or write null"
                    )
                )
            }
            seen.append((policy, page))
        }
        return findings
    }

    private func insecureFindings(_ portal: Portal) -> [Finding] {
        let links = PolicyLink.allCases.map { ($0.path, portal.link($0)) }
        let website = (PortalField.websiteURL, portal.websiteURL)
        return (links + [website]).compactMap { path, link in
            guard let link, !link.isSecure else { return nil }
            return Finding(
                .linksInsecure,
                at: path,
                "the page is fetched without encryption, so that anybody on the way can change it; "
                    + "begin the link with https://"
            )
        }
    }
}

extension Link {
    /// Whether the page is fetched with encryption.
    public var isSecure: Bool { description.hasPrefix("https://") }

    /// What makes two links lead to one page: host and port, path, query and fragment, but not http or https.
    fileprivate var page: String {
        let withoutScheme = description.drop { $0 != "/" }.dropFirst(2)
        let authority = withoutScheme.prefix { !"/?#".contains($0) }.lowercased()
        return authority + (rest.isEmpty ? "/" : rest)
    }
}
