/// What is shown of somebody's Markdown inside a document of ours.
///
/// HTML becomes the text in which it is written, an image a link to the same address, and a link that leads to
/// anything but the web or a mailbox its words.
struct MarkdownTaming {
    /// Below which level the headings of the document nest; `nil` leaves their levels as they are.
    let headingParent: Int?
    /// The levels of the headings that are open, as they are written.
    private var openHeadings: [Int] = []

    init(headingParent: Int?) {
        self.headingParent = headingParent
    }

    mutating func tamed(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
        blocks.compactMap { block in
            switch block {
            case .paragraph(let spans):
                let spans = tamed(spans, isInLink: false)
                return spans.isEmpty ? nil : .paragraph(spans)
            case .heading(let level, let spans):
                let spans = tamed(spans, isInLink: false)
                return spans.isEmpty ? nil : .heading(level: nested(level), spans)
            case .quote(let blocks): return .quote(tamed(blocks))
            case .list(var list):
                list.items = list.items.map { tamed($0) }
                return .list(list)
            case .code, .thematicBreak: return block
            case .html(let html): return .paragraph(lines(of: html))
            }
        }
    }

    /// The level of the next heading, one below the heading that it belongs to: no level is left out on the way down.
    private mutating func nested(_ level: Int) -> Int {
        guard let headingParent else { return level }
        openHeadings.removeAll { $0 >= level }
        openHeadings.append(level)
        return min(6, headingParent + openHeadings.count)
    }

    private func tamed(_ spans: [MarkdownSpan], isInLink: Bool) -> [MarkdownSpan] {
        joined(
            spans.flatMap { span -> [MarkdownSpan] in
                switch span {
                case .text, .code, .softBreak, .hardBreak: return [span]
                case .emphasis(let inner):
                    let inner = tamed(inner, isInLink: isInLink)
                    return inner.isEmpty ? [] : [.emphasis(inner)]
                case .strong(let inner):
                    let inner = tamed(inner, isInLink: isInLink)
                    return inner.isEmpty ? [] : [.strong(inner)]
                case .link(let url, let title, let inner), .image(let url, let title, let inner):
                    guard !isInLink, Self.isHarmless(url) else { return tamed(inner, isInLink: isInLink) }
                    let words = tamed(inner, isInLink: true)
                    return [.link(url: url, title: title, words.isEmpty ? [.text(url)] : words)]
                case .html(let html): return lines(of: html)
                }
            }
        )
    }

    /// Neighbouring texts as one, so that each is written with its neighbours in sight.
    private func joined(_ spans: [MarkdownSpan]) -> [MarkdownSpan] {
        var joined: [MarkdownSpan] = []
        for span in spans {
            if case .text(let text) = span, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else {
                joined.append(span)
            }
        }
        return joined
    }

    private func lines(of html: String) -> [MarkdownSpan] {
        var spans: [MarkdownSpan] = []
        for line in html.split(separator: "\n") {
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard !text.isEmpty else { continue }
            if !spans.isEmpty { spans.append(.softBreak) }
            spans.append(.text(String(text)))
        }
        return spans
    }

    private static func isHarmless(_ address: String) -> Bool {
        ["https://", "http://", "mailto:"].contains { scheme in
            let start = address.utf8.prefix(scheme.utf8.count)
            // Only letters differ from their capitals by this bit; the other characters have it set.
            return start.elementsEqual(scheme.utf8) { $0 == $1 || $0 | 0x20 == $1 && $0 >= UInt8(ascii: "A") }
        }
    }
}
