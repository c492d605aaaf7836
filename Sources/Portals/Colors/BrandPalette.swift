/// The colours in which a portal's brand is painted, derived from its two configured ones.
///
/// look.md, 'Brand colours to roles', says what each is made from and used for.
public struct BrandPalette: Sendable, Hashable {
    /// Primary as configured: buttons, the badge that asks for action, progress.
    public let fill: HexColor
    /// Black or white, whichever stands out more on `fill`.
    public let label: HexColor
    /// A button under the pointer.
    public let fillHover: HexColor
    /// A button while it is pressed.
    public let fillPressed: HexColor
    /// The shade of primary that can be read on light surfaces: links, quiet buttons.
    public let textShade: HexColor
    /// The shade of primary that can be seen on light surfaces: borders, focus rings, chosen options.
    public let edge: HexColor
    /// Secondary as configured: the header, and the whole page behind sign-in.
    public let head: HexColor
    /// Black or white, whichever stands out more on `head`.
    public let onHead: HexColor
    /// The hairline under the header.
    public let headLine: HexColor
    /// The shade of primary that can be seen on `head`: the bar under the chosen tab.
    public let headAccent: HexColor
    /// Who first takes `fill` and `head` for one colour; `nil` if everybody can tell them apart.
    let likeness: ColorVision?

    /// The lightest surface but white on which brand colours are measured, so that one shade serves page, panels
    /// and hover.
    public static let soft = HexColor(red: 0xF6, green: 0xF7, blue: 0xF8)

    /// Derives the palette.
    ///
    /// - Parameters:
    ///   - primary: `customization.colors.primary`.
    ///   - secondary: `customization.colors.secondary`.
    public init(primary: HexColor, secondary: HexColor) {
        fill = primary
        label = Self.blackOrWhite(on: primary)
        let shades = Shades(of: primary)
        fillHover = Self.step(shades, label: label, by: 0.04) ?? primary
        fillPressed = Self.step(shades, label: label, by: 0.08) ?? primary
        textShade = shades.nearest(on: Self.soft, reaching: .text)
        edge = shades.nearest(on: Self.soft, reaching: .graphics)
        head = secondary
        onHead = Self.blackOrWhite(on: secondary)
        headLine = secondary.mixed(with: onHead, share: 0.14)
        headAccent = shades.nearest(on: secondary, reaching: .graphics)
        likeness = LikenessRule.likeness(of: primary, and: secondary)
    }

    /// Derives the palette of a portal.
    ///
    /// - Parameter portal: The portal; colours that are not legal count as the defaults.
    package init(_ portal: Portal) {
        self.init(primary: portal.primary, secondary: portal.secondary)
    }

    /// Feeds the two configured colours into a hasher: all others are derived from them.
    ///
    /// - Parameter hasher: The hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(fill)
        hasher.combine(head)
    }

    /// Black or white, the higher contrast; the better one reaches 4.58:1 on any colour.
    private static func blackOrWhite(on background: HexColor) -> HexColor {
        let black = contrastRatio(of: .black, on: background)
        return black >= contrastRatio(of: .white, on: background) ? .black : .white
    }

    /// A button's colour one state on: darker, or lighter where the label could no longer be read or the
    /// lightness would leave 0.02 to 0.985; `nil` if neither works.
    private static func step(_ shades: Shades, label: HexColor, by amount: Double) -> HexColor? {
        for direction in [-1.0, 1.0] {
            guard let shade = shades.shade(lighterBy: direction * amount, within: 0.02...0.985) else { continue }
            if contrastRatio(of: label, on: shade) >= ContrastRequirement.text.rawValue { return shade }
        }
        return nil
    }
}
