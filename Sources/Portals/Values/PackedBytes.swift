/// Packed bytes that hold something else than what is read from them, or end too soon.
package struct PackedBytesError: Error, Hashable, Sendable {
    package init() {}
}

/// Writes values one behind the other as bytes, small and quick to read: for what a next run of the same Portico reads
/// again, and for what many portals would fill memory with.
///
/// The same values always give the same bytes. Nothing says what follows: who reads has to ask in the same order.
package struct PackedBytesWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Begins with room for some bytes.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes a number, seven bits a byte, the lowest first.
    package mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a number from 0.
    package mutating func append(_ number: Int) {
        append(UInt64(bitPattern: Int64(number)))
    }

    /// Writes a truth value.
    package mutating func append(_ flag: Bool) {
        bytes.append(flag ? 1 : 0)
    }

    /// Writes bytes with their count.
    package mutating func append(_ content: [UInt8]) { append(content[...]) }

    /// Writes bytes with their count.
    package mutating func append(_ content: ArraySlice<UInt8>) {
        append(content.count)
        bytes += content
    }

    /// Writes a text with its length.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            append(utf8.count)
            bytes += utf8
        }
    }

    /// Writes a value that may be missing.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - write: Writes it if there is one.
    @inlinable
    package mutating func append<Value>(_ value: Value?, _ write: (inout PackedBytesWriter, Value) -> Void) {
        append(value != nil)
        if let value { write(&self, value) }
    }

    /// Writes a text that may be missing.
    package mutating func append(_ text: String?) {
        append(text) { $0.append($1) }
    }

    /// Writes a list with its count.
    ///
    /// - Parameters:
    ///   - values: The values.
    ///   - write: Writes one.
    @inlinable
    package mutating func append<Values: Collection>(
        _ values: Values,
        _ write: (inout PackedBytesWriter, Values.Element) -> Void
    ) {
        append(values.count)
        for value in values { write(&self, value) }
    }
}

/// Reads what `PackedBytesWriter` wrote; what it reads may be damaged, which costs an error and never more.
package struct PackedBytesReader: Sendable {
    private let all: ArraySlice<UInt8>
    // An index, and no slice that gets shorter: that would count references for every byte.
    private var index: Int

    package init(_ bytes: ArraySlice<UInt8>) {
        all = bytes
        index = bytes.startIndex
    }

    /// What was not read yet.
    package var rest: ArraySlice<UInt8> { all[index...] }

    /// How many bytes were not read yet.
    package var restCount: Int { all.endIndex - index }

    /// Whether everything was read.
    package var isAtEnd: Bool { restCount == 0 }

    private mutating func byte() throws(PackedBytesError) -> UInt8 {
        guard index < all.endIndex else { throw PackedBytesError() }
        defer { index += 1 }
        return all[index]
    }

    /// Reads a number.
    package mutating func number() throws(PackedBytesError) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { throw PackedBytesError() }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    /// Reads a number from 0.
    package mutating func integer() throws(PackedBytesError) -> Int {
        Int(truncatingIfNeeded: try number())
    }

    /// Reads a truth value.
    package mutating func flag() throws(PackedBytesError) -> Bool {
        let byte = try byte()
        guard byte <= 1 else { throw PackedBytesError() }
        return byte == 1
    }

    /// Reads bytes that have their count before them.
    package mutating func bytes() throws(PackedBytesError) -> ArraySlice<UInt8> {
        let count = try integer()
        guard count >= 0, count <= restCount else { throw PackedBytesError() }
        defer { index += count }
        return all[index..<index + count]
    }

    /// Reads a text.
    package mutating func text() throws(PackedBytesError) -> String {
        guard let text = String(validating: try bytes(), as: UTF8.self) else { throw PackedBytesError() }
        return text
    }

    /// Reads a text that may be missing.
    package mutating func optionalText() throws(PackedBytesError) -> String? {
        try flag() ? try text() : nil
    }

    /// Reads a value that may be missing.
    ///
    /// - Parameter read: Reads it if there is one.
    /// - Returns: The value.
    /// - Throws: `PackedBytesError` if the bytes are damaged.
    @inlinable
    package mutating func optional<Value>(
        _ read: (inout PackedBytesReader) throws(PackedBytesError) -> Value
    ) throws(PackedBytesError) -> Value? {
        try flag() ? try read(&self) : nil
    }

    /// Reads a list.
    ///
    /// - Parameter read: Reads one of its values.
    /// - Returns: The values in their order.
    /// - Throws: `PackedBytesError` if the bytes are damaged.
    @inlinable
    package mutating func list<Value>(
        _ read: (inout PackedBytesReader) throws(PackedBytesError) -> Value
    ) throws(PackedBytesError) -> [Value] {
        let count = try integer()
        // A value has a byte at least, so that a damaged count reserves nothing.
        guard count >= 0, count <= restCount else { throw PackedBytesError() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }
}
