/// What pages are written to.
protocol PageSink {
    /// Adds some bytes.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension PageSink {
    /// Adds some bytes.
    mutating func append(bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Adds a text as it is.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }
}

extension [UInt8]: PageSink {
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { append(contentsOf: bytes) }
}

/// Writes a page into memory of a fixed size, past whose end it only counts.
///
/// A page is made of a thousand pieces, most of them of a few bytes: an array would look for each whether it is its
/// only owner and has room.
struct PageWriter: PageSink {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes were written.
    private(set) var count = 0

    private init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = memory
    }

    /// Returns what is written.
    ///
    /// - Parameters:
    ///   - size: About how many bytes that are.
    ///   - write: Writes the same each time: it is called again where there are more.
    /// - Returns: The bytes.
    static func bytes(_ size: Int, _ write: (inout PageWriter) -> Void) -> [UInt8] {
        var size = size
        while true {
            var needed = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, count in
                var writer = PageWriter(memory)
                write(&writer)
                needed = writer.count
                count = needed <= memory.count ? needed : 0
            }
            if bytes.count == needed { return bytes }
            size = needed
        }
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        let end = count + bytes.count
        if let source = bytes.baseAddress, let start = memory.baseAddress, end <= memory.count {
            (start + count).initialize(from: source, count: bytes.count)
        }
        count = end
    }
}
