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
            palette: ShortDigest.of(Self.painted(view.palette).map(\.description).joined(separator: " ").utf8),
            style: style
        )
    }

    private static func values(of view: PortalView) -> [PortalValue: String] {
        let portal = view.portal
        var values: [PortalValue: String] = [
            .status: portal.status.rawValue, .name: view.name, .websiteName: view.brandName,
            .websiteId: shown(portal.websiteID), .primary: view.palette.fill.description,
            .secondary: view.palette.head.description, .address: shown(view.url ?? view.shortAddress),
        ]
        for feature in Feature.allCases {
            PortalValue(rawValue: feature.rawValue).map { values[$0] = portal.allows(feature) ? "on" : "off" }
        }
        for policy in PolicyLink.allCases {
            PortalValue(rawValue: policy.rawValue).map { values[$0] = view.links[policy]?.description }
        }
        values[.supportEmail] = view.supportEmail?.description
        values[.supportPhone] = view.supportPhone?.description
        values[.websiteUrl] = view.websiteURL?.description
        values[.logo] = portal.logoPath.map(shown)
        values[.logoContent] = view.logo.map { ShortDigest.of($0.bytes) }
        values[.logoId] = portal.logoID.map(shown)
        return values
    }

    private static func painted(_ palette: BrandPalette) -> [HexColor] {
        [
            palette.fill, palette.label, palette.fillHover, palette.fillPressed, palette.textShade, palette.edge,
            palette.head, palette.onHead, palette.headLine, palette.headAccent,
        ]
    }

    /// A text from a file, fit for a line of a record: no page shows more of one.
    private static func shown(_ text: String) -> String {
        (text.utf8.count > 300 ? String(text.unicodeScalars.prefix(300)) : text).displayText
    }
}
