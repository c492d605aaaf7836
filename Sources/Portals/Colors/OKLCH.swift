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
        HuePlane(hue: hue).fitted(lightness: lightness, chroma: chroma)
    }

    /// The distance in OKLab, squared.
    func distance(to other: OKLCH) -> Double {
        let turn = (hue - other.hue) * .pi / 180
        let light = lightness - other.lightness
        return light * light + chroma * chroma + other.chroma * other.chroma - 2 * chroma * other.chroma * cos(turn)
    }

    /// Whether another colour has another hue, as far as the eye can tell.
    func turns(to other: OKLCH) -> Bool {
        guard chroma >= Self.visibleChroma, other.chroma >= Self.visibleChroma else { return false }
        let difference = abs(hue - other.hue)
        return min(difference, 360 - difference) > Self.hueTolerance
    }

    /// Below this chroma a colour passes for a grey.
    private static let visibleChroma = 0.04
    /// How far a hue may turn, in degrees.
    private static let hueTolerance = 1.5
}
