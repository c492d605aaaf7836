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
        let links = PolicyLink.allCases.compactMap { policy in portal.link(policy).map { (policy, $0) } }
        return missingFindings(portal) + equalFindings(links) + insecureFindings(links, website: portal.websiteURL)
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

    private func equalFindings(_ links: [(PolicyLink, Link)]) -> [Finding] {
        var findings: [Finding] = []
        var seen: [(policy: PolicyLink, page: String)] = []
        for (policy, link) in links {
            let page = link.page
            if let first = seen.first(where: { $0.page.hasSameBytes(as: page) }) {
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

    private func insecureFindings(_ links: [(PolicyLink, Link)], website: Link?) -> [Finding] {
        let all = links.map { ($0.path, $1) } + (website.map { [(PortalField.websiteURL, $0)] } ?? [])
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

    /// What makes two links lead to one page: host and port, path, query and fragment, but not http or https.
    fileprivate var page: String {
        let withoutScheme = description.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
        let authority = withoutScheme.dropLast(rest.utf8.count).map(\.lowercased)
        return String(decoding: authority, as: UTF8.self) + (rest.isEmpty ? "/" : rest)
    }
}
