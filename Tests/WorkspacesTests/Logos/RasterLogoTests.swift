import Diagnostics
import Portals
import Testing

@testable import Workspaces

@Suite struct RasterLogoTests {
    private func refusal(_ bytes: [UInt8], _ name: String) -> LogoFinding? {
        let inspection = LogoInspector.inspect(bytes, fileName: name)
        #expect(inspection.logo == nil)
        #expect(inspection.findings.count == 1)
        return inspection.findings.first
    }

    @Test func `checksums are those of the standard`() {
        #expect(CRC32.value(of: Array("123456789".utf8)) == 0xCBF4_3926)
    }

    static let good: [(String, [UInt8], Logo.Format)] = [
        ("a.png", ImageBytes.png(200, 50), Logo.Format.png), ("a.PNG", ImageBytes.png(200, 50), .png),
        ("a.gif", ImageBytes.gif(200, 50), .gif), ("a.gif", ImageBytes.gif(200, 50, palette: false), .gif),
        ("a.gif", ImageBytes.gif(10, 10, frame: (200, 50)), .gif),
        ("a.jpg", ImageBytes.jpeg(200, 50), .jpeg), ("a.jpeg", ImageBytes.jpeg(200, 50, marker: 0xC2), .jpeg),
        ("logos/a.b.jpg", ImageBytes.jpeg(200, 50, before: [0xFF, 0xFF, 0xFF, 0x01]), .jpeg),
        ("a.jpg", ImageBytes.jpeg(50, 200, before: ImageBytes.exif(orientation: 6, littleEndian: true)), .jpeg),
        ("a.jpg", ImageBytes.jpeg(50, 200, before: ImageBytes.exif(orientation: 8, littleEndian: false)), .jpeg),
        ("a.jpg", ImageBytes.jpeg(200, 50, before: ImageBytes.exif(orientation: 3, littleEndian: false)), .jpeg),
    ]

    @Test(arguments: Self.good)
    func `a good image has its size`(name: String, bytes: [UInt8], format: Logo.Format) throws {
        let inspection = LogoInspector.inspect(bytes, fileName: name)
        let logo = try #require(inspection.logo)
        #expect(inspection.findings.isEmpty)
        #expect(logo.format == format)
        #expect(logo.width == 200)
        #expect(logo.height == 50)
        #expect(logo.bytes == bytes)
    }

    static let misnamed: [(String, [UInt8], String)] = [
        ("acme.png", ImageBytes.jpeg(9, 9), "acme.png is a JPEG; rename it to acme.jpg"),
        ("logos/acme.svg", ImageBytes.png(9, 9), "logos/acme.svg is a PNG; rename it to acme.png"),
        ("acme", ImageBytes.gif(9, 9), "acme is a GIF; rename it to acme.gif"),
        ("acme.jpg.webp", ImageBytes.jpeg(9, 9), "acme.jpg.webp is a JPEG; rename it to acme.jpg.jpg"),
        (".png", ImageBytes.png(9, 9), ".png is a PNG; rename it to .png.png"),
        ("acme.png", ImageBytes.svg(), "acme.png is an SVG; rename it to acme.svg"),
    ]

    @Test(arguments: Self.misnamed)
    func `a name that promises something else is told its right one`(name: String, bytes: [UInt8], message: String) {
        #expect(refusal(bytes, name) == LogoFinding(.logoWrongType, message))
    }

    static let strangers: [([UInt8], String)] = [
        ("RIFF\0\0\0\0WEBPVP8 ", "a WebP"), ("\0\0\0\u{1C}ftypavif", "an AVIF"), ("\0\0\0\u{1C}ftypheic", "a HEIC"),
        ("BM......", "a BMP"), ("\0\0\u{1}\0..", "an ICO"), ("%PDF-1.7", "a PDF"), ("%!PS-Adobe", "a PostScript"),
        ("8BPS", "a Photoshop"), ("PK\u{3}\u{4}", "a ZIP"), ("II*\0", "a TIFF"), ("<!DOCTYPE html>", "an HTML page"),
        ("<html><body>404", "an HTML page"), ("hello", "no image"), ("<note/>", "XML and no SVG"),
        ("{}", "no image"), ("<", "no image"), (" \n", "no image"),
    ].map { (Array($0.0.utf8), $0.1) }

    @Test(arguments: Self.strangers)
    func `what is no logo is named`(bytes: [UInt8], what: String) throws {
        let finding = try #require(refusal(bytes, "brandbook.svg"))
        #expect(finding.rule == .logoNotAnImage)
        #expect(finding.message.hasPrefix("brandbook.svg is \(what)"), "\(finding.message)")
    }

    @Test func `an empty file is named`() {
        #expect(refusal([], "a.png") == LogoFinding(.logoNotAnImage, "a.png is empty; export it again"))
    }

