extension ScreenDigests {
    /// Digests a screen.
    ///
    /// - Parameter html: The screen as it is rendered.
    init(html: ArraySlice<UInt8>) {
        var scanner = ScreenScanner()
        html.withUnsafeBufferPointer { scanner.scan($0) }
        self.init(
            text: ShortDigest.of(scanner.text),
            links: ShortDigest.of(scanner.links),
            markup: ShortDigest.of(scanner.markup)
        )
    }
}

/// Takes the HTML of a screen apart into what is read, where it leads, and how it is set.
///
/// It reads what the templates make and never fails: HTML that a browser would read otherwise gives digests too, and
/// two equal texts the same.
struct ScreenScanner {
    /// The words, white space between them as one space, and the words of attributes after a 0 each.
    private(set) var text: [UInt8] = []
    /// The addresses that lead out, a 0 after each.
    private(set) var links: [UInt8] = []
    /// The tags, with a 1 where text stands.
    private(set) var markup: [UInt8] = []

    /// Attributes whose values are read.
    private static let wordAttributes: [[UInt8]] = [
        "aria-label", "alt", "title", "placeholder", "value",
    ].map { Array($0.utf8) }
    /// Attributes whose values are addresses.
    private static let addressAttributes: [[UInt8]] = ["href", "src", "action"].map { Array($0.utf8) }
    private static let commentStart = Array("<!--".utf8)
    private static let commentEnd = Array("-->".utf8)
    private static let rawEnd = Array("</".utf8)
    private static let rawElements: [[UInt8]] = ["style", "script"].map { Array($0.utf8) }

    private var isAfterWord = false

    /// Takes a screen apart.
    mutating func scan(_ html: UnsafeBufferPointer<UInt8>) {
        text.reserveCapacity(html.count)
        markup.reserveCapacity(html.count)
        var index = 0
        while index < html.count {
            index = Self.isTag(html, at: index) ? readTag(html, from: index) : readText(html, from: index)
        }
    }

    /// Reads the words up to the next tag and returns where it is.
    private mutating func readText(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < html.count {
            while index < html.count, Self.isSpace(html[index]) {
                isAfterWord = false
                index += 1
            }
            let wordStart = index
            while index < html.count, !Self.isSpace(html[index]), !Self.isTag(html, at: index) { index += 1 }
            guard wordStart < index else { return index }
            if !isAfterWord, !text.isEmpty { text.append(UInt8(ascii: " ")) }
            if markup.last != 1 { markup.append(1) }
            text += UnsafeBufferPointer(rebasing: html[wordStart..<index])
            isAfterWord = true
        }
        return index
    }

    /// Reads a tag or a comment and returns where it ends.
    private mutating func readTag(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        if Self.holds(html, Self.commentStart, at: start) {
            return Self.end(of: Self.commentEnd, in: html, from: start + 4)
        }
        var index = start
        index += 1
        let nameStart = index
        while index < html.count, !Self.endsName(html[index]) || index == nameStart { index += 1 }
        markup += UnsafeBufferPointer(rebasing: html[start..<index])
        let isRaw = Self.rawElements.contains { $0.count == index - nameStart && Self.holds(html, $0, at: nameStart) }
        while index < html.count, html[index] != UInt8(ascii: ">") {
            if Self.isSpace(html[index]) || html[index] == UInt8(ascii: "/") {
                index += 1
            } else {
                index = readAttribute(html, from: index)
            }
        }
        markup.append(UInt8(ascii: ">"))
        index = min(index + 1, html.count)
        guard isRaw else { return index }
        let end = Self.end(of: Self.rawEnd, in: html, from: index) - 2
        markup += html[index..<max(index, end)]
        return max(index, end)
    }

    private mutating func readAttribute(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        markup.append(UInt8(ascii: " "))
        while index < html.count, !Self.isSpace(html[index]), html[index] != UInt8(ascii: ">"),
            html[index] != UInt8(ascii: "=")
        {
            index += 1
        }
        let name = UnsafeBufferPointer(rebasing: html[start..<index])
        markup += name
        guard index < html.count, html[index] == UInt8(ascii: "=") else { return index }
        index += 1
        let value: UnsafeBufferPointer<UInt8>
        if index < html.count, html[index] == UInt8(ascii: "\"") || html[index] == UInt8(ascii: "'") {
            let quote = html[index]
            let end = html[(index + 1)...].firstIndex(of: quote) ?? html.count
            value = UnsafeBufferPointer(rebasing: html[(index + 1)..<end])
            index = min(end + 1, html.count)
        } else {
            let end = html[index...].firstIndex { Self.isSpace($0) || $0 == UInt8(ascii: ">") } ?? html.count
            value = UnsafeBufferPointer(rebasing: html[index..<end])
            index = end
        }
        if Self.wordAttributes.contains(where: { $0.count == name.count && $0.elementsEqual(name) }) {
            text.append(0)
            text += value
            text.append(0)
        } else if Self.addressAttributes.contains(where: { $0.count == name.count && $0.elementsEqual(name) }),
            value.first != UInt8(ascii: "#")
        {
            links += value
            links.append(0)
        } else {
            markup.append(UInt8(ascii: "="))
            markup += value
            markup.append(0)
        }
        return index
    }

    private static func isTag(_ html: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard html[index] == UInt8(ascii: "<"), index + 1 < html.count else { return false }
        switch html[index + 1] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"),
            UInt8(ascii: "!"):
            return true
        default: return false
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func holds(_ html: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], at index: Int) -> Bool {
        index + bytes.count <= html.count && bytes.indices.allSatisfy { html[index + $0] == bytes[$0] }
    }

    /// Where the first occurrence of some bytes ends; the end of the HTML, where it would end, if there is none.
    private static func end(of bytes: [UInt8], in html: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = min(start, html.count)
        while index < html.count {
            if holds(html, bytes, at: index) { return index + bytes.count }
            index += 1
        }
        return html.count
    }
}
