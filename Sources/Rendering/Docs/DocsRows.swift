import Portals

/// The lists of docs that many portals have alike.
struct DocsRows: Sendable {
    private let kept = (
        screens: Remembered<UInt64, KeptRows>(),
        pairs: Remembered<BrandPalette, KeptRows>(),
        features: FeatureRows(DocsRows.featureRows)
    )

    /// A portal's screens.
    func screens(of view: PortalView) -> KeptRows {
        kept.screens.value(for: view.screenBits) {
            KeptRows(view.screens.map { ["title": .text($0.title), "id": .text($0.rawValue)] })
        }
    }

    /// A portal's colours, painted on each other.
    func pairs(of view: PortalView) -> KeptRows {
        kept.pairs.value(for: view.palette) { KeptRows(view.palette.paintedPairs.map(Self.row)) }
    }

    /// The keys of a portal's features.
    func features(of view: PortalView) -> TemplateContext {
        kept.features.context(of: view)
    }

    private static func row(_ pair: PaintedPair) -> TemplateContext {
        let ratio = "\(contrastText(pair.configuredRatio)), needs \(contrastText(pair.requirement.rawValue))"
        return [
            "where": .text(pair.place.label),
            "colors": .text("`#\(pair.configured)` on `#\(pair.background)`"),
            "ratio": .text(ratio),
            "isRepainted": .flag(!pair.passes),
            "painted": .text("`#\(pair.painted)`"),
            "paintedRatio": .text(contrastText(pair.paintedRatio)),
        ]
    }

    /// The features with a line in a list of what customers can do or can't.
    static let featureRows: [(feature: Feature, row: TemplateContext)] =
        Feature.allCases.filter { $0 != .authenticateWithPassword }.map { feature in
            let text = MarkdownText.escape(feature.label)
            return (feature, ["text": .text(text), "key": .text(MarkdownText.code(feature.rawValue))])
        }
}
