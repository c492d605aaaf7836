import Diagnostics

/// Reports two brand colours that can't be told apart, so that the header and what stands in it melt together.
///
/// Distances are those of OKLab, in which equal steps look equal; two hundredths of it is about the least that people
/// notice side by side. A warning needs more than that, because header and button rarely touch.
public struct LikenessRule: Sendable {
    /// Below this distance two colours look alike to everybody.
    private static let alikeToAll = 0.05
    /// Below this distance two colours look alike to somebody who sees fewer colours.
    private static let alikeToSome = 0.03

    /// Makes the rule.
    public init() {}

    /// Returns a finding if the colours are alike: a warning if to everybody, a note if to some.
    ///
    /// - Parameter portal: The portal; colours that are not legal count as the defaults.
    /// - Returns: One finding, or none.
    public func findings(in portal: Portal) -> [Finding] {
        findings(in: portal, palette: BrandPalette(portal))
    }

    /// Returns a finding if the colours of a portal with a palette are alike.
    func findings(in portal: Portal, palette: BrandPalette) -> [Finding] {
        guard let vision = palette.likeness else { return [] }
        let (primary, secondary) = (palette.fill, palette.head)
        let isConfigured = portal.body.value(at: PortalField.secondary) != nil
        let place = isConfigured ? PortalField.secondary : PortalField.primary
        let colors = "\(primary) and \(secondary)"
        guard vision == .unchanged else {
            return [
                Finding(
                    .colorsAlike,
                    severity: .note,
                    at: place,
                    "\(vision.people) can't tell \(colors) apart; make one of them lighter or darker"
                )
            ]
        }
        let message =
            primary == secondary
            ? "primary and secondary are both \(primary)" : "primary and secondary, \(colors), look alike"
        return [Finding(.colorsAlike, at: place, "\(message); make one of them clearly lighter or darker")]
    }

    /// The first vision to which two colours are alike; `nil` if there is none.
    static func likeness(of primary: HexColor, and secondary: HexColor) -> ColorVision? {
        ColorVision.allCases.first { areAlike(primary, secondary, to: $0) }
    }

    private static func areAlike(_ primary: HexColor, _ secondary: HexColor, to vision: ColorVision) -> Bool {
        let first = OKLCH(vision.seen(primary))
        let distance = first.distance(to: OKLCH(vision.seen(secondary)))
        let limit = vision == .unchanged ? alikeToAll : alikeToSome
        return distance < limit * limit
    }
}

extension ColorVision {
    /// Who sees like this, to begin a sentence.
    fileprivate var people: String {
        switch self {
        case .unchanged: "customers"
        case .protanopia, .deuteranopia: "customers who see no difference between red and green"
        case .tritanopia: "customers who see no difference between blue and green"
        }
    }
}
