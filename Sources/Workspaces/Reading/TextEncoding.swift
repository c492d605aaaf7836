import Diagnostics

/// Whether bytes are a text in UTF-8.
enum TextEncoding {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Returns the bytes without a byte-order mark at their beginning.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    }

    /// Returns the first problem of the encoding, with its place; `nil` if all is well.
    static func problem(in bytes: [UInt8], file: String) -> Diagnostic? {
        if let name = wideEncoding(of: bytes) {
            let start = SourcePosition(line: 1, column: 1)
            return Diagnostic(
                .fileNotUTF8,
                file: file,
                range: SourceRange(start: start, end: start),
                message: "the file is written in \(name); save it as UTF-8"
            )
        }
        let bytes = withoutMark(bytes)
        let nul = bytes.firstIndex(of: 0)
        if let bad = firstInvalidByte(in: bytes), bad < nul ?? bytes.count {
            let hex = String(bytes[bad], radix: 16, uppercase: true)
            return problem(
                at: bad,
                in: bytes,
                file: file,
                "the byte 0x\(hex) is not valid UTF-8; save the file as UTF-8"
            )
        }
        return nul.map {
            problem(
                at: $0,
                in: bytes,
                file: file,
                "a NUL byte stands in the text; delete it, or save the file as UTF-8"
            )
        }
    }

    private static func problem(at offset: Int, in bytes: [UInt8], file: String, _ message: String) -> Diagnostic {
        let place = SourceText(Array(bytes[..<offset])).position(ofByte: offset)
        let end = SourcePosition(line: place.line, column: place.column + 1)
        return Diagnostic(.fileNotUTF8, file: file, range: SourceRange(start: place, end: end), message: message)
    }

    /// The name of the encoding that a byte-order mark other than UTF-8's announces.
    private static func wideEncoding(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        return nil
    }

    /// The offset of the first byte that belongs to no valid sequence.
    private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): offset += encoded.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}
