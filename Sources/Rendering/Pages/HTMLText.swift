/// Text for HTML where Swift, not a template, writes it.
enum HTMLText {
    /// Escapes a text for HTML text and double-quoted attributes.
    static func escape(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return bytes.contains(where: isSpecial) ? String(decoding: escape(bytes), as: UTF8.self) : text
    }

    /// Escapes the bytes of a text for HTML text and double-quoted attributes.
    static func escape(_ bytes: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + 32)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return escaped
    }

    /// Whether a byte of a text has to be escaped.
    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }
}
