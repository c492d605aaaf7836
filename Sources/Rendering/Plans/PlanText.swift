/// A text as pages hold it: where it stands among the texts of a portal, and what there is to know of it before it is
/// written.
struct PlanText: Sendable {
    /// Where it stands.
    let place: Range<Int>
    /// Whether it begins or ends with a line break.
    let hasLineEdge: Bool
    /// Whether two braces may write it another way than three.
    let mayHaveSpecial: Bool

    /// An empty text.
    init() {
        (place, hasLineEdge, mayHaveSpecial) = (0..<0, false, false)
    }

    /// Adds a text to those of a portal.
    init(_ text: String, to texts: inout [UInt8]) {
        let start = texts.count
        var look = text.withBytes { bytes in
            texts += bytes
            return PlanLook(bytes)
        }
        if texts.withUnsafeBufferPointer({
            CharacterBoundaries.holdMark(UnsafeBufferPointer(rebasing: $0[start...]))
        }) {
            let text = CharacterBoundaries.unmarked(text)
            texts.removeSubrange(start...)
            texts += text.utf8
            look = text.withBytes(PlanLook.init)
        }
        self.init(look, place: start..<texts.count)
    }

    /// Takes what is rendered already.
    init(rendered: [UInt8]) {
        self.init(rendered.withUnsafeBufferPointer(PlanLook.init), place: 0..<rendered.count)
    }

    private init(_ look: PlanLook, place: Range<Int>) {
        self.place = place
        hasLineEdge = look.hasLineEdge
        mayHaveSpecial = look.mayHaveSpecial
    }

    var isEmpty: Bool { place.isEmpty }

    /// Writes the text.
    ///
    /// - Parameters:
    ///   - texts: The texts among which it stands.
    ///   - page: Receives it.
    ///   - isRaw: Whether three braces write it, or two, for HTML text and quoted attributes.
    func append(from texts: UnsafeBufferPointer<UInt8>, to page: inout PageWriter, isRaw: Bool) {
        let text = UnsafeBufferPointer(rebasing: texts[place])
        if mayHaveSpecial, !isRaw {
            HTMLText.append(text, to: &page)
        } else {
            page.append(text)
        }
    }
}

extension String {
    /// Calls something with the text in UTF-8, without a copy where it lies in one piece.
    fileprivate func withBytes<Answer>(_ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}

/// What there is to know of a text before it is written.
private struct PlanLook {
    var hasLineEdge = false
    var mayHaveSpecial = false

    /// How long a text is at most that is looked at: longer ones, like a logo or rendered HTML, are hardly ever written
    /// by two braces, and are looked at when they are.
    private static let limit = 512

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first, let last = bytes.last else { return }
        hasLineEdge = Self.isLineBreak(first) || Self.isLineBreak(last)
        mayHaveSpecial = bytes.count > Self.limit || bytes.contains(where: HTMLText.isSpecial)
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
