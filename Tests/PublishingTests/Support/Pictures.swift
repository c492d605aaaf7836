import Foundation

/// Small pictures that the service takes.
enum Pictures {
    /// A GIF; each shade makes another file.
    static func gif(_ shade: UInt8) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + [40, 0, 20, 0, 0x80, 0, 0, shade, shade, shade, 255, 255, 255]
        bytes += [0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 40, 0, 20, 0, 0]
        return bytes + [2, 2, 0x44, 1, 0, 0x3B]
    }

    /// A PNG of one pixel.
    static let png: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        ) ?? Data()
    )

    /// A JPEG of 40 by 20 pixels, as far as anybody looks into it.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
        + [0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 40, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
        + [0, 0xFF, 0xD9]

    /// An SVG, which the service does not take.
    static let svg: [UInt8] = Array(
        #"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>"#.utf8
    )
}
