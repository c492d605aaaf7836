import TestSupport
import Testing

@testable import Portals

/// The bounds by which shades are passed over.
@Suite struct HuePlaneTests {
    @Test func `no shade is darker or lighter than its bounds say`() {
        var generator = SeededGenerator(seed: 0xB0D5)
        for _ in 0..<20_000 {
            let hue = Double.random(in: 0...360, using: &generator)
            let chroma = Double.random(in: 0...0.4, using: &generator)
            let start = Double.random(in: 0...1, using: &generator)
            let end = min(start + Double.random(in: 0...0.03, using: &generator), 1)
            let plane = HuePlane(hue: hue)
            let lightness = Double.random(in: start...end, using: &generator)
            let luminance = plane.fitted(lightness: lightness, chroma: chroma).relativeLuminance
            let bounds = plane.luminances((start, end), (0, chroma))
            #expect(bounds.least <= luminance && luminance <= bounds.most, "\(lightness) \(chroma) \(hue)")
        }
    }

    @Test func `bounds that are near each other still hold what is between them`() {
        var generator = SeededGenerator(seed: 0xB0D6)
        for _ in 0..<20_000 {
            let plane = HuePlane(hue: Double.random(in: 0...360, using: &generator))
            let lightness = Double.random(in: 0...1, using: &generator)
            let chroma = Double.random(in: 0...0.4, using: &generator)
            let color = plane.fitted(lightness: lightness, chroma: chroma)
            let luminance = color.relativeLuminance
            let same = plane.fitted(lightness: lightness, chroma: chroma) { bounds in
                luminance < bounds.least || luminance > bounds.most
            }
            #expect(same == color, "\(lightness) \(chroma) \(plane.hue)")
        }
    }

    @Test func `a shade is left as soon as none can do`() {
        #expect(HuePlane(hue: 30).fitted(lightness: 0.5, chroma: 0.1) { _ in true } == nil)
        #expect(HuePlane(hue: 30).fitted(lightness: 0.5, chroma: 0.4) { _ in true } == nil)
    }
}
