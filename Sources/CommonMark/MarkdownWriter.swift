/// Writes blocks as CommonMark.
///
/// cmark's own writer is not used: it puts a comment of HTML between neighbouring lists, and what follows the fence
/// of code can close the fence that it chose.
struct MarkdownWriter {
    /// Returns the blocks as lines that end in a line break each; empty if there are no blocks.
    func text(of blocks: [MarkdownBlock]) -> String {
        lines(of: blocks, isTight: false).map { "\($0)\n" }.joined()
    }

    private func lines(of blocks: [MarkdownBlock], isTight: Bool) -> [String] {
        var lines: [String] = []
        var isOtherMarker = false
        for (index, block) in blocks.enumerated() {
            var isTouching = false
            if index > 0 {
                isTouching = block.isListOfSameKind(as: blocks[index - 1])
                // A paragraph would go on in the line of a paragraph or a quotation before it.
                if !isTight || isTouching || block.isParagraph { lines.append("") }
            }
            // Of two lists without anything between them the second has the other marker, or they would be one.
            isOtherMarker = isTouching && !isOtherMarker
            lines += self.lines(of: block, isOtherMarker: isOtherMarker)
        }
        return lines
    }

    private func lines(of block: MarkdownBlock, isOtherMarker: Bool) -> [String] {
        switch block {
        case .paragraph(let spans): spanLines(spans)
        case .heading(let level, let spans):
            [String(repeating: "#", count: level) + " " + spanLines(spans.map(\.withoutBreaks)).joined(separator: " ")]
        case .quote(let blocks):
            blocks.isEmpty ? [">"] : lines(of: blocks, isTight: false).map { $0.isEmpty ? ">" : "> \($0)" }
        case .list(let list): lines(of: list, isOtherMarker: isOtherMarker)
        case .code(let language, let code): codeLines(code, language: language)
        case .thematicBreak: ["***"]
        case .html(let html): codeLines(html, language: "")
        }
    }

    private func lines(of list: MarkdownList, isOtherMarker: Bool) -> [String] {
        var lines: [String] = []
        for (index, item) in list.items.enumerated() {
            if index > 0, !list.isTight { lines.append("") }
            var marker = isOtherMarker ? "+" : "-"
            if let start = list.start {
                // More digits would begin no list.
                marker = "\(min(start + index, 999_999_999))\(isOtherMarker ? ")" : ".")"
            }
            let indent = String(repeating: " ", count: marker.utf8.count + 1)
            let inner = self.lines(of: item, isTight: list.isTight)
            lines.append(inner.first.map { $0.isEmpty ? marker : "\(marker) \($0)" } ?? marker)
            lines += inner.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
        }
        return lines
    }

    private func codeLines(_ code: String, language: String) -> [String] {
        var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        let fence = String(repeating: "`", count: max(3, longestRunOfBackticks(in: code) + 1))
        return [fence + self.language(language)] + lines + [fence]
    }

    /// The first word of what followed a fence, if it is a plain one: anything else could end the fence's line.
    private func language(_ info: String) -> String {
        let word = info.unicodeScalars.prefix { $0 != " " }
        let isPlain = word.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".", "_", "#": true
            default: false
            }
        }
        return isPlain ? String(word) : ""
    }

    private func longestRunOfBackticks(in text: String) -> Int {
        text.utf8.reduce(into: (longest: 0, run: 0)) { counts, byte in
            counts.run = byte == UInt8(ascii: "`") ? counts.run + 1 : 0
            counts.longest = max(counts.longest, counts.run)
        }.longest
    }
}

extension MarkdownWriter {
    /// The text of a block, line by line; a hard break is a backslash at the end of a line.
    private func spanLines(_ spans: [MarkdownSpan]) -> [String] {
        written(spans, isLineStart: true, delimiter: "*").utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    private func written(_ spans: [MarkdownSpan], isLineStart: Bool, delimiter: String) -> String {
        var text = ""
        for (index, span) in spans.enumerated() {
            let before = index > 0 ? spans[index - 1] : nil
            let after = index + 1 < spans.count ? spans[index + 1] : nil
            switch span {
            case .text(let words), .html(let words):
                text += MarkdownEscaping(
                    isLineStart: before.map(\.isBreak) ?? isLineStart,
                    isAtEdge: (before?.isBreak ?? true, after?.isBreak ?? true)
                ).escaped(words)
            case .code(let code): text += codeSpan(code)
            case .softBreak: text += "\n"
            case .hardBreak: text += "\\\n"
            case .emphasis(let inner):
                let other = delimiter == "*" ? "_" : "*"
                text += delimiter + written(inner, isLineStart: false, delimiter: other) + delimiter
            case .strong(let inner):
                text += "**" + written(inner, isLineStart: false, delimiter: delimiter) + "**"
            case .link(let url, let title, let inner), .image(let url, let title, let inner):
                text += link(to: url, title: title, words: inner, delimiter: delimiter)
            }
        }
        return text
    }

    private func codeSpan(_ code: String) -> String {
        let fence = String(repeating: "`", count: longestRunOfBackticks(in: code) + 1)
        let (first, last) = (code.utf8.first, code.utf8.last)
        let (tick, space) = (UInt8(ascii: "`"), UInt8(ascii: " "))
        let isPadded = first == tick || last == tick || (first == space && last == space && !code.isBlank)
        let padding = isPadded ? " " : ""
        return fence + padding + code.replacing("\n", with: " ") + padding + fence
    }

    private func link(to url: String, title: String, words: [MarkdownSpan], delimiter: String) -> String {
        let address = MarkdownEscaping.address(url)
        if words == [.text(url)], title.isEmpty, address == url, !url.utf8.contains(UInt8(ascii: "\\")) {
            return "<\(url)>"
        }
        let shownTitle = title.isBlank ? "" : " \"\(MarkdownEscaping.title(title))\""
        return "[\(written(words, isLineStart: false, delimiter: delimiter))](<\(address)>\(shownTitle))"
    }
}

extension MarkdownBlock {
    fileprivate var isParagraph: Bool { if case .paragraph = self { true } else { false } }

    fileprivate func isListOfSameKind(as other: MarkdownBlock) -> Bool {
        guard case .list(let own) = self, case .list(let theirs) = other else { return false }
        return (own.start == nil) == (theirs.start == nil)
    }
}

extension MarkdownSpan {
    fileprivate var isBreak: Bool { self == .softBreak || self == .hardBreak }

    /// The same in one line.
    fileprivate var withoutBreaks: MarkdownSpan {
        switch self {
        case .softBreak, .hardBreak: .text(" ")
        case .emphasis(let inner): .emphasis(inner.map(\.withoutBreaks))
        case .strong(let inner): .strong(inner.map(\.withoutBreaks))
        case .link(let url, let title, let inner): .link(url: url, title: title, inner.map(\.withoutBreaks))
        case .image(let url, let title, let inner): .image(url: url, title: title, inner.map(\.withoutBreaks))
        case .text, .code, .html: self
        }
    }
}

extension String {
    /// Whether there is nothing but spaces.
    fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}
