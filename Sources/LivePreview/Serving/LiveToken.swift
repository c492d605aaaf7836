/// The secret in the address that `serve` prints: who has it may look and, on this computer, edit.
package struct LiveToken: Sendable {
    /// 32 random bytes in base64url, without padding.
    package let text: String

    private static let byteCount = 32
    private static let length = 43
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Makes a token that nobody knows.
    ///
    /// - Parameter generator: Where randomness comes from; one that can't be foretold.
    package init(using generator: inout some RandomNumberGenerator) {
        var digits: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for _ in 0..<Self.byteCount {
            bits = bits << 8 | UInt32(UInt8.random(in: .min ... .max, using: &generator))
            count += 8
            while count >= 6 {
                count -= 6
                digits.append(Self.digits[Int(bits >> count & 63)])
            }
        }
        if count > 0 { digits.append(Self.digits[Int(bits << (6 - count) & 63)]) }
        text = String(decoding: digits, as: UTF8.self)
    }

    /// Takes a token that was kept.
    ///
    /// - Parameter text: The token; `nil` comes of what is none.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.digits.contains) else { return nil }
        self.text = text
    }

    /// Returns whether a text is this token, in a time that doesn't tell how much of it is right.
    func matches(_ other: some StringProtocol) -> Bool {
        let (own, given) = (Array(text.utf8), Array(other.utf8))
        guard given.count == own.count else { return false }
        return zip(own, given).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }
}
