import Portals

/// The keys of a board that say what becomes of the brand's colours.
enum BoardColors {
    static func context(for palette: BrandPalette) -> TemplateContext {
        [
            "primary": .text(palette.fill.description),
            "primaryLabel": .text(palette.label.description),
            "secondary": .text(palette.head.description),
            "secondaryLabel": .text(palette.onHead.description),
            "pairs": .rows(KeptRows(palette.paintedPairs.map { context(for: $0, in: palette) })),
            "simulations": .rows(KeptRows(ColorVision.allCases.map { context(for: $0, of: palette) })),
        ]
    }

    private static func context(for pair: PaintedPair, in palette: BrandPalette) -> TemplateContext {
        let sample = Sample(pair.place)
        return [
            "where": .text(pair.place.shortLabel),
            "surface": .text(surface(of: pair.place, in: palette)),
            "needs": .text(pair.requirement == .text ? "4.5:1" : "3:1"),
            "isText": .flag(sample == .text),
            "isEdge": .flag(sample == .edge),
            "isTab": .flag(sample == .tab),
            "configured": .text(pair.configured.description),
            "background": .text(pair.background.description),
            "painted": .text(pair.painted.description),
            "sampleInk": .text((sample == .tab ? palette.onHead : pair.painted).description),
            "ratio": .text(contrastText(pair.configuredRatio)),
            "isPass": .flag(pair.passes),
            "paintedRatio": .text(contrastText(pair.paintedRatio)),
        ]
    }

    /// What the chip beside a pair shows.
    private enum Sample {
        case text
        case edge
        case tab

        init(_ place: PaintedPair.Place) {
            switch place {
            case .buttonLabel, .buttonLabelHover, .links, .headerText: self = .text
            case .edges: self = .edge
            case .headerAccent: self = .tab
            }
        }
    }

    private static func surface(of place: PaintedPair.Place, in palette: BrandPalette) -> String {
        switch place {
        case .buttonLabel: "on the primary colour"
        case .buttonLabelHover: step(from: palette.fill, to: palette.fillHover)
        case .links, .edges: "on the page and its grey panels"
        case .headerText: "on the secondary colour"
        case .headerAccent: "in the header"
        }
    }

    private static func step(from color: HexColor, to hover: HexColor) -> String {
        guard hover != color else { return "in the same colour" }
        return hover.relativeLuminance < color.relativeLuminance ? "one step darker" : "one step lighter"
    }

    private static func context(for vision: ColorVision, of palette: BrandPalette) -> TemplateContext {
        func seen(_ color: HexColor) -> TemplateContext.Item { .text(vision.seen(color).description) }
        return [
            "vision": .text(vision.rawValue.capitalizedFirst),
            "fill": seen(palette.fill),
            "label": seen(palette.label),
            "edge": seen(palette.edge),
            "text": seen(palette.textShade),
            "head": seen(palette.head),
            "onHead": seen(palette.onHead),
            "headAccent": seen(palette.headAccent),
        ]
    }
}

extension PaintedPair.Place {
    /// The place in words, its surface left out.
    fileprivate var shortLabel: String {
        self == .headerAccent ? "Selected tab, focus ring" : label
    }
}
