import Portals
import TestSupport

/// Colours that tests try: the corners, greys, near-greys and very dark ones, and many that chance made.
enum SampleColors {
    static let corners: [HexColor] =
        [0, 1, 127, 128, 254, 255].flatMap { red in
            [0, 1, 128, 255].flatMap { green in [0, 1, 128, 255].map { HexColor(red: red, green: green, blue: $0) } }
        } + stride(from: 0, through: 255, by: 5).map { HexColor(red: $0, green: $0, blue: $0) }

    static let all: [HexColor] = {
        var generator = SeededGenerator(seed: 0x5EED)
        let random = (0..<2_000).map { _ in Self.random(below: 256, using: &generator) }
        let dark = (0..<200).map { _ in Self.random(below: 40, using: &generator) }
        return corners + random + dark
    }()

    /// Pairs of primary and secondary.
    static let pairs: [(HexColor, HexColor)] = {
        var generator = SeededGenerator(seed: 0xFA1E)
        let few = [
            HexColor.black, .white, HexColor(red: 128, green: 128, blue: 128), HexColor(red: 0, green: 0, blue: 255),
        ]
        let cornerPairs = corners.flatMap { corner in few.map { (corner, $0) } + few.map { ($0, corner) } }
        return cornerPairs
            + (0..<2_000).map { _ in
                (Self.random(below: 256, using: &generator), Self.random(below: 256, using: &generator))
            }
            + (0..<300).map { _ in
                (Self.random(below: 48, using: &generator), Self.random(below: 48, using: &generator))
            }
    }()

    /// The palettes of all pairs.
    static let palettes = pairs.map { BrandPalette(primary: $0, secondary: $1) }

    /// Every twenty-third of the pairs, for tests that try thousands of shades of each.
    static let fewPairs = stride(from: 0, to: pairs.count, by: 23).map { pairs[$0] }

    private static func random(below limit: Int, using generator: inout SeededGenerator) -> HexColor {
        func channel() -> UInt8 { UInt8(Int.random(in: 0..<limit, using: &generator)) }
        return HexColor(red: channel(), green: channel(), blue: channel())
    }
}
