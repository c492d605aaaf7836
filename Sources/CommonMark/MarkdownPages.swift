import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes documents of many portals as HTML with anchors, as `MarkdownHTML(withAnchors:reservedPrefix:)` does.
///
/// Such documents are made from one template, so that many of their chapters are the same, word by word. A chapter is
/// kept as it was written, and taken again where the next document has it. A document whose chapters could depend on
/// each other is written as a whole.
public final class MarkdownPages: Sendable {
    /// The text of a chapter in UTF-8.
    private struct Text: Hashable {
        let bytes: ArraySlice<UInt8>

        // Slices' own take bytes one by one.
        static func == (left: Text, right: Text) -> Bool {
            guard left.bytes.count == right.bytes.count else { return false }
            return left.bytes.withUnsafeBytes { left in
                right.bytes.withUnsafeBytes { right in
                    guard let start = left.baseAddress, let other = right.baseAddress else { return true }
                    return memcmp(start, other, left.count) == 0
                }
            }
        }

        func hash(into hasher: inout Hasher) {
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    private struct Kept {
        var chapters: [Text: MarkdownHTML] = [:]
        var byteCount = 0
    }

    private let reservedPrefix: String
    private let byteLimit: Int
    private let kept = Mutex(Kept())

    /// Makes a writer that has kept nothing.
    ///
    /// - Parameters:
    ///   - reservedPrefix: How no id begins, so that the ids around the documents stay apart from their own.
    ///   - byteLimit: How many bytes chapters may take that are kept; where they would take more, all are dropped.
    public init(reservedPrefix: String, byteLimit: Int = 1 << 20) {
        self.reservedPrefix = reservedPrefix
        self.byteLimit = byteLimit
    }

    /// Writes a document whose headings can be linked to.
    ///
    /// - Parameter markdown: The document in UTF-8. A heading of level 1 at its start is left out.
    /// - Returns: The same as `MarkdownHTML(withAnchors:reservedPrefix:)`.
    public func page(_ markdown: [UInt8]) -> MarkdownHTML {
        parts(of: markdown) ?? written(markdown[...])
    }

    /// The document, put together from its chapters; `nil` if that could say something else than the whole.
    private func parts(of markdown: [UInt8]) -> MarkdownHTML? {
        guard let starts = markdown.withUnsafeBufferPointer(MarkdownChapters.starts), let first = starts.first else {
            return nil
        }
        var html = ""
        html.reserveCapacity(2 * markdown.count)
        var headings: [MarkdownHTML.Heading] = []
        var ids: Set<String> = []
        ids.reserveCapacity(starts.count)
        func add(_ chapter: MarkdownHTML) -> Bool {
            html += chapter.html
            headings += chapter.headings
            // An id that comes again would have got a number.
            return chapter.headings.allSatisfy { ids.insert($0.id).inserted }
        }
        if first > 0, !add(written(markdown[..<first])) { return nil }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : markdown.count
            guard add(chapter(markdown[start..<end])) else { return nil }
        }
        return MarkdownHTML(html: html, headings: headings)
    }

    private func chapter(_ markdown: ArraySlice<UInt8>) -> MarkdownHTML {
        if let chapter = kept.withLock({ $0.chapters[Text(bytes: markdown)] }) { return chapter }
        let chapter = written(markdown)
        let size = markdown.count + chapter.html.utf8.count + 200
        kept.withLock { kept in
            if kept.byteCount + size > byteLimit { kept = Kept() }
            // A slice would keep the whole document.
            let own = Text(bytes: Array(markdown)[...])
            guard size <= byteLimit, kept.chapters.updateValue(chapter, forKey: own) == nil else { return }
            kept.byteCount += size
        }
        return chapter
    }

    private func written(_ markdown: ArraySlice<UInt8>) -> MarkdownHTML {
        MarkdownHTML(withAnchors: String(decoding: markdown, as: UTF8.self), reservedPrefix: reservedPrefix)
    }
}
