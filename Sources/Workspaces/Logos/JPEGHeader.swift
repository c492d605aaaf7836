import Portals

/// The segments of a JPEG up to its picture (ITU-T T.81, annex B).
enum JPEGHeader {
    /// Returns the size as browsers show it, turned by 90° where its Exif data says so.
    static func size(of bytes: [UInt8]) throws(LogoFault) -> PixelSize {
        var reader = ByteReader(bytes: bytes, offset: 2, format: .jpeg)
        var size: PixelSize?
        var isTurned = false
        while true {
            let marker = try nextMarker(&reader)
            switch marker {
            case 0x01, 0xD0...0xD7: continue
            case 0xD8, 0xD9: throw .broken(.jpeg, "it has no picture")
            default: break
            }
            let length = try reader.bigEndian16()
            if length < 2 { throw .broken(.jpeg, "a segment's length makes no sense") }
            let start = reader.offset
            try reader.skip(length - 2)
            let segment = Array(bytes[start..<reader.offset])
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                if size == nil { size = try frameSize(segment) }
            case 0xE1: isTurned = isTurned || ExifOrientation.isTurned(segment)
            case 0xDA:
                guard let size else { throw .broken(.jpeg, "its header is missing") }
                return isTurned ? PixelSize(width: size.height, height: size.width) : size
            default: break
            }
        }
    }

    private static func nextMarker(_ reader: inout ByteReader) throws(LogoFault) -> Int {
        if try reader.byte() != 0xFF { throw .broken(.jpeg, "its segments make no sense") }
        while true {
            let byte = try reader.byte()
            if byte != 0xFF { return byte }
        }
    }

    private static func frameSize(_ segment: [UInt8]) throws(LogoFault) -> PixelSize {
        var reader = ByteReader(bytes: segment, format: .jpeg)
        try reader.skip(1)
        let height = try reader.bigEndian16()
        let width = try reader.bigEndian16()
        let components = try reader.byte()
        guard components > 0, reader.remaining == 3 * components else {
            throw .broken(.jpeg, "its header makes no sense")
        }
        return PixelSize(width: width, height: height)
    }
}

/// The orientation in a JPEG's Exif segment (Exif 2.32, 4.6.4; TIFF 6.0, 2): browsers obey it.
enum ExifOrientation {
    private static let orientationTag = 0x0112

    /// Whether width and height change places; data that makes no sense turns nothing.
    static func isTurned(_ segment: [UInt8]) -> Bool {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return false }
        let tiff = Array(segment.dropFirst(6))
        let isLittleEndian = tiff.starts(with: Array("II*\0".utf8))
        guard isLittleEndian || tiff.starts(with: Array("MM\0*".utf8)) else { return false }
        func number(at offset: Int, _ count: Int) -> Int? {
            guard offset >= 0, offset <= tiff.count - count else { return nil }
            let digits = tiff[offset..<offset + count]
            return (isLittleEndian ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(at: 4, 4), let count = number(at: directory, 2) else { return false }
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = number(at: entry, 2) else { return false }
            if tag == orientationTag { return (5...8).contains(number(at: entry + 8, 2) ?? 1) }
        }
        return false
    }
}
