import Portals
import TestSupport
import Testing

@Suite struct ContrastTests {
    @Test(arguments: [
        ("000000", "ffffff", "21.0:1"), ("ffffff", "ffffff", "1.0:1"), ("777777", "ffffff", "4.4:1"),
        ("767676", "ffffff", "4.5:1"), ("e8a200", "f6f7f8", "2.0:1"), ("0044d4", "ffffff", "7.5:1"),
        ("ff0000", "ffffff", "3.9:1"), ("00ff00", "ffffff", "1.3:1"), ("0000ff", "ffffff", "8.5:1"),
    ])
    func `known pairs have their known ratio`(_ front: String, _ back: String, _ expected: String) throws {
        let (front, back) = try (#require(HexColor(front)), #require(HexColor(back)))
        #expect(contrastText(contrastRatio(of: front, on: back)) == expected)
        #expect(contrastRatio(of: front, on: back) == contrastRatio(of: back, on: front))
    }

    @Test(arguments: [
        (4.5, "4.5:1"), (4.499_999, "4.4:1"), (2.999_999_999, "2.9:1"), (3, "3.0:1"), (1, "1.0:1"), (4.58, "4.5:1"),
        (20.999, "20.9:1"), (21, "21.0:1"), (4.6, "4.6:1"), (2.3, "2.3:1"), (8.2, "8.2:1"),
    ])
    func `a ratio is rounded down`(_ ratio: Double, _ expected: String) {
        #expect(contrastText(ratio) == expected)
    }

    @Test func `a ratio that fails never reads like one that passes`() throws {
        for color in SampleColors.all {
            let ratio = contrastRatio(of: color, on: BrandPalette.soft)
            let shown = try #require(Double(contrastText(ratio).dropLast(2)))
            #expect(shown <= ratio && ratio - shown < 0.100_001)
            #expect((shown >= 4.5) == (ratio >= 4.5))
            #expect((shown >= 3) == (ratio >= 3))
        }
    }

    @Test func `black or white reads on every colour`() {
        for color in SampleColors.all {
            let best = max(contrastRatio(of: .black, on: color), contrastRatio(of: .white, on: color))
            #expect(best >= 4.58)
        }
    }
}
