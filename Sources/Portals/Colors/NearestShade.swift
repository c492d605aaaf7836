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

/// A surface on which a colour is painted, and what it needs there.
package struct PaintedGround: Sendable, Hashable {
    /// The opaque colour behind.
    package let background: HexColor
    /// The contrast that is needed.
    package let requirement: ContrastRequirement

    /// Makes a ground.
    package init(_ background: HexColor, reaching requirement: ContrastRequirement) {
        self.background = background
        self.requirement = requirement
    }

    fileprivate func passes(_ color: HexColor) -> Bool {
        contrastRatio(of: color, on: background) >= requirement.rawValue
    }
}

/// Returns the shade nearest to a colour that reaches a contrast on several surfaces at once.
///
/// It is looked for as `nearestShade(to:on:reaching:)` does, which black and white end only if they pass.
///
/// - Parameters:
///   - color: The colour as configured.
///   - grounds: Where it is painted.
/// - Returns: `color` itself where it passes everywhere; `nil` if no shade does.
package func nearestShade(to color: HexColor, onAll grounds: [PaintedGround]) -> HexColor? {
    Shades(of: color).nearest(onAll: grounds)
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

    /// Returns the nearest shade that passes on all grounds, as `nearestShade(to:onAll:)` says.
    func nearest(onAll grounds: [PaintedGround]) -> HexColor? {
        func passes(_ shade: HexColor) -> Bool { grounds.allSatisfy { $0.passes(shade) } }
        if passes(color) { return color }
        // On each ground what is darker than the one bound, or lighter than the other, stands out enough.
        let bounds = grounds.map { ground -> (darkest: Double, lightest: Double) in
            let own = ground.background.relativeLuminance + 0.05
            let needed = ground.requirement.rawValue
            return (own / needed - 0.05, own * needed - 0.05)
        }
        // Luminances at which something changes are all that has to be tried to know that none passes.
        let candidates: [Double] = [0, 1] + bounds.map(\.darkest) + bounds.map(\.lightest)
        let isPossible = candidates.contains { luminance in
            (0...1).contains(luminance)
                && bounds.allSatisfy { luminance <= $0.darkest + 1e-9 || luminance >= $0.lightest - 1e-9 }
        }
        guard isPossible else { return nil }
        for step in 1...1000 {
            for direction in [-1.0, 1.0] {
                let lightness = lightness(of: step, in: direction)
                guard (0...1).contains(lightness) else { continue }
                let shade = plane.fitted(lightness: lightness, chroma: start.chroma)
                if passes(shade) { return shade }
            }
        }
        return [HexColor.black, .white].first(where: passes)
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
