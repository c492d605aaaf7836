import Foundation

/// The colours of one hue of OKLCH, so that looking at many of them takes its sine and cosine once.
struct HuePlane {
    /// In degrees.
    let hue: Double
    private let cosine: Double
    private let sine: Double

    init(hue: Double) {
        self.hue = hue
        let radians = hue * .pi / 180
        cosine = cos(radians)
        sine = sin(radians)
    }

    /// The colour in sRGB, as `OKLCH.fitted` says.
    func fitted(lightness: Double, chroma: Double) -> HexColor {
        fitted(lightness: lightness, chroma: chroma, isHopeless: { _ in false }) ?? Self.blackOrWhite(lightness)
    }

    /// The colour in sRGB, as `OKLCH.fitted` says; `nil` if its luminance makes it useless.
    ///
    /// - Parameters:
    ///   - lightness: The lightness.
    ///   - chroma: The chroma at most.
    ///   - isHopeless: Whether all luminances between two are useless; it is asked while they near each other.
    /// - Returns: The colour.
    func fitted(
        lightness: Double,
        chroma: Double,
        isHopeless: (_ luminances: (least: Double, most: Double)) -> Bool
    ) -> HexColor? {
        var fitting = chroma
        if !isOnScreen(lightness, chroma) {
            // Halving 24 times finds the largest chroma that fits to less than a millionth.
            fitting = 0.0
            var tooMuch = chroma
            for round in 0..<24 {
                if round < 8, isHopeless(luminances((lightness, lightness), (fitting, tooMuch))) { return nil }
                let middle = (fitting + tooMuch) / 2
                if isOnScreen(lightness, middle) {
                    fitting = middle
                } else {
                    tooMuch = middle
                }
            }
        }
        if isHopeless(luminances((lightness, lightness), (fitting, fitting))) { return nil }
        let color = isOnScreen(lightness, fitting) ? bytes(lightness, fitting) : Self.blackOrWhite(lightness)
        let wanted = OKLCH(lightness: lightness, chroma: chroma, hue: hue)
        return wanted.turns(to: OKLCH(color)) ? Self.keepingHue(of: wanted, near: color) : color
    }

    /// What is nearest to a lightness that sRGB lacks.
    private static func blackOrWhite(_ lightness: Double) -> HexColor {
        lightness < 0.5 ? .black : .white
    }

    /// How far `fitted` may move a channel: half a step by rounding, three to keep the hue.
    private static let largestMove = 3.5 / 255

    /// The colour nearest to a wanted one of those around another that do not turn.
    private static func keepingHue(of wanted: OKLCH, near color: HexColor) -> HexColor {
        func neighbours(_ channel: UInt8) -> ClosedRange<UInt8> {
            (channel < 3 ? 0 : channel - 3)...(channel > 252 ? 255 : channel + 3)
        }
        var best: (color: HexColor, distance: Double)?
        for red in neighbours(color.red) {
            for green in neighbours(color.green) {
                for blue in neighbours(color.blue) {
                    let candidate = HexColor(red: red, green: green, blue: blue)
                    let other = OKLCH(candidate)
                    let distance = other.distance(to: wanted)
                    if distance < best?.distance ?? .infinity, !wanted.turns(to: other) { best = (candidate, distance) }
                }
            }
        }
        return best?.color ?? color
    }
}

extension HuePlane {
    /// Between which luminances `fitted` is, whichever lightness it has and whichever chroma it ends at.
    ///
    /// Luminance is a weighted sum of the three responses, each of which grows with the lightness, and only grows or
    /// only falls with the chroma.
    ///
    /// - Parameters:
    ///   - lightness: The least and the most.
    ///   - chroma: The least and the most.
    /// - Returns: The least and the most.
    func luminances(
        _ lightness: (Double, Double),
        _ chroma: (Double, Double)
    ) -> (least: Double, most: Double) {
        let low = (responses(lightness.0, chroma.0), responses(lightness.0, chroma.1))
        let high = (responses(lightness.1, chroma.0), responses(lightness.1, chroma.1))
        // WCAG's weights of the channels times what `linear` makes them of; two of the three are below 0.
        let lower =
            1.112_492_2 * min(low.0.medium, low.1.medium)
            - 0.040_774_5 * max(high.0.long, high.1.long) - 0.071_717_7 * max(high.0.short, high.1.short)
        let upper =
            1.112_492_2 * max(high.0.medium, high.1.medium)
            - 0.040_774_5 * min(low.0.long, low.1.long) - 0.071_717_7 * min(low.0.short, low.1.short)
        return (Self.luminance(below: lower), Self.luminance(above: upper))
    }

    /// The least luminance that the bytes of a colour of some luminance can have.
    ///
    /// sRGB's curve is nowhere steeper than 0.1 + 2.3·√value, and no mean of roots is above the root of the mean.
    private static func luminance(below exact: Double) -> Double {
        exact - 0.0002 - largestMove * (0.1 + 2.3 * max(exact, 0).squareRoot())
    }

    /// The largest luminance that the bytes of a colour of some luminance can have.
    private static func luminance(above exact: Double) -> Double {
        let bound = max(exact, 0) + 0.0002 + largestMove * 2.4
        return exact + 0.0002 + largestMove * (0.1 + 2.3 * bound.squareRoot())
    }

    /// The responses of the three kinds of cones.
    private func responses(
        _ lightness: Double,
        _ chroma: Double
    ) -> (long: Double, medium: Double, short: Double) {
        let greenRed = chroma * cosine
        let blueYellow = chroma * sine
        let long = lightness + 0.396_337_777_4 * greenRed + 0.215_803_757_3 * blueYellow
        let medium = lightness - 0.105_561_345_8 * greenRed - 0.063_854_172_8 * blueYellow
        let short = lightness - 0.089_484_177_5 * greenRed - 1.291_485_548_0 * blueYellow
        return (long * long * long, medium * medium * medium, short * short * short)
    }

    /// The channels of sRGB without its gamma, which lie outside of 0 to 1 if sRGB lacks the colour.
    private func linear(_ lightness: Double, _ chroma: Double) -> (red: Double, green: Double, blue: Double) {
        let (long, medium, short) = responses(lightness, chroma)
        return (
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short
        )
    }

    /// Whether sRGB has a colour; a ten-thousandth outside counts as rounding.
    private func isOnScreen(_ lightness: Double, _ chroma: Double) -> Bool {
        let (red, green, blue) = linear(lightness, chroma)
        return min(red, green, blue) > -0.0001 && max(red, green, blue) < 1.0001
    }

    /// The colour in sRGB, which has it.
    private func bytes(_ lightness: Double, _ chroma: Double) -> HexColor {
        let (red, green, blue) = linear(lightness, chroma)
        return HexColor(red: Self.byte(red), green: Self.byte(green), blue: Self.byte(blue))
    }

    private static func byte(_ linear: Double) -> UInt8 {
        let value = min(max(linear, 0), 1)
        let encoded = value <= 0.003_130_8 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
        return UInt8((encoded * 255).rounded())
    }
}
