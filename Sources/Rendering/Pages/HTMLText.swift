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
        bytes.withUnsafeBufferPointer { append($0, to: &escaped) }
        return escaped
    }

    /// Writes a text, escaped for HTML text and double-quoted attributes.
    static func append(_ text: String, to page: inout some PageSink) {
        var text = text
        text.withUTF8 { append($0, to: &page) }
    }

    /// Writes the bytes of a text, escaped for HTML text and double-quoted attributes.
    static func append(_ bytes: ArraySlice<UInt8>, to page: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0, to: &page) }
    }

    /// Writes the bytes of a text, escaped for HTML text and double-quoted attributes.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to page: inout some PageSink) {
        // What lies between bytes that have to be escaped is written at once.
        var start = 0
        for index in bytes.indices where isSpecial(bytes[index]) {
            page.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
            start = index + 1
            page.append(text: entity(of: bytes[index]))
        }
        page.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    private static func entity(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }

    /// Whether a byte of a text has to be escaped.
    static func isSpecial(_ byte: UInt8) -> Bool {
        // A bit for each of & < > " ', all of which are below 64.
        byte < 64 && UInt64(0x5000_00C4_0000_0000) & (1 << UInt64(byte)) != 0
    }
}
