import Portals
import Testing

@Suite struct HexColorTests {
    @Test(arguments: [("0044d4", "0044d4"), ("0044D4", "0044d4"), ("FfFfFf", "ffffff"), ("1e1000", "1e1000")])
    func `six digits in either case are a colour`(_ text: String, _ expected: String) {
        #expect(HexColor(text)?.description == expected)
        #expect(HexColor(lenient: text)?.description == expected)
    }

    @Test(arguments: [
        ("#0044D4", "0044d4"), ("#04d", "0044dd"), ("04d", "0044dd"), ("FFF", "ffffff"), ("#ffffff", "ffffff"),
    ])
    func `other forms are a colour to the lenient reader alone`(_ text: String, _ expected: String) {
        #expect(HexColor(text) == nil)
        #expect(HexColor(lenient: text)?.description == expected)
    }

    @Test(arguments: [
        "", "#", "##0044d4", "0", "00", "0044", "0044d", "0044d4f", "0044d4ff", "#0044d4ff", "#04d8", "+044d4",
        "-044d4", "+4d",
        "0x44d4", "0044dg", "0044d4\n", "\n0044d4", "0044d4\u{301}", "#\u{301}0044d4", "#\u{20E3}04d",
        "#\u{FE0F}\u{20E3}0044d4",
        "０044d4", "００４４ｄ４", "٠٠٤", "04d\u{301}", "0\u{301}4d", " 0044d4", "0044d4 ", "00 44d4", "blue",
        "0044d4\0", "\u{FEFF}0044d4",
        "é4d", "rgb(0,0,0)", "\r\n04d",
    ])
    func `nothing else is a colour`(_ text: String) {
        #expect(HexColor(text) == nil)
        #expect(HexColor(lenient: text) == nil)
    }

    @Test func `every channel is read from its place`() {
        #expect(HexColor("0102fe") == HexColor(red: 1, green: 2, blue: 254))
        for byte in UInt8.min...UInt8.max {
            let color = HexColor(red: byte, green: 255 - byte, blue: byte ^ 0x55)
            #expect(HexColor(color.description) == color)
        }
    }

    @Test func `a mixture goes from one colour to the other`() {
        #expect(HexColor.black.mixed(with: .white, share: 0) == .black)
        #expect(HexColor.black.mixed(with: .white, share: 1) == .white)
        #expect(HexColor.white.mixed(with: .black, share: 0.14).description == "dbdbdb")
    }
}
