import Portals
import Testing

@Suite struct ColorVisionTests {
    @Test(arguments: [
        ("86b59b", ColorVision.protanopia, "b4ae9a"), ("86b59b", .deuteranopia, "aca89c"),
        ("86b59b", .tritanopia, "7db5ad"), ("f5eee3", .protanopia, "f1eee2"), ("f5eee3", .deuteranopia, "f3efe3"),
        ("f5eee3", .tritanopia, "f9eceb"), ("0044d4", .deuteranopia, "004bd1"),
        // Beyond what a screen can show, a channel stays at its end.
        ("ff0000", .protanopia, "6d5f00"), ("00ff00", .protanopia, "ffe500"), ("0000ff", .protanopia, "0059ff"),
        ("ff0000", .tritanopia, "ff000f"),
    ])
    func `a colour is seen as published`(_ color: String, _ vision: ColorVision, _ expected: String) throws {
        #expect(vision.seen(try #require(HexColor(color))).description == expected)
    }

    @Test(arguments: ColorVision.allCases)
    func `greys, black and white stay what they are`(vision: ColorVision) {
        for level in UInt8.min...UInt8.max {
            let seen = vision.seen(HexColor(red: level, green: level, blue: level))
            for channel in [seen.red, seen.green, seen.blue] {
                #expect(abs(Int(channel) - Int(level)) <= 2, "\(level): \(seen)")
            }
        }
        #expect(vision.seen(.black) == .black)
        #expect(vision.seen(.white) == .white)
    }

    @Test func `usual sight changes nothing`() {
        for color in SampleColors.all { #expect(ColorVision.unchanged.seen(color) == color) }
    }

    @Test func `who lacks the cones for long waves sees red darker, and red beside green less apart`() throws {
        let (red, green) = try (#require(HexColor("d00000")), #require(HexColor("008a00")))
        #expect(ColorVision.protanopia.seen(red).relativeLuminance < red.relativeLuminance)
        for vision in [ColorVision.protanopia, .deuteranopia] {
            #expect(distance(vision.seen(red), vision.seen(green)) < distance(red, green) / 2)
        }
    }

    private func distance(_ left: HexColor, _ right: HexColor) -> Int {
        abs(Int(left.red) - Int(right.red)) + abs(Int(left.green) - Int(right.green))
            + abs(Int(left.blue) - Int(right.blue))
    }

    @Test func `there are four ways to see, the usual one first`() {
        #expect(ColorVision.allCases.map(\.rawValue) == ["unchanged", "protanopia", "deuteranopia", "tritanopia"])
    }
}
