import Portals

/// Reading numbers from bytes without ever reading beyond them.
struct ByteReader {
    let bytes: [UInt8]
    var offset = 0
    /// Which format ends too early when the bytes do.
    let format: Logo.Format

    var remaining: Int { bytes.count - offset }

    mutating func byte() throws(LogoFault) -> Int {
        guard offset < bytes.count else { throw .endsEarly(format) }
        defer { offset += 1 }
        return Int(bytes[offset])
    }

    mutating func bigEndian16() throws(LogoFault) -> Int {
        try byte() << 8 | byte()
    }

    mutating func littleEndian16() throws(LogoFault) -> Int {
        try byte() | byte() << 8
    }

    mutating func bigEndian32() throws(LogoFault) -> Int {
        try bigEndian16() << 16 | bigEndian16()
    }

    /// Steps over bytes that must be there.
    mutating func skip(_ count: Int) throws(LogoFault) {
        guard count <= remaining else { throw .endsEarly(format) }
        offset += count
    }
}

/// The header and the chunks of a PNG (W3C PNG, third edition, 5 and 11.2.1).
enum PNGHeader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Returns the size and checks that the picture's chunks are all there.
    static func size(of bytes: [UInt8]) throws(LogoFault) -> PixelSize {
        var reader = ByteReader(bytes: bytes, offset: signature.count, format: .png)
        let length = try reader.bigEndian32()
        guard length == 13, bytes.dropFirst(reader.offset).starts(with: "IHDR".utf8) else {
            throw .broken(.png, "it does not begin with its header")
        }
        let start = reader.offset
        try reader.skip(4)
        let size = PixelSize(width: try reader.bigEndian32(), height: try reader.bigEndian32())
        let depth = try reader.byte()
        let color = try reader.byte()
        let methods = (try reader.byte(), try reader.byte(), try reader.byte())
        let checksum = try reader.bigEndian32()
        guard checksum == CRC32.value(of: bytes[start..<start + 17]) else {
            throw .broken(.png, "its header is damaged")
        }
        guard depths[color]?.contains(depth) == true, methods.0 == 0, methods.1 == 0, methods.2 <= 1 else {
            throw .broken(.png, "its header makes no sense")
        }
        try checkChunks(&reader)
        return size
    }

    /// Which bit depths each colour type may have.
    private static let depths: [Int: Set<Int>] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]

    private static func checkChunks(_ reader: inout ByteReader) throws(LogoFault) {
        var hasPicture = false
        while true {
            let length = try reader.bigEndian32()
            let type = reader.bytes.dropFirst(reader.offset).prefix(4)
            if type.elementsEqual("IDAT".utf8) { hasPicture = true }
            let isEnd = type.elementsEqual("IEND".utf8)
            try reader.skip(4)
            try reader.skip(length)
            try reader.skip(4)
            guard isEnd else { continue }
            if hasPicture { return }
            throw .broken(.png, "it has no picture")
        }
    }
}

/// The checksum of PNG chunks (W3C PNG, annex D).
enum CRC32 {
    static func value(of bytes: some Sequence<UInt8>) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
        return Int(~crc)
    }
}

/// The screen and the first frame of a GIF (GIF89a specification, 18 to 20).
enum GIFHeader {
    /// Returns the size: the logical screen, or the first frame where that is larger, as browsers show it.
    static func size(of bytes: [UInt8]) throws(LogoFault) -> PixelSize {
        var reader = ByteReader(bytes: bytes, offset: 6, format: .gif)
        var size = PixelSize(width: try reader.littleEndian16(), height: try reader.littleEndian16())
        let flags = try reader.byte()
        try reader.skip(2)
        if flags & 0x80 != 0 { try reader.skip(3 << ((flags & 7) + 1)) }
        while true {
            switch try reader.byte() {
            case 0x21:
                try reader.skip(1)
                try skipBlocks(&reader)
            case 0x2C:
                let left = try reader.littleEndian16()
                let top = try reader.littleEndian16()
                size.width = max(size.width, left + (try reader.littleEndian16()))
                size.height = max(size.height, top + (try reader.littleEndian16()))
                try reader.skip(1)
                return size
            case 0x3B: throw .broken(.gif, "it has no picture")
            default: throw .broken(.gif, "its blocks make no sense")
            }
        }
    }

    private static func skipBlocks(_ reader: inout ByteReader) throws(LogoFault) {
        while true {
            let length = try reader.byte()
            if length == 0 { return }
            try reader.skip(length)
        }
    }
}
