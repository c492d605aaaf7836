import Diagnostics
import Portals

extension PreviewRecord {
    /// Records a portal.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - screens: Its screens, by their ids.
    ///   - style: The digest of the frame and the style sheet, colours and logo aside.
    init(_ view: PortalView, screens: [String: Screen], style: String) {
        self.init(
            id: view.portal.id.description,
            values: Self.values(of: view),
            screens: screens,
            palette: Self.digest(of: view.palette),
            style: style
        )
    }

    private static func values(of view: PortalView) -> [PortalValue: String] {
        let portal = view.portal
        var values = [PortalValue: String](minimumCapacity: PortalValue.allCases.count)
        values[.status] = portal.status.rawValue
        values[.name] = view.name
        values[.websiteName] = view.brandName
        values[.websiteId] = shown(portal.websiteID)
        values[.primary] = view.palette.fill.description
        values[.secondary] = view.palette.head.description
        values[.address] = shown(view.url ?? view.shortAddress)
        for (value, feature) in switches { values[value] = view.features.contains(feature) ? "on" : "off" }
        for (value, policy) in policies { values[value] = view.links[policy]?.description }
        values[.supportEmail] = view.supportEmail?.description
        values[.supportPhone] = view.supportPhone?.description
        values[.websiteUrl] = view.websiteURL?.description
        values[.logo] = portal.logoPath.map(shown)
        values[.logoContent] = view.hashedLogo.map { ShortDigest.of($0.hash) }
        values[.logoId] = portal.logoID.map(shown)
        return values
    }

    private static let switches = Feature.allCases.compactMap { feature in
        PortalValue(rawValue: feature.rawValue).map { ($0, feature) }
    }
    private static let policies = PolicyLink.allCases.compactMap { policy in
        PortalValue(rawValue: policy.rawValue).map { ($0, policy) }
    }

    /// The digest of all painted colours, with a blank between two.
    private static func digest(of palette: BrandPalette) -> String {
        let painted = [
            palette.fill, palette.label, palette.fillHover, palette.fillPressed, palette.textShade, palette.edge,
            palette.head, palette.onHead, palette.headLine, palette.headAccent,
        ]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(7 * painted.count)
        for color in painted {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            bytes += color.description.utf8
        }
        return ShortDigest.of(bytes)
    }

    /// A text from a file, fit for a line of a record: no page shows more of one.
    private static func shown(_ text: String) -> String {
        (text.utf8.count > 300 ? String(text.unicodeScalars.prefix(300)) : text).displayText
    }
}
