import Foundation

/// A colour by lightness, chroma and hue, in which equal steps look equal.
///
/// Björn Ottosson, 'A perceptual color space for image processing' <https://bottosson.github.io/posts/oklab/>;
/// CSS Color 4, 10.2.
public struct OKLCH: Sendable, Hashable {
    /// From 0 (black) to 1 (white).
    public var lightness: Double
    /// From 0 (grey) to about 0.32 in sRGB.
    public var chroma: Double
    /// In degrees, from 0 to 360; without meaning where the chroma is near 0.
    public var hue: Double

    /// Makes a colour from its coordinates.
    ///
    /// - Parameters:
    ///   - lightness: From 0 to 1.
    ///   - chroma: From 0.
    ///   - hue: In degrees.
    public init(lightness: Double, chroma: Double, hue: Double) {
        self.lightness = lightness
        self.chroma = chroma
        self.hue = hue
    }

    /// Converts a colour of sRGB.
    ///
    /// - Parameter color: Any colour of sRGB.
    public init(_ color: HexColor) {
        let (red, green, blue) = color.linear
        let long = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
        let medium = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
        let short = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
        let lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short
        let greenRed = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short
        let blueYellow = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short
        let degrees = atan2(blueYellow, greenRed) * 180 / .pi
        self.init(
            lightness: lightness,
            chroma: (greenRed * greenRed + blueYellow * blueYellow).squareRoot(),
            hue: degrees < 0 ? degrees + 360 : degrees
        )
    }

    /// The colour in sRGB, with as much of the chroma as fits at this lightness and hue.
    ///
    /// Where bytes are so coarse that the nearest colour would have another hue, as they are near black, a
    /// neighbour of the right hue is taken.
    public var fitted: HexColor {
        let color = fittedBytes
        return turns(color) ? keepingHue(near: color) : color
    }

    private var fittedBytes: HexColor {
        if let color = exact { return color }
        // Halving 24 times finds the largest chroma that fits to less than a millionth.
        var fitting = 0.0
        var tooMuch = chroma
        for _ in 0..<24 {
            let middle = (fitting + tooMuch) / 2
            if OKLCH(lightness: lightness, chroma: middle, hue: hue).isOnScreen {
                fitting = middle
            } else {
                tooMuch = middle
            }
        }
        let color = OKLCH(lightness: lightness, chroma: fitting, hue: hue).exact
        return color ?? (lightness < 0.5 ? .black : .white)
    }

    /// Whether a colour has another hue, as far as the eye can tell.
    private func turns(_ color: HexColor) -> Bool {
        let other = OKLCH(color)
        guard chroma >= Self.visibleChroma, other.chroma >= Self.visibleChroma else { return false }
        let difference = abs(hue - other.hue)
        return min(difference, 360 - difference) > Self.hueTolerance
    }

    /// The colour nearest to this one of those around another that do not turn.
    private func keepingHue(near color: HexColor) -> HexColor {
        func neighbours(_ channel: UInt8) -> ClosedRange<UInt8> {
            (channel < 3 ? 0 : channel - 3)...(channel > 252 ? 255 : channel + 3)
        }
        var best: (color: HexColor, distance: Double)?
        for red in neighbours(color.red) {
            for green in neighbours(color.green) {
                for blue in neighbours(color.blue) {
                    let candidate = HexColor(red: red, green: green, blue: blue)
                    let distance = OKLCH(candidate).distance(to: self)
                    if distance < best?.distance ?? .infinity, !turns(candidate) { best = (candidate, distance) }
                }
            }
        }
        return best?.color ?? color
    }

    /// The distance in OKLab, squared.
    func distance(to other: OKLCH) -> Double {
        let turn = (hue - other.hue) * .pi / 180
        let light = lightness - other.lightness
        return light * light + chroma * chroma + other.chroma * other.chroma - 2 * chroma * other.chroma * cos(turn)
    }

    /// Below this chroma a colour passes for a grey.
    private static let visibleChroma = 0.04
    /// How far a hue may turn, in degrees.
    private static let hueTolerance = 1.5

    /// The colour in sRGB, or `nil` if it lies outside.
    private var exact: HexColor? {
        guard isOnScreen else { return nil }
        let (red, green, blue) = linear
        return HexColor(red: Self.byte(red), green: Self.byte(green), blue: Self.byte(blue))
    }

    /// Whether sRGB has the colour; a ten-thousandth outside counts as rounding.
    private var isOnScreen: Bool {
        let (red, green, blue) = linear
        return min(red, green, blue) > -0.0001 && max(red, green, blue) < 1.0001
    }

    /// The channels of sRGB without its gamma, which lie outside of 0 to 1 if sRGB lacks the colour.
    private var linear: (red: Double, green: Double, blue: Double) {
        let radians = hue * .pi / 180
        let greenRed = chroma * cos(radians)
        let blueYellow = chroma * sin(radians)
        let longRoot = lightness + 0.396_337_777_4 * greenRed + 0.215_803_757_3 * blueYellow
        let mediumRoot = lightness - 0.105_561_345_8 * greenRed - 0.063_854_172_8 * blueYellow
        let shortRoot = lightness - 0.089_484_177_5 * greenRed - 1.291_485_548_0 * blueYellow
        let long = longRoot * longRoot * longRoot
        let medium = mediumRoot * mediumRoot * mediumRoot
        let short = shortRoot * shortRoot * shortRoot
        return (
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short
        )
    }

    private static func byte(_ linear: Double) -> UInt8 {
        let value = min(max(linear, 0), 1)
        let encoded = value <= 0.003_130_8 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
        return UInt8((encoded * 255).rounded())
    }
}

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
    func passes(_ shade: HexColor) -> Bool {
        contrastRatio(of: shade, on: background) >= requirement.rawValue
    }
    guard !passes(color) else { return color }
    let start = OKLCH(color)
    // Where not even white passes, no lighter shade does.
    let directions = [(-1.0, HexColor.black), (1.0, .white)].filter { passes($0.1) }.map(\.0)
    for step in 1...1000 {
        for direction in directions {
            var shade = start
            shade.lightness += direction * Double(step) / 1000
            guard (0...1).contains(shade.lightness) else { continue }
            let fitted = shade.fitted
            if passes(fitted) { return fitted }
        }
    }
    return passes(.black) ? .black : .white
}
