/// A colour of sRGB with eight bits a channel, written as six lower-case hexadecimal digits without `#`.
///
/// That is the one form that the service takes in `customization.colors` (rebilly.md, R7).
public struct HexColor: Sendable, Hashable {
    /// The red channel.
    public let red: UInt8
    /// The green channel.
    public let green: UInt8
    /// The blue channel.
    public let blue: UInt8

    /// Makes a colour from its channels.
    ///
    /// - Parameters:
    ///   - red: The red channel.
    ///   - green: The green channel.
    ///   - blue: The blue channel.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads six hexadecimal digits in either letter case, and nothing else.
    ///
    /// - Parameter text: Exactly six ASCII digits; no `#`, no sign, no space.
    public init?(_ text: String) {
        self.init(digits: Array(text.utf8))
    }

    private init?(digits: [UInt8]) {
        guard digits.count == 6 else { return nil }
        func channel(_ index: Int) -> UInt8? {
            guard let high = Self.digit(digits[index]), let low = Self.digit(digits[index + 1]) else { return nil }
            return high << 4 | low
        }
        guard let red = channel(0), let green = channel(2), let blue = channel(4) else { return nil }
        self.init(red: red, green: green, blue: blue)
    }

    /// Reads the forms that people write too: `#0044D4`, `#04d`, `04d`.
    ///
    /// - Parameter text: Six or three hexadecimal digits, with or without `#` before them.
    public init?(lenient text: String) {
        // A mark that combines with the number sign would vanish with it if characters were dropped.
        var digits = Array(text.utf8)
        if digits.first == UInt8(ascii: "#") { digits.removeFirst() }
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        self.init(digits: digits)
    }

    /// Black.
    public static let black = HexColor(red: 0, green: 0, blue: 0)
    /// White.
    public static let white = HexColor(red: 255, green: 255, blue: 255)

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension HexColor: CustomStringConvertible {
    /// Six lower-case hexadecimal digits, without `#`.
    public var description: String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return String(unsafeUninitializedCapacity: 6) { digits in
            (digits[0], digits[1]) = (digit(red >> 4), digit(red & 15))
            (digits[2], digits[3]) = (digit(green >> 4), digit(green & 15))
            (digits[4], digits[5]) = (digit(blue >> 4), digit(blue & 15))
            return 6
        }
    }
}

extension HexColor {
    /// Mixes a share of another colour into this one, channel by channel in sRGB.
    ///
    /// - Parameters:
    ///   - other: The colour to mix in.
    ///   - share: How much of `other`, from 0 to 1.
    /// - Returns: The mixture, rounded to eight bits.
    public func mixed(with other: HexColor, share: Double) -> HexColor {
        func mix(_ own: UInt8, _ theirs: UInt8) -> UInt8 {
            UInt8((Double(own) * (1 - share) + Double(theirs) * share).rounded())
        }
        return HexColor(
            red: mix(red, other.red),
            green: mix(green, other.green),
            blue: mix(blue, other.blue)
        )
    }
}
