import Diagnostics

/// Reports painted pairs of colours that do not reach their contrast as configured.
///
/// They are repainted in the nearest shade that passes, so that a warning is enough (screens.md, 'Brand').
public struct ContrastRule: Sendable {
    /// Makes the rule.
    public init() {}

    /// Returns a finding for each pair that falls short.
    ///
    /// - Parameter portal: The portal; colours that are not legal count as the defaults.
    /// - Returns: The findings in the order of the places; empty if every pair passes.
    public func findings(in portal: Portal) -> [Finding] {
        findings(in: BrandPalette(portal))
    }

    /// Returns a finding for each pair of a palette that falls short.
    func findings(in palette: BrandPalette) -> [Finding] {
        palette.paintedPairs.filter { !$0.passes }.map { pair in
            let needed = contrastText(pair.requirement.rawValue)
            return Finding(
                .colorsContrast,
                at: PortalField.primary,
                "\(pair.place.subject) in \(pair.configured) \(pair.place.surface) \(pair.background) "
                    + "\(pair.place.verb) a contrast of \(contrastText(pair.configuredRatio)) and "
                    + "\(pair.place.isPlural ? "need" : "needs") \(needed); "
                    + "painted in \(pair.painted), the nearest shade that passes"
            )
        }
    }
}

extension PaintedPair.Place {
    fileprivate var subject: String {
        switch self {
        case .buttonLabel: "the label of buttons"
        case .buttonLabelHover: "the label of buttons under the pointer"
        case .links: "links"
        case .edges: "focus rings and borders"
        case .headerText: "the header's text"
        case .headerAccent: "the bar under the chosen tab"
        }
    }

    fileprivate var surface: String {
        switch self {
        case .buttonLabel, .buttonLabelHover: "on the fill"
        case .links, .edges: "on the page's soft grey"
        case .headerText, .headerAccent: "on the header"
        }
    }

    fileprivate var isPlural: Bool { self == .links || self == .edges }
    fileprivate var verb: String { isPlural ? "reach" : "reaches" }
}
