import Foundation

/// SHA-256 (FIPS 180-4), so that what pages say of their scripts is held against something other than Portico's own.
enum Digest {
    /// The hash of a text's bytes in Base64, as security policies spell it.
    static func base64(of text: String) -> String {
        var message = Array(text.utf8)
        let bitCount = UInt64(message.count) * 8
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        message += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * $0)) }
        var state = primes.prefix(8).map { fraction(of: Double($0).squareRoot()) }
        for start in stride(from: 0, to: message.count, by: 64) { mix(message[start..<start + 64], into: &state) }
        return Data(state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } })
            .base64EncodedString()
    }

    private static let primes = (2..<312).filter { number in !(2..<number).contains { number % $0 == 0 } }

    private static let constants = primes.map { fraction(of: cbrt(Double($0))) }

    /// The first 32 bits behind the point.
    private static func fraction(of root: Double) -> UInt32 { UInt32((root - root.rounded(.down)) * 4_294_967_296) }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { index in
            block[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
        for index in 16..<64 {
            let (old, new) = (words[index - 15], words[index - 2])
            let first = turned(old, 7) ^ turned(old, 18) ^ (old >> 3)
            let second = turned(new, 17) ^ turned(new, 19) ^ (new >> 10)
            words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
        }
        var values = state
        for index in 0..<64 {
            let (first, fifth) = (values[0], values[4])
            let choice = (fifth & values[5]) ^ (~fifth & values[6])
            let sum = turned(fifth, 6) ^ turned(fifth, 11) ^ turned(fifth, 25)
            let left = values[7] &+ sum &+ choice &+ constants[index] &+ words[index]
            let majority = (first & values[1]) ^ (first & values[2]) ^ (values[1] & values[2])
            let right = (turned(first, 2) ^ turned(first, 13) ^ turned(first, 22)) &+ majority
            values = [left &+ right] + values[0...2] + [values[3] &+ left] + values[4...6]
        }
        state = zip(state, values).map { $0 &+ $1 }
    }
}
