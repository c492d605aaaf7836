import Portals
import Testing

@Suite struct BrandPaletteTests {
    @Test(arguments: [
        (
            "0044d4", "ffffff",
            ["0044d4", "ffffff", "003bbc", "0032a5", "0044d4", "0044d4", "ffffff", "000000", "dbdbdb", "0044d4"]
        ),
        (
            "ffd400", "14161a",
            ["ffd400", "000000", "f0c700", "e1bb00", "876f00", "aa8d00", "14161a", "ffffff", "35373a", "ffd400"]
        ),
        (
            "86b59b", "f5eee3",
            ["86b59b", "000000", "7aa88f", "6e9c83", "4e7b63", "6b9980", "f5eee3", "000000", "d3cdc3", "66937b"]
        ),
    ])
    func `the three brands of the pictures have their colours`(
        _ primary: String,
        _ secondary: String,
        _ expected: [String]
    ) throws {
        let palette = BrandPalette(
            primary: try #require(HexColor(primary)),
            secondary: try #require(HexColor(secondary))
        )
        let roles = [
            palette.fill, palette.label, palette.fillHover, palette.fillPressed, palette.textShade, palette.edge,
            palette.head, palette.onHead, palette.headLine, palette.headAccent,
        ]
        #expect(roles.map(\.description) == expected)
    }

    @Test func `soft is the grey of the panels`() {
        #expect(BrandPalette.soft.description == "f6f7f8")
    }

    @Test func `every painted pair passes`() {
        for palette in SampleColors.palettes {
            let (primary, secondary) = (palette.fill, palette.head)
            let pairs = palette.paintedPairs
            #expect(pairs.map(\.place) == PaintedPair.Place.allCases)
            for pair in pairs {
                #expect(pair.paintedRatio >= pair.requirement.rawValue, "\(primary) \(secondary) \(pair.place)")
                #expect(pair.passes == (pair.configuredRatio >= pair.requirement.rawValue))
                if pair.passes { #expect(pair.painted == pair.configured) }
            }
        }
    }

    @Test func `a label can be read in every state of a button`() {
        for palette in SampleColors.palettes {
            let color = palette.fill
            for fill in [palette.fill, palette.fillHover, palette.fillPressed] {
                #expect(contrastRatio(of: palette.label, on: fill) >= 4.5, "\(color) \(fill)")
            }
        }
    }

    @Test func `a button changes when it is pointed at and pressed, by 0.04 and 0.08 of lightness`() {
        for palette in SampleColors.palettes {
            let color = palette.fill
            // Near black one byte is a larger step.
            guard OKLCH(color).lightness > 0.3 else { continue }
            for (state, amount) in [(palette.fillHover, 0.04), (palette.fillPressed, 0.08)] where state != color {
                let move = abs(OKLCH(state).lightness - OKLCH(color).lightness)
                #expect(abs(move - amount) < 0.012, "\(color) \(state) \(move)")
            }
        }
    }

    @Test func `every shade keeps its hue within two degrees`() {
        var worst = 0.0
        for palette in SampleColors.palettes {
            let (primary, secondary) = (palette.fill, palette.head)
            let shades = [palette.fillHover, palette.fillPressed, palette.textShade, palette.edge, palette.headAccent]
            for shade in shades {
                let turn = Self.turn(from: primary, to: shade)
                worst = max(worst, turn)
                #expect(turn <= 2, "\(primary) on \(secondary): \(shade) \(turn)°")
            }
        }
        #expect(worst > 0)
    }

    /// How far the hue turned, in degrees; 0 where a colour is too grey for its hue to be seen.
    private static func turn(from color: HexColor, to shade: HexColor) -> Double {
        let (from, to) = (OKLCH(color), OKLCH(shade))
        guard from.chroma >= 0.04, to.chroma >= 0.04 else { return 0 }
        let difference = abs(from.hue - to.hue)
        return min(difference, 360 - difference)
    }
}
