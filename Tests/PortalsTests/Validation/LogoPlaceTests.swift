import Diagnostics
import Portals
import Testing

/// Whether a logo fits the header, where it has at most 200 by 40 px.
@Suite struct LogoPlaceTests {
    private static func rules(
        _ format: Logo.Format,
        _ width: Double,
        _ height: Double,
        byteCount: Int = 2_000
    ) -> [String] {
        let logo = Logo(format: format, bytes: [UInt8](repeating: 0, count: byteCount), width: width, height: height)
        return LogoPlaceRules(at: FieldPath("x-portico.logo")).findings(for: logo, file: "l").map {
            "\($0.severity.rawValue) \($0.rule.id)"
        }
    }

    @Test(arguments: [(80.0, 80.0), (284, 72), (364, 64), (224, 56), (400, 80), (1_000, 200), (300, 60)])
    func `a picture of one to five times its place fits`(_ width: Double, _ height: Double) {
        #expect(Self.rules(.png, width, height) == [])
    }

    @Test(arguments: [(112.0, 28.0), (4_000, 800), (24, 24), (200, 40)])
    func `an SVG fits at any size that can be read`(_ width: Double, _ height: Double) {
        #expect(Self.rules(.svg, width, height) == [])
    }

    @Test(arguments: [(12.0, 12.0), (15, 40), (1_000, 60), (30, 200), (200, 15)])
    func `what nobody can make out is too small, also because of its shape`(_ width: Double, _ height: Double) {
        #expect(Self.rules(.png, width, height).contains("warning logo.too-small"))
        #expect(Self.rules(.svg, width, height) == ["warning logo.too-small"])
    }

    @Test(arguments: [(100.0, 20.0), (200, 40), (40, 40), (49, 49)])
    func `a picture of no more pixels than its place is a note`(_ width: Double, _ height: Double) {
        #expect(Self.rules(.png, width, height) == ["note logo.too-small"])
        #expect(Self.rules(.svg, width, height) == [])
    }

    @Test(arguments: [(1_040.0, 208.0), (2_400, 600), (208, 208), (4_096, 4_096)])
    func `a picture of more than five times its place is too large`(_ width: Double, _ height: Double) {
        #expect(Self.rules(.jpeg, width, height) == ["warning logo.oversized"])
    }

    @Test func `a file of more than 64 KB is too large in any format`() {
        #expect(Self.rules(.svg, 112, 28, byteCount: 64 << 10) == [])
        #expect(Self.rules(.svg, 112, 28, byteCount: 64 << 10 + 1) == ["warning logo.oversized"])
        #expect(Self.rules(.gif, 400, 80, byteCount: 64 << 10 + 1) == ["warning logo.oversized"])
        #expect(Self.rules(.png, 2_400, 600, byteCount: 64 << 10 + 1) == ["warning logo.oversized"])
    }

    @Test func `an SVG with a ratio alone fits unless it is very long`() {
        func rules(_ ratio: Double) -> [Rule] {
            let logo = Logo(format: .svg, bytes: [0], aspectRatio: ratio)
            return LogoPlaceRules(at: FieldPath("x-portico.logo")).findings(for: logo, file: "l").map(\.rule)
        }
        #expect(rules(4) == [] && rules(0.5) == [])
        #expect(rules(20) == [.logoTooSmall] && rules(0.1) == [.logoTooSmall])
    }

    @Test func `the remedy names what can be done`() {
        func message(_ format: Logo.Format, _ width: Double, _ height: Double) -> String {
            let logo = Logo(format: format, bytes: [0], width: width, height: height)
            let findings = LogoPlaceRules(at: FieldPath("x-portico.logo")).findings(for: logo, file: "logos/a.png")
            return findings.first?.message ?? ""
        }
        #expect(message(.png, 12, 12).hasSuffix("export it at least 80 px high"))
        #expect(message(.svg, 12, 12).hasSuffix("set a larger width and height on its <svg>"))
        #expect(message(.png, 1_000, 60).hasSuffix("use a version that is less wide"))
        #expect(message(.png, 30, 200).hasSuffix("use a version that is less tall"))
        #expect(
            message(.png, 2_400, 600)
                == "logos/a.png is 2400 × 600 px and shown at 160 × 40 px; scale it down to about 480 × 120 px"
        )
    }
}
