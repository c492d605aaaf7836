/// Returns the shade nearest to a colour that reaches a contrast.
///
/// The OKLCH hue is kept, and as much chroma as fits; lightness moves in steps of 0.001, and the smallest move
/// that passes wins (look.md, 'Brand colours to roles'). Black or white ends the search, so that there is always
/// an answer.
///
/// - Parameters:
///   - color: The colour as configured.
///   - background: The opaque colour behind it.
///   - requirement: The contrast it needs.
/// - Returns: `color` itself where it passes.
public func nearestShade(
    to color: HexColor,
    on background: HexColor,
    reaching requirement: ContrastRequirement
) -> HexColor {
    Shades(of: color).nearest(on: background, reaching: requirement)
}

/// The shades of a colour: its hue at any lightness.
struct Shades {
    private let color: HexColor
    private let start: OKLCH
    private let plane: HuePlane

    init(of color: HexColor) {
        self.color = color
        start = OKLCH(color)
        plane = HuePlane(hue: start.hue)
    }

    /// Returns the shade that is lighter by an amount from -1 to 1; `nil` if its lightness is not within limits.
    func shade(lighterBy amount: Double, within limits: ClosedRange<Double>) -> HexColor? {
        let lightness = start.lightness + amount
        return limits.contains(lightness) ? plane.fitted(lightness: lightness, chroma: start.chroma) : nil
    }

    /// Returns the nearest shade that reaches a contrast, as `nearestShade` says.
    func nearest(on background: HexColor, reaching requirement: ContrastRequirement) -> HexColor {
        func passes(_ shade: HexColor) -> Bool {
            contrastRatio(of: shade, on: background) >= requirement.rawValue
        }
        guard !passes(color) else { return color }
        // What is as light as the background but for these bounds cannot be told from it well enough.
        let ground = background.relativeLuminance + 0.05
        let darkest = ground / requirement.rawValue - 0.05
        let lightest = ground * requirement.rawValue - 0.05
        // Where not even white passes, no lighter shade does.
        let directions = [(-1.0, HexColor.black), (1.0, .white)].filter { passes($0.1) }.map(\.0)
        for step in 1...1000 {
            for direction in directions {
                let lightness = start.lightness + direction * Double(step) / 1000
                guard (0...1).contains(lightness) else { continue }
                let shade = plane.fitted(lightness: lightness, chroma: start.chroma) { luminances in
                    luminances.least > darkest && luminances.most < lightest
                }
                if let shade, passes(shade) { return shade }
            }
        }
        return passes(.black) ? .black : .white
    }
}
