/// The longer stretches of text in templates, each with a mark of three bytes that stands for it.
///
/// swift-mustache looks at a template character by character, and at each tag counts those that are left: a run that
/// renders one portal would spend a quarter of its time on text that is only copied. So it reads templates with marks
/// in the place of such text, which comes back into what it renders.
struct LiteralMarks: Sendable {
    /// U+0001 begins a mark; in a value something always follows it that no mark has (`CharacterBoundaries`).
    static let start: UInt8 = 1
    /// Two digits follow it, from `0` to `o`, so that no mark looks like a tag.
    private static let zero = UInt8(ascii: "0")
    private static let base = 64
    private static let length = 3
    /// How long text is that gets a mark.
    private static let shortest = 8

    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []

    /// Returns a template with marks, whose text is remembered.
    ///
    /// Line breaks stay, and what is before the text of a line and behind it: they say which tags stand alone.
    mutating func shorten(_ template: String) -> String {
        let template = Array(template.utf8)
        guard !template.contains(Self.start) else { return String(decoding: template, as: UTF8.self) }
        var short: [UInt8] = []
        short.reserveCapacity(template.count)
        var index = 0
        while index < template.count {
            let tag = Self.tagLength(in: template, at: index)
            if tag > 0 {
                short += template[index..<index + tag]
                index += tag
            } else if Self.isSpace(template[index]) {
                short.append(template[index])
                index += 1
            } else {
                let end = Self.textEnd(in: template, from: index)
                append(template[index..<end], to: &short)
                index = end
            }
        }
        return String(decoding: short, as: UTF8.self)
    }

    private mutating func append(_ text: ArraySlice<UInt8>, to short: inout [UInt8]) {
        guard text.count >= Self.shortest, ends.count < Self.base * Self.base else {
            short += text
            return
        }
        let number = UInt8(ends.count / Self.base)
        short += [Self.start, Self.zero + number, Self.zero + UInt8(ends.count % Self.base)]
        bytes += text
        ends.append(bytes.count)
    }

    /// How long the tag is that begins at a place; 0 if none does.
    private static func tagLength(in template: [UInt8], at index: Int) -> Int {
        guard isBrace(template, index), isBrace(template, index + 1) else { return 0 }
        let closing = UInt8(ascii: "}")
        let braces = isBrace(template, index + 2) ? 3 : 2
        var end = index + braces
        while end < template.count, !template[end...].prefix(braces).allSatisfy({ $0 == closing }) { end += 1 }
        return min(end + braces, template.count) - index
    }

    private static func isBrace(_ template: [UInt8], _ index: Int) -> Bool {
        index < template.count && template[index] == UInt8(ascii: "{")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
    }

    /// Where the text ends that begins at a place: before a tag, and before the white space at the end of its line.
    private static func textEnd(in template: [UInt8], from start: Int) -> Int {
        var end = start
        var index = start
        while index < template.count, template[index] != UInt8(ascii: "\n"), template[index] != UInt8(ascii: "\r"),
            !(isBrace(template, index) && isBrace(template, index + 1))
        {
            index += 1
            if !isSpace(template[index - 1]) { end = index }
        }
        return end
    }

    /// Returns what was rendered of templates with marks, with each text in the place of its mark.
    func expand(_ rendered: String) -> String {
        guard !ends.isEmpty else { return rendered }
        var rendered = rendered
        return rendered.withUTF8 { rendered in
            var whole: [UInt8] = []
            whole.reserveCapacity(4 * rendered.count)
            var rest = rendered[...]
            while let mark = rest.firstIndex(of: Self.start) {
                whole += rest[..<mark]
                let text = text(of: rest[mark...])
                whole += text ?? [Self.start]
                rest = rest[(mark + (text == nil ? 1 : Self.length))...]
            }
            whole += rest
            return String(decoding: whole, as: UTF8.self)
        }
    }

    /// The text of a mark that begins here; `nil` if none does.
    private func text(of rendered: Slice<UnsafeBufferPointer<UInt8>>) -> ArraySlice<UInt8>? {
        guard rendered.count >= Self.length else { return nil }
        let first = Int(rendered[rendered.startIndex + 1]) - Int(Self.zero)
        let second = Int(rendered[rendered.startIndex + 2]) - Int(Self.zero)
        guard (0..<Self.base).contains(first), (0..<Self.base).contains(second) else { return nil }
        let number = first * Self.base + second
        guard number < ends.count else { return nil }
        return bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }
}
