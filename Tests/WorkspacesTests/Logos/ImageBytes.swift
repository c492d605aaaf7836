@testable import Workspaces

/// Small image files put together by hand, so that each part can be wrong on purpose.
enum ImageBytes {
    static func bigEndian(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
        bigEndian(number, count).reversed()
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bigEndian(data.count, 4) + body + bigEndian(CRC32.value(of: body), 4)
    }

    static func pngHeader(_ width: Int, _ height: Int, depth: UInt8 = 8, color: UInt8 = 6) -> [UInt8] {
        PNGHeader.signature
            + chunk("IHDR", bigEndian(width, 4) + bigEndian(height, 4) + [depth, color, 0, 0, 0])
    }

    static func png(_ width: Int, _ height: Int, depth: UInt8 = 8, color: UInt8 = 6) -> [UInt8] {
        pngHeader(width, height, depth: depth, color: color) + chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
            + chunk("IEND", [])
    }

    static func gif(_ width: Int, _ height: Int, frame: (Int, Int)? = nil, palette: Bool = true) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + littleEndian(width, 2) + littleEndian(height, 2)
        bytes += palette ? [0x80, 0, 0, 0, 0, 0, 255, 255, 255] : [0, 0, 0]
        bytes += [0x21, 0xF9, 4, 0, 0, 0, 0, 0]
        let frame = frame ?? (width, height)
        bytes += [0x2C] + littleEndian(0, 4) + littleEndian(frame.0, 2) + littleEndian(frame.1, 2) + [0]
        return bytes + [2, 2, 0x44, 1, 0, 0x3B]
    }

    static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker] + bigEndian(data.count + 2, 2) + data
    }

    static func frame(_ width: Int, _ height: Int, marker: UInt8 = 0xC0) -> [UInt8] {
        segment(marker, [8] + bigEndian(height, 2) + bigEndian(width, 2) + [1, 1, 0x11, 0])
    }

    static func jpeg(_ width: Int, _ height: Int, marker: UInt8 = 0xC0, before: [UInt8] = []) -> [UInt8] {
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]) + before
            + frame(width, height, marker: marker) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0, 0xFF, 0xD9]
    }

    static func exif(orientation: Int, littleEndian isLittle: Bool) -> [UInt8] {
        let number = isLittle ? littleEndian : bigEndian
        var data = Array("Exif\0\0".utf8) + Array((isLittle ? "II*\0" : "MM\0*").utf8)
        data += number(8, 4) + number(1, 2)
        data += number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0]
        return segment(0xE1, data + number(0, 4))
    }

    static func svg(_ attributes: String = "", _ content: String = "") -> [UInt8] {
        Array("<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(content)</svg>".utf8)
    }
}
