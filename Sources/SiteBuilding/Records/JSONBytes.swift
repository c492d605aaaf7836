import Portals

/// Writes JSON as bytes, as `JSONEncoder` writes it without white space and without escaped slashes.
enum JSONBytes {
    /// Writes a text in quotation marks.
    ///
    /// What has to be escaped is escaped (RFC 8259, 7): quotation marks, backslashes and control characters.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.contains(where: needsEscape) {
                for byte in utf8 { append(escaping: byte, to: &bytes) }
            } else {
                bytes += utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes the members of an object in the order of their keys' bytes.
    ///
    /// - Parameters:
    ///   - members: The members; no two of them have the same key.
    ///   - bytes: Receives the object.
    ///   - value: Writes the value of a member.
    static func append<Value>(
        _ members: [(key: String, value: Value)],
        to bytes: inout [UInt8],
        value: (Value, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: "{"))
        let sorted = members.sorted { $0.key.bytesPrecede($1.key) }
        for (index, member) in sorted.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            value(member.value, &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Begins a member whose key is known before: writes a comma after another one, and the key.
    ///
    /// - Parameters:
    ///   - key: What `key(_:)` returned.
    ///   - isFirst: Whether it is the first member of the object; false from then on.
    ///   - bytes: Receives both.
    static func begin(_ key: [UInt8], isFirst: inout Bool, to bytes: inout [UInt8]) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes += key
        isFirst = false
    }

    /// What stands before the value of a member: the key and a colon.
    static func key(_ key: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        return bytes
    }

    /// Writes a whole number from 0.
    static func append(_ number: Int, to bytes: inout [UInt8]) {
        var unit = 1
        while number / unit >= 10 { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func append(escaping byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes += "\\\"".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case 0x08: bytes += "\\b".utf8
        case 0x09: bytes += "\\t".utf8
        case 0x0A: bytes += "\\n".utf8
        case 0x0C: bytes += "\\f".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0..<0x20:
            bytes += "\\u00".utf8
            bytes.append(digit(byte >> 4))
            bytes.append(digit(byte & 15))
        default: bytes.append(byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
