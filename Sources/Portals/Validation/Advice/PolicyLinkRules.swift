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
        findings(in: portal, links: portal.policyLinks)
    }

    /// Returns what is wrong with the links of a portal that has some legal ones.
    func findings(in portal: Portal, links: [(policy: PolicyLink, link: Link)]) -> [Finding] {
        missingFindings(portal) + equalFindings(links) + insecureFindings(links, website: portal.websiteURL)
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

    private func equalFindings(_ links: [(policy: PolicyLink, link: Link)]) -> [Finding] {
        var findings: [Finding] = []
        for (index, (policy, link)) in links.enumerated() {
            if let first = links[..<index].first(where: { link.leadsToPage(of: $0.link) }) {
                findings.append(
                    Finding(
                        .linksEqual,
                        at: policy.path,
                        "this is the page of '\(first.policy.rawValue)' too; link to the policy's own, or write null"
                    )
                )
            }
        }
        return findings
    }

    private func insecureFindings(_ links: [(policy: PolicyLink, link: Link)], website: Link?) -> [Finding] {
        let all = links.map { ($0.policy.path, $0.link) } + (website.map { [(PortalField.websiteURL, $0)] } ?? [])
        return all.filter { !$1.isSecure }.map { path, _ in
            Finding(
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

    /// Whether two links are equal in host and port, path, query and fragment; http or https makes no difference.
    fileprivate func leadsToPage(of other: Link) -> Bool {
        page.elementsEqual(other.page) && authority.elementsEqual(other.authority)
    }

    private var page: Substring.UTF8View { restBytes.isEmpty ? "/"[...].utf8 : restBytes }

    /// Host and port, in lower case.
    private var authority: [UInt8] {
        description.utf8.dropLast(restBytes.count).drop { $0 != UInt8(ascii: "/") }.dropFirst(2).map(\.lowercased)
    }
}
