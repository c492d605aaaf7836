/// A text as pages hold it.
struct PlanText: Sendable {
    private let text: Form
    let isEmpty: Bool
    /// Whether it begins or ends with a line break.
    let hasLineEdge: Bool
    /// Whether two braces write it another way than three.
    private let hasSpecial: Bool

    private enum Form {
        case string(String)
        /// What is rendered already.
        case bytes([UInt8])
    }

    /// An empty text.
    init() {
        text = .bytes([])
        (isEmpty, hasLineEdge, hasSpecial) = (true, false, false)
    }

    init(_ text: String) {
        var text = CharacterBoundaries.unmarked(text)
        (isEmpty, hasLineEdge, hasSpecial) = text.withUTF8(Self.look)
        self.text = .string(text)
    }

    /// Takes what is rendered already.
    init(rendered: [UInt8]) {
        text = .bytes(rendered)
        (isEmpty, hasLineEdge, hasSpecial) = rendered.withUnsafeBufferPointer(Self.look)
    }

    private static func look(
        at bytes: UnsafeBufferPointer<UInt8>
    ) -> (isEmpty: Bool, hasLineEdge: Bool, hasSpecial: Bool) {
        guard let first = bytes.first, let last = bytes.last else { return (true, false, false) }
        return (false, isLineBreak(first) || isLineBreak(last), bytes.contains(where: HTMLText.isSpecial))
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// The text as three braces write it.
    var raw: [UInt8] {
        switch text {
        case .string(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// Writes the text.
    ///
    /// - Parameters:
    ///   - page: Receives it.
    ///   - isRaw: Whether three braces write it, or two, for HTML text and quoted attributes.
    func append(to page: inout [UInt8], isRaw: Bool) {
        if hasSpecial, !isRaw {
            HTMLText.append(escaping: raw, to: &page)
            return
        }
        switch text {
        case .string(let text): page += text.utf8
        case .bytes(let bytes): page += bytes
        }
    }
}
