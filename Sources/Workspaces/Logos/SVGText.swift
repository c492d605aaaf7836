import Portals

/// The text of an SVG, looked at as bytes.
///
/// There is deliberately no XML parser here: logos are shown in an `img` alone, where neither scripts nor loading
/// work, so nothing depends on understanding the whole document. What is needed, the root's size and the absence of
/// entities, is read by a small scanner; a document that is broken further down shows as a broken image.
struct SVGText {
    /// The namespace without which a browser shows nothing (SVG 2, 5.1).
    static let namespace = "http://www.w3.org/2000/svg"

    /// The text without its byte-order mark.
    let bytes: [UInt8]

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Checks that the bytes are text that an XML document may consist of, and that they declare no entities.
    init(_ file: [UInt8]) throws(LogoFault) {
        bytes = Array(file.dropFirst(file.starts(with: Self.byteOrderMark) ? 3 : 0))
        if bytes.contains(where: { $0 < 0x20 && !MarkupScanner.isSpace($0) }) {
            throw .broken(.svg, "it contains a control character")
        }
        if String(validating: bytes, as: UTF8.self) == nil {
            throw .notAnImage("is not valid UTF-8; save it as UTF-8")
        }
        try checkEncoding()
        if hasEntityDeclaration {
            throw .entities("declares entities; export it again without a DOCTYPE")
        }
    }

    /// Whether bytes begin as markup does: after spaces, with `<`.
    static func mayBeMarkup(_ file: [UInt8]) -> Bool {
        let text = file.dropFirst(file.starts(with: byteOrderMark) ? 3 : 0)
        return text.first { !MarkupScanner.isSpace($0) } == UInt8(ascii: "<")
    }

    /// Another encoding would make a browser read other characters than those that were checked.
    private func checkEncoding() throws(LogoFault) {
        guard bytes.starts(with: "<?xml".utf8) else { return }
        var scanner = MarkupScanner(bytes: bytes)
        guard let declaration = scanner.skip(through: "?>"), let encoding = declaration.value(after: "encoding") else {
            return
        }
        let name = String(decoding: encoding, as: UTF8.self)
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return
        case "iso-8859-1", "windows-1252": if bytes.allSatisfy({ $0 < 0x80 }) { return }
        default: break
        }
        throw .notAnImage("declares another encoding than UTF-8; save it as UTF-8")
    }

    private var hasEntityDeclaration: Bool {
        var scanner = MarkupScanner(bytes: bytes)
        while scanner.skip(through: "<!") != nil {
            if scanner.startsIgnoringCase("entity") { return true }
        }
        return false
    }

    /// What could run or load if the file were opened by itself, in words; `nil` if there is nothing.
    var activeContent: [String]? {
        let found = SVGActiveContent.find(in: bytes)
        return found.isEmpty ? nil : found
    }

    /// Finds the root element past the prolog: declaration, comments, instructions, DOCTYPE.
    func root() throws(LogoFault) -> SVGRoot {
        var scanner = MarkupScanner(bytes: bytes)
        while true {
            scanner.skipSpace()
            if scanner.starts("<?") {
                if scanner.offset > 0, scanner.starts("<?xml ") {
                    throw .broken(.svg, "something stands before its XML declaration")
                }
                try Self.require(scanner.skip(through: "?>"))
            } else if scanner.starts("<!--") {
                scanner.offset += 4
                try Self.require(scanner.skip(through: "-->"))
            } else if scanner.startsIgnoringCase("<!doctype") {
                try Self.skipDoctype(&scanner)
            } else {
                return try SVGRoot(&scanner)
            }
        }
    }

    private static func require(_ skipped: MarkupScanner?) throws(LogoFault) {
        if skipped == nil { throw .endsEarly(.svg) }
    }

    private static func skipDoctype(_ scanner: inout MarkupScanner) throws(LogoFault) {
        scanner.offset += "<!doctype".utf8.count
        scanner.skipSpace()
        if scanner.startsIgnoringCase("html") { throw .htmlPage }
        while let byte = scanner.next() {
            switch byte {
            case UInt8(ascii: ">"): return
            case UInt8(ascii: "["):
                throw .entities("has a DOCTYPE with declarations of its own; export it again without a DOCTYPE")
            case UInt8(ascii: "\""): try require(scanner.skip(through: "\""))
            case UInt8(ascii: "'"): try require(scanner.skip(through: "'"))
            default: break
            }
        }
        throw .endsEarly(.svg)
    }
}

/// A place in markup, moved forward by bytes.
struct MarkupScanner {
    let bytes: [UInt8]
    var offset = 0
    private var end: Int

    init(bytes: [UInt8], from offset: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        self.offset = offset
        self.end = end ?? bytes.count
    }

    /// White space as XML has it.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    var current: UInt8? { offset < end ? bytes[offset] : nil }

    mutating func next() -> UInt8? {
        guard let byte = current else { return nil }
        offset += 1
        return byte
    }

    mutating func skipSpace() {
        while let byte = current, Self.isSpace(byte) { offset += 1 }
    }

    func starts(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount <= end - offset else { return false }
        return text.withUTF8Buffer { wanted in
            for index in 0..<wanted.count where bytes[offset + index] != wanted[index] { return false }
            return true
        }
    }

    /// Compares with a text in lower case, ASCII letters alone taken as equal in both cases.
    func startsIgnoringCase(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount <= end - offset else { return false }
        return text.withUTF8Buffer { wanted in
            for index in 0..<wanted.count where Self.lowercased(bytes[offset + index]) != wanted[index] { return false }
            return true
        }
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Moves behind the next occurrence of a text; returns what was passed over, or `nil` if there is none.
    mutating func skip(through text: StaticString) -> MarkupScanner? {
        let start = offset
        let first = text.withUTF8Buffer { $0.first }
        while let byte = current {
            if byte == first, starts(text) {
                let passed = MarkupScanner(bytes: bytes, from: start, to: offset)
                offset += text.utf8CodeUnitCount
                return passed
            }
            offset += 1
        }
        return nil
    }

    /// Returns the quoted value behind a name and `=`, in what is left.
    func value(after name: StaticString) -> ArraySlice<UInt8>? {
        var scanner = self
        while scanner.skip(through: name) != nil {
            scanner.skipSpace()
            guard scanner.next() == UInt8(ascii: "=") else { continue }
            scanner.skipSpace()
            if let value = scanner.quoted() { return value }
        }
        return nil
    }

    /// Moves behind a text in quotation marks and returns it without them.
    mutating func quoted() -> ArraySlice<UInt8>? {
        guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        offset += 1
        let start = offset
        while let byte = next() {
            if byte == quote { return bytes[start..<offset - 1] }
        }
        return nil
    }
}
