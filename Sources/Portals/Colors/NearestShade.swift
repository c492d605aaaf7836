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
        // What is lighter than the one bound and darker than the other stands out too little.
        let ground = background.relativeLuminance + 0.05
        let darkest = ground / requirement.rawValue - 0.05
        let lightest = ground * requirement.rawValue - 0.05
        func isHopeless(_ luminances: (least: Double, most: Double)) -> Bool {
            luminances.least > darkest && luminances.most < lightest
        }
        // Where not even white passes, no lighter shade does.
        let directions = [(-1.0, HexColor.black), (1.0, .white)].filter { passes($0.1) }.map(\.0)
        for first in stride(from: 1, through: 1000, by: 25) {
            let steps = first..<(first + 25)
            let promising = directions.filter { !isHopeless(luminances(of: steps, in: $0)) }
            guard !promising.isEmpty else { continue }
            for step in steps {
                for direction in promising {
                    let lightness = lightness(of: step, in: direction)
                    guard (0...1).contains(lightness) else { continue }
                    let shade = plane.fitted(lightness: lightness, chroma: start.chroma, isHopeless: isHopeless)
                    if let shade, passes(shade) { return shade }
                }
            }
        }
        return passes(.black) ? .black : .white
    }

    /// The lightness so many steps in a direction: -1 for darker, 1 for lighter.
    private func lightness(of step: Int, in direction: Double) -> Double {
        start.lightness + direction * Double(step) / 1000
    }

    /// Between which luminances the shades of some steps are.
    private func luminances(of steps: Range<Int>, in direction: Double) -> (least: Double, most: Double) {
        let ends = (lightness(of: steps.lowerBound, in: direction), lightness(of: steps.upperBound, in: direction))
        return plane.luminances((min(ends.0, ends.1), max(ends.0, ends.1)), (0, start.chroma))
    }
}
