import Foundation

extension HexColor {
    /// The relative luminance, from 0 (black) to 1 (white).
    ///
    /// WCAG 2.2, definition of relative luminance <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    public var relativeLuminance: Double {
        let (red, green, blue) = linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The channels without sRGB's gamma, each from 0 to 1.
    var linear: (red: Double, green: Double, blue: Double) {
        (Self.expanded[Int(red)], Self.expanded[Int(green)], Self.expanded[Int(blue)])
    }

    /// What each byte of a channel is without sRGB's gamma.
    private static let expanded: [Double] = (0...255).map { byte in
        let value = Double(byte) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}

/// Returns how strongly one colour stands out against another.
///
/// Follows the relative-luminance formula of WCAG 2.2, 1.4.3 <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
///
/// - Parameters:
///   - text: The colour of the text, in sRGB.
///   - background: The opaque colour behind it, in sRGB.
/// - Returns: A ratio from 1 (equal) to 21 (black on white), without a unit.
public func contrastRatio(of text: HexColor, on background: HexColor) -> Double {
    let (front, back) = (text.relativeLuminance, background.relativeLuminance)
    return (max(front, back) + 0.05) / (min(front, back) + 0.05)
}

/// The contrast that something painted needs (WCAG 2.2, 1.4.3 and 1.4.11).
public enum ContrastRequirement: Double, Sendable {
    /// Text below 24 px, or below 18.66 px in bold.
    case text = 4.5
    /// Borders, focus rings, bars and icons.
    case graphics = 3
}

/// Writes a ratio as people read it, rounded down so that a failure never looks like a pass: `2.9:1`.
///
/// - Parameter ratio: A ratio from 1 to 21.
/// - Returns: One decimal and `:1`.
public func contrastText(_ ratio: Double) -> String {
    let tenths = Int((ratio * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10):1"
}
