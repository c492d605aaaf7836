import Portals

/// Telling formats apart by their first bytes.
enum LogoSignature {
    /// Returns the format that the bytes begin like, or says what they are instead.
    static func format(of bytes: [UInt8]) throws(LogoFault) -> Logo.Format {
        if bytes.starts(with: PNGHeader.signature) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        if let found = curable.first(where: { bytes.starts(with: $0.bytes) }) { throw .notAnImage(found.words) }
        if let other = otherFormat(of: bytes) {
            throw .notAnImage("is \(other); a logo is an SVG, PNG, JPEG or GIF")
        }
        if SVGText.mayBeMarkup(bytes) { return .svg }
        throw .notAnImage("is no image; a logo is an SVG, PNG, JPEG or GIF")
    }

    /// What people drop by mistake, by name.
    private static func otherFormat(of bytes: [UInt8]) -> String? {
        let kind = bytes.dropFirst(4).prefix(4)
        let brand = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: "RIFF".utf8), brand.elementsEqual("WEBP".utf8) { return "a WebP" }
        if kind.elementsEqual("ftyp".utf8) {
            let isAVIF = brand.elementsEqual("avif".utf8) || brand.elementsEqual("avis".utf8)
            return isAVIF ? "an AVIF" : "a HEIC or a video"
        }
        return signatures.first { bytes.starts(with: $0.bytes) }?.name
    }

    private static let signatures: [(bytes: [UInt8], name: String)] = [
        (Array("BM".utf8), "a BMP"),
        ([0, 0, 1, 0], "an ICO"),
        (Array("%PDF".utf8), "a PDF"),
        (Array("%!PS".utf8), "a PostScript file"),
        (Array("8BPS".utf8), "a Photoshop file"),
        (Array("II*\0".utf8), "a TIFF"),
        (Array("MM\0*".utf8), "a TIFF"),
        ([0xFF, 0x0A], "a JPEG XL"),
        ([0, 0, 0, 0x0C] + Array("JXL ".utf8), "a JPEG XL"),
        (Array("PK\u{3}\u{4}".utf8), "a ZIP archive"),
    ]

    /// What may well be an SVG and is stored in a way that no browser takes, with what to do.
    private static let curable: [(bytes: [UInt8], words: String)] = [
        ([0x1F, 0x8B], "is compressed with gzip; unpack it with 'gunzip' and save it as .svg"),
        ([0xFF, 0xFE], "is text in UTF-16; save it as UTF-8"),
        ([0xFE, 0xFF], "is text in UTF-16; save it as UTF-8"),
    ]
}
