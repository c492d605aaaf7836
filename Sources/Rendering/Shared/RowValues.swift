/// What fills a row of a page that all portals share: its texts one behind the other, and a bit for each switch.
///
/// One is filled anew for every row, so that a row costs no memory of its own.
struct RowValues: Sendable {
    /// The switches, as the layout of the row counts them.
    private(set) var bits: UInt64 = 0
    /// The texts that are empty, a bit each.
    private(set) var empties: UInt64 = 0
    /// Whether a text begins or ends with a line break, next to which Mustache may indent another way.
    private(set) var hasLineEdge = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Begins a row.
    mutating func begin(_ bits: UInt64) {
        self.bits = bits
        empties = 0
        hasLineEdge = false
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds the next text of the layout.
    mutating func add(_ text: String) {
        bytes += text.utf8
        end()
    }

    /// Adds the next text of the layout.
    mutating func add(_ text: ArraySlice<UInt8>) {
        bytes += text
        end()
    }

    /// Adds the next text of the layout.
    mutating func add(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        end()
    }

    private mutating func end() {
        let start = ends.last ?? 0
        if start == bytes.count {
            empties |= 1 << UInt64(ends.count)
        } else {
            hasLineEdge = hasLineEdge || Self.isLineBreak(bytes[start]) || Self.isLineBreak(bytes[bytes.count - 1])
        }
        ends.append(bytes.count)
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// How many texts there are.
    var count: Int { ends.count }

    /// A text by its place in the layout.
    subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }
}

/// The keys of a row.
struct RowLayout: Sendable {
    /// The texts in the order in which they are added.
    let texts: [String]
    /// The other keys, with the bits on which each depends.
    let others: [String: UInt64]
    /// The values of the other keys for some bits.
    let context: @Sendable (UInt64) -> TemplateContext

    /// Makes the layout of a row that has texts and switches, the first switch being bit 0.
    init(texts: [String], switches: [String]) {
        self.texts = texts
        let places = switches.enumerated().map { ($1, UInt64(1) << UInt64($0)) }
        others = Dictionary(places) { first, _ in first }
        context = { [others] bits in TemplateContext(others.mapValues { .flag(bits & $0 != 0) }) }
    }

    init(texts: [String], others: [String: UInt64], context: @escaping @Sendable (UInt64) -> TemplateContext) {
        self.texts = texts
        self.others = others
        self.context = context
    }

    /// What Mustache fills a row with.
    func context(_ values: RowValues) -> TemplateContext {
        var context = context(values.bits)
        for (index, key) in texts.enumerated() {
            context[key] = .text(String(decoding: values[index], as: UTF8.self))
        }
        return context
    }
}
