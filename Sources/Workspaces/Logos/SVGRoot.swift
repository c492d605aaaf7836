import Portals

/// The root element of an SVG: its attributes and the size that follows from them.
struct SVGRoot {
    private static let defaultSize = (width: 300.0, height: 150.0)

    private var attributes: [String: String] = [:]

    /// Reads the start tag at the scanner's place and checks that it is an SVG's.
    init(_ scanner: inout MarkupScanner) throws(LogoFault) {
        guard scanner.next() == UInt8(ascii: "<"), let name = Self.name(&scanner) else {
            throw .notAnImage("is no image; a logo is an SVG, PNG, JPEG or GIF")
        }
        if name.lowercased() == "html" { throw .htmlPage }
        let parts = name.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let local = parts.last, local.elementsEqual("svg".utf8) else {
            throw .notAnImage("is XML and no SVG: its root element is not <svg>")
        }
        let isClosed = try readAttributes(&scanner)
        let namespace = attributes[parts.count == 2 ? "xmlns:\(Substring(parts[0]))" : "xmlns"]
        guard let namespace, namespace.utf8.elementsEqual(SVGText.namespace.utf8) else {
            throw .notAnImage("shows nothing in a browser: add xmlns=\"\(SVGText.namespace)\" to its <svg>")
        }
        if !isClosed, !Self.isClosed(name, in: scanner) { throw .endsEarly(.svg) }
    }

    /// Reads a name; `nil` if there is none.
    private static func name(_ scanner: inout MarkupScanner) -> String? {
        let start = scanner.offset
        while let byte = scanner.current, !MarkupScanner.isSpace(byte), !"<>/='\"".utf8.contains(byte) {
            scanner.offset += 1
        }
        return start == scanner.offset ? nil : String(decoding: scanner.bytes[start..<scanner.offset], as: UTF8.self)
    }

    /// Reads attributes up to the tag's end; returns whether the element ends there too.
    private mutating func readAttributes(_ scanner: inout MarkupScanner) throws(LogoFault) -> Bool {
        while true {
            let before = scanner.offset
            scanner.skipSpace()
            if scanner.starts("/>") { return true }
            if scanner.starts(">") { return false }
            if scanner.current == nil { throw .endsEarly(.svg) }
            guard scanner.offset > before, let name = Self.name(&scanner) else { throw Self.badTag }
            scanner.skipSpace()
            guard scanner.next() == UInt8(ascii: "=") else { throw Self.badTag }
            scanner.skipSpace()
            guard let value = scanner.quoted(), !value.contains(UInt8(ascii: "<")) else { throw Self.badTag }
            if attributes.updateValue(String(decoding: value, as: UTF8.self), forKey: name) != nil {
                throw .broken(.svg, "an attribute of its <svg> stands twice")
            }
        }
    }

    private static let badTag = LogoFault.broken(.svg, "its <svg> tag is not well formed")

    /// Whether an end tag of that name closes the document; without one, a browser shows a broken image.
    private static func isClosed(_ name: String, in scanner: MarkupScanner) -> Bool {
        var scanner = scanner
        var isClosed = false
        while scanner.skip(through: "</") != nil {
            guard scanner.bytes.dropFirst(scanner.offset).starts(with: name.utf8) else { continue }
            scanner.offset += name.utf8.count
            scanner.skipSpace()
            isClosed = isClosed || scanner.current == UInt8(ascii: ">")
        }
        return isClosed
    }
}

extension SVGRoot {
    /// Returns the logo with the size that the root states.
    ///
    /// As browsers do it (CSS Images 3, 4.2; SVG 2, 8.12): a side that is missing, relative or nonsense follows from
    /// the other side and the `viewBox`; without one it is 300 wide or 150 high. With a `viewBox` alone there is a
    /// ratio and no size.
    func logo(_ bytes: [UInt8]) throws(LogoFault) -> Logo {
        let ratio = try viewBoxRatio()
        let width = try side("width")
        let height = try side("height")
        let size: (width: Double, height: Double)
        switch (width, height, ratio) {
        case (let width?, let height?, _): size = (width, height)
        case (let width?, nil, let ratio?): size = (width, width / ratio)
        case (nil, let height?, let ratio?): size = (height * ratio, height)
        case (nil, nil, let ratio?): return Logo(format: .svg, bytes: bytes, aspectRatio: ratio)
        case (_, _, nil): size = (width ?? Self.defaultSize.width, height ?? Self.defaultSize.height)
        }
        if max(size.width, size.height) > Double(Logo.sideLimit) {
            throw .tooLarge("is larger than \(Logo.sideLimit) px a side; set a smaller width and height on its <svg>")
        }
        if min(size.width, size.height) <= 0 { throw Self.nothingToSee }
        return Logo(format: .svg, bytes: bytes, width: size.width, height: size.height)
    }

    private static let nothingToSee = LogoFault.notAnImage("has no width or no height; export it again")

    private func side(_ name: String) throws(LogoFault) -> Double? {
        guard let text = attributes[name], let length = SVGLength.pixels(text) else { return nil }
        if length == 0 { throw Self.nothingToSee }
        return length
    }

    /// Returns the ratio of the `viewBox`, or `nil` if there is none that makes sense.
    private func viewBoxRatio() throws(LogoFault) -> Double? {
        guard let text = attributes["viewBox"] else { return nil }
        let parts = text.utf8.split { MarkupScanner.isSpace($0) || $0 == UInt8(ascii: ",") }
        guard parts.count == 4 else { return nil }
        var numbers: [Double] = []
        for part in parts {
            guard let number = SVGLength.number(part) else { return nil }
            numbers.append(number)
        }
        let (width, height) = (numbers[2], numbers[3])
        if width < 0 || height < 0 { return nil }
        if width == 0 || height == 0 { throw Self.nothingToSee }
        let ratio = width / height
        return ratio.isFinite && ratio > 0 ? ratio : nil
    }
}

/// Lengths of SVG attributes (CSS Values 4, 6).
enum SVGLength {
    /// CSS pixels per unit; relative units of text count as 16 px text.
    private static let pixelsPerUnit: [String: Double] = [
        "": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54,
        "em": 16, "rem": 16, "ex": 8, "ch": 8,
    ]

    /// Returns a length in CSS pixels, 0 or more; `nil` for what is relative, negative, not finite or no length.
    static func pixels(_ text: String) -> Double? {
        let trimmed = Substring(text).utf8.drop(while: MarkupScanner.isSpace)
        let bytes = Array(trimmed.reversed().drop(while: MarkupScanner.isSpace).reversed())
        var unitStart = bytes.count
        while unitStart > 0, isLetter(bytes[unitStart - 1]) { unitStart -= 1 }
        let unit = String(decoding: bytes[unitStart...], as: UTF8.self).lowercased()
        guard let factor = pixelsPerUnit[unit], let value = number(bytes[..<unitStart]), value >= 0 else { return nil }
        let length = value * factor
        return length.isFinite ? length : nil
    }

    /// Reads a decimal number: digits, one point, an exponent and a minus sign, all ASCII; finite.
    static func number(_ bytes: some Collection<UInt8>) -> Double? {
        let isPlain = bytes.allSatisfy { byte in
            (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D || byte == 0x65 || byte == 0x45
        }
        guard isPlain, !bytes.isEmpty, bytes.count <= 40 else { return nil }
        let value = Double(String(decoding: bytes, as: UTF8.self))
        return value?.isFinite == true ? value : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(MarkupScanner.lowercased(byte))
    }
}
