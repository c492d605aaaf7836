import Portals

/// The lists of boards that many portals have alike.
struct BoardRows: Sendable {
    private let kept = (
        screens: Remembered<UInt64, TemplateContext>(),
        colors: Remembered<BrandPalette, TemplateContext>(),
        features: FeatureRows(BoardRows.featureRows)
    )

    /// The keys of a portal's screens, of which the board holds none.
    func screens(of view: PortalView) -> TemplateContext {
        kept.screens.value(for: view.screenBits) {
            Self.screens(of: view, pages: nil)
        }
    }

    /// The keys of a portal's colours.
    func colors(of view: PortalView) -> TemplateContext {
        kept.colors.value(for: view.palette) { BoardColors.context(for: view.palette) }
    }

    /// The keys of a portal's features.
    func features(of view: PortalView) -> TemplateContext {
        kept.features.context(of: view)
    }

    /// The keys of a portal's screens.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - pages: A whole page for each screen; `nil` if the board holds none.
    /// - Returns: The keys.
    static func screens(of view: PortalView, pages: [Screen: String]?) -> TemplateContext {
        let first = view.screens.contains(.notFound) ? Screen.notFound : .overview
        let rows = view.screens.map { screen -> TemplateContext in
            [
                "screenId": .text(screen.rawValue),
                "screenTitle": .text(screen.title),
                "screenPage": .text(pages?[screen] ?? ""),
                "isFirst": .flag(screen == first),
            ]
        }
        return [
            "isAlone": .flag(pages != nil),
            "firstScreenId": .text(first.rawValue),
            "screens": pages == nil ? .rows(KeptRows(rows)) : .list(rows),
        ]
    }

    /// The features as rows, which are the same for every portal.
    static let featureRows: [(feature: Feature, row: TemplateContext)] = Feature.allCases.map {
        ($0, ["feature": .text($0.label), "key": .text($0.rawValue)])
    }
}

extension PortalView {
    /// The screens that exist, a bit each.
    var screenBits: UInt64 {
        var (bits, next): (UInt64, Int) = (0, 0)
        for (number, screen) in Screen.allCases.enumerated() where next < screens.count && screens[next] == screen {
            bits |= 1 << UInt64(number)
            next += 1
        }
        return bits
    }
}
