import Foundation

/// What a file is, told by its leading bytes (R24), and how large its picture is.
struct PictureHeader: Sendable, Equatable {
    let mime: String
    let fileExtension: String
    /// The size in pixels; `nil` for what is no picture, and where the bytes don't say.
    let size: Size?

    struct Size: Sendable, Equatable {
        let width: Int
        let height: Int
    }

    /// Looks at a file; `nil` if it is none of those that may be uploaded.
    init?(_ bytes: Data) {
        let bytes = [UInt8](bytes)
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self.init("image/png", "png", Self.pngSize(bytes))
        } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
            self.init("image/gif", "gif", Self.gifSize(bytes))
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self.init("image/jpeg", "jpg", Self.jpegSize(bytes))
        } else if bytes.starts(with: "%PDF-".utf8) {
            self.init("application/pdf", "pdf", nil)
        } else {
            return nil
        }
    }

    private init(_ mime: String, _ fileExtension: String, _ size: Size?) {
        self.mime = mime
        self.fileExtension = fileExtension
        self.size = size
    }

    /// Whether a declared media type may stand for this one.
    func agrees(with declared: String) -> Bool {
        declared == mime || declared == "application/octet-stream" || (mime == "image/jpeg" && declared == "image/jpg")
    }

    /// The header chunk begins at byte 8 (W3C PNG, 11.2.1).
    private static func pngSize(_ bytes: [UInt8]) -> Size? {
        guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
        return Size(width: number(bytes[16..<20]), height: number(bytes[20..<24]))
    }

    /// The logical screen, low byte first (GIF89a, 18).
    private static func gifSize(_ bytes: [UInt8]) -> Size? {
        guard bytes.count >= 10 else { return nil }
        return Size(width: number([bytes[7], bytes[6]]), height: number([bytes[9], bytes[8]]))
    }

    /// The first frame header (ITU T.81, B.2.2).
    private static func jpegSize(_ bytes: [UInt8]) -> Size? {
        var index = 2
        while index + 9 <= bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                return Size(width: number(bytes[index + 7..<index + 9]), height: number(bytes[index + 5..<index + 7]))
            }
            let length = number(bytes[index + 2..<index + 4])
            guard marker != 0xD9, marker != 0xDA, length >= 2 else { return nil }
            index += 2 + length
        }
        return nil
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