    @Test func `gzip is named with what to do`() throws {
        let finding = try #require(refusal([0x1F, 0x8B, 8, 0], "a.svgz"))
        #expect(finding.rule == .logoNotAnImage)
        #expect(
            finding.message == "a.svgz is compressed with gzip; unpack it with 'gunzip' and save it as .svg"
        )
    }

    static let large: [(String, [UInt8])] = [
        ("a.png", ImageBytes.png(30_000, 40_000)), ("a.png", ImageBytes.png(0x7FFF_FFFF, 0x7FFF_FFFF)),
        ("a.png", ImageBytes.png(0xFFFF_FFFF, 1)), ("a.png", ImageBytes.png(4097, 1)),
        ("a.gif", ImageBytes.gif(1, 65_535)), ("a.gif", ImageBytes.gif(1, 1, frame: (65_535, 65_535))),
        ("a.jpg", ImageBytes.jpeg(65_535, 65_535)),
        ("a.png", ImageBytes.png(9, 9) + [UInt8](repeating: 0, count: 524_288)),
    ]

    @Test(arguments: Self.large)
    func `a picture that is too large is refused by its header`(name: String, bytes: [UInt8]) {
        #expect(refusal(bytes, name)?.rule == .logoTooLarge)
    }

    @Test func `the limits themselves are allowed`() {
        let png = ImageBytes.png(4096, 4096)
        let full = png + [UInt8](repeating: 0, count: Logo.byteLimit - png.count)
        #expect(LogoInspector.inspect(full, fileName: "a.png").logo?.width == 4096)
    }

    static let senseless: [(String, [UInt8])] = [
        ("a.png", ImageBytes.png(0, 9)), ("a.png", ImageBytes.png(9, 0)), ("a.gif", ImageBytes.gif(0, 0)),
        ("a.jpg", ImageBytes.jpeg(9, 0)), ("a.jpg", ImageBytes.jpeg(0, 9)),
        ("a.png", ImageBytes.png(9, 9, depth: 3)), ("a.png", ImageBytes.png(9, 9, color: 5)),
        ("a.png", ImageBytes.pngHeader(9, 9) + ImageBytes.chunk("IEND", [])),
        ("a.png", PNGHeader.signature + ImageBytes.chunk("IDAT", [0])),
        ("a.png", ImageBytes.pngHeader(9, 9) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT".utf8)),
        ("a.jpg", [0xFF, 0xD8, 0xFF, 0xD9]), ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0]),
        ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0]), ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0]),
        ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0x12]), ("a.jpg", [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 99)),
        ("a.jpg", [0xFF, 0xD8] + ImageBytes.segment(0xDA, [1])),
        ("a.jpg", [0xFF, 0xD8] + ImageBytes.segment(0xC0, [8, 0, 9, 0, 9, 3, 1])),
        ("a.jpg", [0xFF, 0xD8] + ImageBytes.segment(0xC4, [8, 0, 9, 0, 9, 0])),
        ("a.gif", Array("GIF89a".utf8) + [9, 0, 9, 0, 0, 0, 0, 0x3B]),
        ("a.gif", Array("GIF89a".utf8) + [9, 0, 9, 0, 0, 0, 0, 0x55]),
        ("a.gif", Array("GIF89a".utf8) + [9, 0, 9, 0, 0x87, 0, 0, 0]),
    ]

    @Test(arguments: Self.senseless)
    func `a header that makes no sense is refused`(name: String, bytes: [UInt8]) {
        #expect(refusal(bytes, name)?.rule == .logoNotAnImage)
    }

    @Test func `a damaged PNG header is noticed`() {
        var bytes = ImageBytes.png(9, 9)
        bytes[19] = 10
        #expect(refusal(bytes, "a.png")?.message == "a.png is no valid PNG: its header is damaged; export it again")
    }

    static let cut: [(String, [UInt8])] = [
        ("a.png", ImageBytes.png(9, 9)), ("a.gif", ImageBytes.gif(9, 9).dropLast(6)),
        ("a.jpg", ImageBytes.jpeg(9, 9, before: ImageBytes.exif(orientation: 6, littleEndian: true)).dropLast(3)),
    ].map { ($0.0, Array($0.1)) }

    @Test(arguments: Self.cut)
    func `a file cut anywhere is refused and never crashes`(name: String, bytes: [UInt8]) {
        #expect(LogoInspector.inspect(bytes, fileName: name).logo != nil)
        for count in 0..<bytes.count {
            #expect(refusal(Array(bytes.prefix(count)), name)?.rule == .logoNotAnImage, "\(count)")
        }
    }

    static let changed: [(String, [UInt8])] = [
        ("a.png", ImageBytes.png(9, 9)), ("a.gif", ImageBytes.gif(9, 9)),
        ("a.jpg", ImageBytes.jpeg(9, 9, before: ImageBytes.exif(orientation: 6, littleEndian: false))),
        ("a.svg", ImageBytes.svg("width='9' height=\"9\" viewBox='0 0 9 9'", "<!-- x --><a onload='x' href='#'/>")),
    ]

    @Test(arguments: Self.changed)
    func `a file with any byte changed never crashes`(name: String, bytes: [UInt8]) {
        for index in bytes.indices {
            for value in [0, 1, 0x22, 0x3C, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                let inspection = LogoInspector.inspect(changed, fileName: name)
                #expect((inspection.logo == nil) == inspection.findings.contains { $0.rule.severity == .error })
            }
        }
    }
}
