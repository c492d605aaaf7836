/// Two colours that are painted one on the other somewhere in a portal, and what that place needs.
public struct PaintedPair: Sendable, Hashable {
    /// A place where brand colours are painted.
    public enum Place: String, Sendable, CaseIterable {
        /// The label of a primary button.
        case buttonLabel
        /// The label of a primary button under the pointer.
        case buttonLabelHover
        /// Links and quiet buttons.
        case links
        /// Focus rings, borders and chosen options.
        case edges
        /// Text in the header and around the sign-in card.
        case headerText
        /// The bar under the chosen tab, and the focus ring in the header.
        case headerAccent
    }

    /// Where the pair is painted.
    public let place: Place
    /// The colour in front as configured (black or white for text on a brand colour).
    public let configured: HexColor
    /// The colour behind.
    public let background: HexColor
    /// The colour in front as painted: `configured`, or the nearest shade that passes.
    public let painted: HexColor
    /// What the place needs.
    public let requirement: ContrastRequirement

    /// The ratio of the colours as configured.
    public var configuredRatio: Double { contrastRatio(of: configured, on: background) }
    /// The ratio of the colours as painted.
    public var paintedRatio: Double { contrastRatio(of: painted, on: background) }
    /// Whether the colours pass as configured.
    public var passes: Bool { configuredRatio >= requirement.rawValue }
}

extension BrandPalette {
    /// Every pair of colours that the brand paints, in the order of `PaintedPair.Place`.
    public var paintedPairs: [PaintedPair] {
        [
            pair(.buttonLabel, label, on: fill, needs: .text),
            pair(.buttonLabelHover, label, on: fillHover, needs: .text),
            pair(.links, fill, on: Self.soft, painted: textShade, needs: .text),
            pair(.edges, fill, on: Self.soft, painted: edge, needs: .graphics),
            pair(.headerText, onHead, on: head, needs: .text),
            pair(.headerAccent, fill, on: head, painted: headAccent, needs: .graphics),
        ]
    }

    private func pair(
        _ place: PaintedPair.Place,
        _ configured: HexColor,
        on background: HexColor,
        painted: HexColor? = nil,
        needs requirement: ContrastRequirement
    ) -> PaintedPair {
        PaintedPair(
            place: place,
            configured: configured,
            background: background,
            painted: painted ?? configured,
            requirement: requirement
        )
    }
}
