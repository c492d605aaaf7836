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
        let look = text.withUTF8(PlanLook.init)
        self.init(.string(text), look)
    }

    /// Takes what is rendered already.
    init(rendered: [UInt8]) {
        self.init(.bytes(rendered), rendered.withUnsafeBufferPointer(PlanLook.init))
    }

    private init(_ text: Form, _ look: PlanLook) {
        self.text = text
        isEmpty = look.isEmpty
        hasLineEdge = look.hasLineEdge
        hasSpecial = look.hasSpecial
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
            HTMLText.append(raw[...], to: &page)
            return
        }
        switch text {
        case .string(let text): page += text.utf8
        case .bytes(let bytes): page += bytes
        }
    }
}

/// What there is to know of a text before it is written.
private struct PlanLook {
    var isEmpty = true
    var hasLineEdge = false
    var hasSpecial = false

    /// How many bytes are looked at at once: enough for vectors, and few enough to stop early.
    private static let stride = 1024

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first, let last = bytes.last else { return }
        isEmpty = false
        hasLineEdge = Self.isLineBreak(first) || Self.isLineBreak(last)
        var start = 0
        while start < bytes.count, !hasSpecial {
            let end = min(start + Self.stride, bytes.count)
            hasSpecial = Self.hasSpecial(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    private static func hasSpecial(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in bytes {
            found |= byte == UInt8(ascii: "&") ? 1 : 0
            found |= byte == UInt8(ascii: "<") ? 1 : 0
            found |= byte == UInt8(ascii: ">") ? 1 : 0
            found |= byte == UInt8(ascii: "\"") ? 1 : 0
            found |= byte == UInt8(ascii: "'") ? 1 : 0
        }
        return found != 0
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
