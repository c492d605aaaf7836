import Foundation

/// A way to see colours.
///
/// G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, 'A Physiologically-based Model for Simulation of Color Vision
/// Deficiency' (2009) <https://doi.org/10.1109/TVCG.2009.113>: its matrices for severity 1.0, on linear RGB.
public enum ColorVision: String, Sendable, CaseIterable {
    /// As most people see.
    case unchanged
    /// Without the cones for long waves: reds are dark.
    case protanopia
    /// Without the cones for medium waves: reds and greens look alike.
    case deuteranopia
    /// Without the cones for short waves: blues and greens look alike.
    case tritanopia

    /// The colour that somebody with usual sight would have to be shown to see the same.
    ///
    /// - Parameter color: Any colour of sRGB.
    /// - Returns: The colour as it is seen, each channel brought back into sRGB.
    public func seen(_ color: HexColor) -> HexColor {
        guard let rows else { return color }
        let (red, green, blue) = color.linear
        func channel(_ row: Row) -> UInt8 { Self.encoded(row.0 * red + row.1 * green + row.2 * blue) }
        return HexColor(red: channel(rows.0), green: channel(rows.1), blue: channel(rows.2))
    }

    private typealias Row = (Double, Double, Double)

    private var rows: (Row, Row, Row)? {
        switch self {
        case .unchanged: nil
        case .protanopia:
            ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
        case .deuteranopia:
            ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
        case .tritanopia:
            ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
        }
    }

    /// A channel with sRGB's gamma, in eight bits.
    private static func encoded(_ linear: Double) -> UInt8 {
        let value = min(max(linear, 0), 1)
        let curved = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
        return UInt8((curved * 255).rounded())
    }
}
