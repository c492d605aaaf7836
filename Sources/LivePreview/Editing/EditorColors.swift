import Portals

/// What becomes of the two colours of a portal, in the rows of the panel's tables.
struct EditorColors: Sendable, Encodable {
    /// A place where a colour is painted.
    struct Row: Sendable, Encodable {
        /// The place.
        let place: String
        /// The contrast as configured.
        let has: String
        /// The contrast that it needs.
        let needs: String
        /// Whether it passes.
        let passes: Bool
        /// In which shade it is painted; `nil` where that is the colour itself.
        let painted: String?
    }

    /// The rows of the primary colour.
    let primary: [Row]
    /// The rows of the secondary colour.
    let secondary: [Row]
    /// The nearest shade of the primary colour that passes in every place; `nil` if all pass, or if there is none.
    let nearest: String?
    /// Whether places fail, and no one shade would pass in all.
    let hasNoShade: Bool
    /// The header's colour, on which logos stand, and that of the text on it.
    let head: String
    let onHead: String

    /// Derives the rows.
    ///
    /// - Parameter portal: The portal as it would be.
    init(_ portal: Portal) {
        let palette = BrandPalette(primary: portal.primary, secondary: portal.secondary)
        let pairs = palette.paintedPairs
        func rows(_ words: [(PaintedPair.Place, String)]) -> [Row] {
            words.compactMap { place, word in
                guard let pair = pairs.first(where: { $0.place == place }) else { return nil }
                return Row(
                    place: word,
                    has: contrastText(pair.configuredRatio),
                    needs: pair.requirement == .text ? "4.5:1" : "3:1",
                    passes: pair.passes,
                    painted: pair.passes ? nil : pair.painted.description
                )
            }
        }
        primary = rows([
            (.buttonLabel, "Button label"), (.links, "Links"), (.edges, "Focus ring"), (.headerAccent, "Chosen tab"),
        ])
        secondary = rows([(.headerText, "Header text")])
        head = palette.head.description
        onHead = palette.onHead.description
        let front = pairs.filter { [.links, .edges, .headerAccent].contains($0.place) }
        let fails = front.contains { !$0.passes }
        let grounds = front.map { PaintedGround($0.background, reaching: $0.requirement) }
        let shade = fails ? nearestShade(to: portal.primary, onAll: grounds) : nil
        nearest = shade?.description
        hasNoShade = fails && shade == nil
    }
}
