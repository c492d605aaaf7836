/// Finding what an SVG could run or load if it were opened by itself.
///
/// A search through the bytes, not a parser: it can warn of something that is only text, and a determined author can
/// hide from it. Nothing depends on it, since previews never let an image run or load anything.
enum SVGActiveContent {
    /// Returns what was found, each kind once, in a fixed order.
    static func find(in bytes: [UInt8]) -> [String] {
        var found = Set<Kind>()
        var offset = 0
        while let next = bytes[offset...].firstIndex(where: mayBegin) {
            if let kind = kind(at: MarkupScanner(bytes: bytes, from: next), bytes[next]) { found.insert(kind) }
            offset = next + 1
        }
        return Kind.allCases.filter(found.contains).map(\.rawValue)
    }

    private enum Kind: String, CaseIterable {
        case script = "a script"
        case handler = "an event handler"
        case address = "a javascript: address"
        case page = "a page within (<foreignObject>)"
        case reference = "a reference to something outside"
    }

    /// Whether something can begin with a byte: most are passed over, without a look at what follows them.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch MarkupScanner.lowercased(byte) {
        case UInt8(ascii: "<"), UInt8(ascii: "@"), UInt8(ascii: "h"), UInt8(ascii: "j"), UInt8(ascii: "o"): true
        case UInt8(ascii: "u"), UInt8(ascii: "x"): true
        default: false
        }
    }

    private static func kind(at scanner: MarkupScanner, _ byte: UInt8) -> Kind? {
        switch MarkupScanner.lowercased(byte) {
        case UInt8(ascii: "<"): element(at: scanner)
        case UInt8(ascii: "o"): isHandler(scanner) ? .handler : nil
        case UInt8(ascii: "h"): refersOutside(scanner, attribute: "href") ? .reference : nil
        case UInt8(ascii: "x"): refersOutside(scanner, attribute: "xml:base") ? .reference : nil
        case UInt8(ascii: "u"): loadsByStyle(scanner) ? .reference : nil
        case UInt8(ascii: "@"): scanner.startsIgnoringCase("@import") ? .reference : nil
        case UInt8(ascii: "j"): scanner.startsIgnoringCase("javascript:") ? .address : nil
        default: nil
        }
    }

    private static func element(at scanner: MarkupScanner) -> Kind? {
        var scanner = scanner
        scanner.offset += 1
        if scanner.startsIgnoringCase("?xml-stylesheet") { return .reference }
        var prefixed = scanner
        while let byte = prefixed.next(), isNamePart(byte) {
            // A prefix may stand before any element's name.
            if byte == UInt8(ascii: ":") { scanner = prefixed }
        }
        if scanner.startsIgnoringCase("script") { return .script }
        let pages = ["foreignobject", "iframe", "embed", "object"] as [StaticString]
        return pages.contains { scanner.startsIgnoringCase($0) } ? .page : nil
    }

    /// Whether an attribute `on…="` begins here.
    private static func isHandler(_ scanner: MarkupScanner) -> Bool {
        guard beginsAttribute(scanner), scanner.startsIgnoringCase("on") else { return false }
        var scanner = scanner
        let start = scanner.offset
        // No handler's name is that long; without a limit, a name made of ':on:on' would be read again and again.
        while let byte = scanner.current, isNamePart(byte), scanner.offset < start + 64 { scanner.offset += 1 }
        return scanner.offset > start + 2 && skipsToValue(&scanner)
    }

    private static func refersOutside(_ scanner: MarkupScanner, attribute: StaticString) -> Bool {
        guard beginsAttribute(scanner), scanner.startsIgnoringCase(attribute) else { return false }
        var scanner = scanner
        scanner.offset += attribute.utf8CodeUnitCount
        guard skipsToValue(&scanner), let value = scanner.quoted() else { return false }
        let address = MarkupScanner(bytes: scanner.bytes, from: value.startIndex, to: value.endIndex)
        return !value.isEmpty && !isInside(address)
    }

    private static func loadsByStyle(_ scanner: MarkupScanner) -> Bool {
        guard scanner.startsIgnoringCase("url(") else { return false }
        if scanner.offset > 0, isNamePart(scanner.bytes[scanner.offset - 1]), !followsColon(scanner) { return false }
        var scanner = scanner
        scanner.offset += 4
        scanner.skipSpace()
        for quote in ["\"", "'", "&quot;", "&apos;", "&#34;", "&#39;"] as [StaticString]
        where scanner.startsIgnoringCase(quote) {
            scanner.offset += quote.utf8CodeUnitCount
            break
        }
        let fonts = ["data:font/", "data:application/font", "data:application/x-font"] as [StaticString]
        return !isInside(scanner) && !fonts.contains { scanner.startsIgnoringCase($0) }
    }

    /// Whether an address stays within the file: a fragment or an embedded image.
    private static func isInside(_ scanner: MarkupScanner) -> Bool {
        var scanner = scanner
        scanner.skipSpace()
        return scanner.starts("#") || scanner.startsIgnoringCase("data:image/")
    }

    private static func beginsAttribute(_ scanner: MarkupScanner) -> Bool {
        guard scanner.offset > 0 else { return false }
        let before = scanner.bytes[scanner.offset - 1]
        return MarkupScanner.isSpace(before) || ":/\"'".utf8.contains(before)
    }

    private static func followsColon(_ scanner: MarkupScanner) -> Bool {
        scanner.bytes[scanner.offset - 1] == UInt8(ascii: ":")
    }

    private static func skipsToValue(_ scanner: inout MarkupScanner) -> Bool {
        scanner.skipSpace()
        guard scanner.next() == UInt8(ascii: "=") else { return false }
        scanner.skipSpace()
        return scanner.starts("\"") || scanner.starts("'")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(MarkupScanner.lowercased(byte)) || (0x30...0x39).contains(byte)
            || "-_.:".utf8.contains(byte)
    }
}
