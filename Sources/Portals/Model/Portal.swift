import Diagnostics

/// A billing portal: the content of its file, the body of the upsert, and what pages are made from.
///
/// The body is kept as it was written, so that nothing is lost: fields that this version does not know survive,
/// and a field that is left out stays different from one that is `null`. The properties read it with the
/// documented defaults; where an optional value is not legal they give its default.
public struct Portal: Sendable, Equatable {
    /// The identifier of the upsert.
    public let id: PortalID
    /// Every member of the file in its order, read-only fields and `x-portico` included.
    public var body: ValueObject

    /// Makes a portal.
    ///
    /// - Parameters:
    ///   - id: The identifier.
    ///   - body: The members of the file.
    public init(id: PortalID, body: ValueObject) {
        self.id = id
        self.body = body
    }
}

extension Portal {
    /// The internal name, as written; customers never see it.
    public var name: String { text(PortalField.name) ?? "" }
    /// The last part of the public address, as written; `Slug` says whether it is legal.
    public var slug: String { text(PortalField.slug) ?? "" }
    /// The website to which the portal belongs, as written.
    public var websiteID: String { text(PortalField.websiteID) ?? "" }
    /// Whether customers can reach it; `active` unless the file says otherwise.
    public var status: Status { text(PortalField.status).flatMap(Status.init) ?? .active }
    /// The portal's own host; `nil` means the service's.
    public var customDomain: Domain? { text(PortalField.customDomain).flatMap { try? Domain($0) } }
    /// The id of an uploaded logo file; `nil` if there is none.
    public var logoID: String? { legalText(PortalField.logoID) }
    /// The colour of buttons and links; `0044d4` unless the file says otherwise.
    public var primary: HexColor { color(PortalField.primary) }
    /// The colour of the header; `ffffff` unless the file says otherwise.
    public var secondary: HexColor { color(PortalField.secondary) }

    /// Returns whether customers can do something themselves; true unless it is switched off.
    ///
    /// - Parameter feature: The switch.
    /// - Returns: Whether it is on.
    public func allows(_ feature: Feature) -> Bool {
        body.value(at: feature.path)?.boolean ?? true
    }

    /// Returns a policy link; `nil` if the file has none or it is no link.
    ///
    /// - Parameter policy: Which of the three.
    /// - Returns: The link.
    public func link(_ policy: PolicyLink) -> Link? {
        text(policy.path).flatMap { try? Link($0) }
    }

    /// The policy links that are legal, in the order of the footer.
    package var policyLinks: [(policy: PolicyLink, link: Link)] {
        PolicyLink.allCases.compactMap { policy in link(policy).map { (policy, $0) } }
    }

    /// The public address, which customers open (rebilly.md, 5).
    public var address: String {
        "https://\(host)/billing-portal/\(slug)"
    }

    /// The host of the public address.
    public var host: String {
        customDomain?.description ?? Portal.defaultHost
    }

    /// The service's own host for portals without a domain (rebilly.md, 5).
    public static let defaultHost = "portal.secure-payments.app"

    func text(_ path: FieldPath) -> String? {
        body.value(at: path)?.string
    }

    /// The text of a field; `nil` if it breaks a rule of the field.
    func legalText(_ path: FieldPath) -> String? {
        guard let text = text(path), case .text(let kind)? = FieldTable.portal[path]?.type else { return nil }
        let findings = TextRules(kind: kind, place: path).findings(in: text)
        return findings.contains { $0.severity == .error } ? nil : text
    }

    private func color(_ path: FieldPath) -> HexColor {
        if let color = text(path).flatMap(HexColor.init(lenient:)) { return color }
        return FieldTable.portal[path]?.defaultValue?.string.flatMap { HexColor($0) } ?? .black
    }
}

/// One of the three policy links, in the order of the footer.
public enum PolicyLink: String, Sendable, CaseIterable {
    /// The terms of service.
    case termsOfService
    /// The privacy policy.
    case privacyPolicy
    /// The refund policy.
    case refundPolicy

    /// The field that holds the link.
    public var path: FieldPath {
        switch self {
        case .termsOfService: PortalField.termsOfService
        case .privacyPolicy: PortalField.privacyPolicy
        case .refundPolicy: PortalField.refundPolicy
        }
    }
}
