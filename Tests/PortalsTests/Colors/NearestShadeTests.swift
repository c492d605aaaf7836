import Portals
import Testing

@Suite struct NearestShadeTests {
    @Test func `links in a warm yellow are painted in its nearest readable shade`() throws {
        let yellow = try #require(HexColor("e8a200"))
        #expect(nearestShade(to: yellow, on: BrandPalette.soft, reaching: .text).description == "976800")
    }

    @Test func `a colour that passes is its own shade`() {
        for (color, background) in SampleColors.pairs {
            for requirement in [ContrastRequirement.text, .graphics] {
                guard contrastRatio(of: color, on: background) >= requirement.rawValue else { continue }
                #expect(nearestShade(to: color, on: background, reaching: requirement) == color)
            }
        }
    }

    @Test func `the smallest move of lightness that passes wins`() {
        for (color, background) in SampleColors.fewPairs {
            for requirement in [ContrastRequirement.text, .graphics] {
                guard contrastRatio(of: color, on: background) < requirement.rawValue else { continue }
                let shade = nearestShade(to: color, on: background, reaching: requirement)
                #expect(contrastRatio(of: shade, on: background) >= requirement.rawValue)
                #expect(
                    Self.candidates(to: color, on: background, reaching: requirement).contains(shade),
                    "\(color) on \(background): \(shade)"
                )
            }
        }
    }

    /// The shades of the smallest move that passes, found by trying all: one darker, one lighter, or both.
    private static func candidates(
        to color: HexColor,
        on background: HexColor,
        reaching requirement: ContrastRequirement
    ) -> [HexColor] {
        let start = OKLCH(color)
        var passing: [(move: Int, shade: HexColor)] = []
        for move in -1_000...1_000 {
            var moved = start
            moved.lightness += Double(move) / 1_000
            guard moved.lightness >= 0, moved.lightness <= 1 else { continue }
            let shade = moved.fitted
            if contrastRatio(of: shade, on: background) >= requirement.rawValue { passing.append((abs(move), shade)) }
        }
        let least = passing.map(\.move).min()
        let found = passing.filter { $0.move == least }.map(\.shade)
        return found.isEmpty ? [.black, .white] : found
    }

    @Test(arguments: [("000000", "000000"), ("ffffff", "ffffff"), ("808080", "808080"), ("767676", "777777")])
    func `greys stay grey`(_ color: String, _ background: String) throws {
        let (color, background) = try (#require(HexColor(color)), #require(HexColor(background)))
        let shade = nearestShade(to: color, on: background, reaching: .graphics)
        #expect(shade.red == shade.green && shade.green == shade.blue)
    }

    @Test func `a colour goes to OKLCH and back unchanged`() {
        for color in SampleColors.all { #expect(OKLCH(color).fitted == color) }
    }

    @Test func `what lies outside of the screen's colours keeps lightness and loses chroma`() {
        for hue in stride(from: 0.0, to: 360, by: 7) {
            for lightness in stride(from: 0.2, through: 0.9, by: 0.1) {
                let fitted = OKLCH(OKLCH(lightness: lightness, chroma: 0.4, hue: hue).fitted)
                #expect(abs(fitted.lightness - lightness) < 0.012, "\(lightness) \(hue)")
                #expect(fitted.chroma < 0.34)
            }
        }
        #expect(OKLCH(lightness: 0, chroma: 0.4, hue: 20).fitted == .black)
        #expect(OKLCH(lightness: 1, chroma: 0.4, hue: 20).fitted == .white)
    }
}
