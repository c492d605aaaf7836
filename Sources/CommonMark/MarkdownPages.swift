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
/// Such documents are made from one template, so that many of their chapters are the same but for some words. What is
/// kept of a chapter is its form, or the chapter itself where it has none, and taken again where the next document has
/// one like it. A document whose chapters could depend on each other is written as a whole.
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

    /// What is kept of chapters; all of it is dropped where it would take more bytes than allowed.
    private struct Kept<HTML> {
        private var known: [Text: HTML] = [:]
        private var byteCount = 0
        private let byteLimit: Int

        init(byteLimit: Int) { self.byteLimit = byteLimit }

        subscript(text: Text) -> HTML? { known[text] }

        mutating func keep(_ html: HTML, for text: Text, byteCount size: Int) {
            let size = size + 200
            if byteCount + size > byteLimit { self = Kept(byteLimit: byteLimit) }
            if size <= byteLimit, known.updateValue(html, forKey: text) == nil { byteCount += size }
        }
    }

    private let reservedPrefix: String
    /// The forms by their skeletons; `nil` for one whose chapters have to be written each by itself.
    private let forms: Mutex<Kept<MarkdownFormHTML?>>
    /// The chapters without a form, apart from the forms: of these most never come again, of forms most do.
    private let chapters: Mutex<Kept<MarkdownHTML>>

    /// Makes a writer that has kept nothing.
    ///
    /// - Parameters:
    ///   - reservedPrefix: How no id begins, so that the ids around the documents stay apart from their own.
    ///   - byteLimit: How many bytes forms may take that are kept, and once more chapters; where either would take more,
    ///     all are dropped.
    public init(reservedPrefix: String, byteLimit: Int = 1 << 19) {
        self.reservedPrefix = reservedPrefix
        chapters = Mutex(Kept(byteLimit: byteLimit))
        forms = Mutex(Kept(byteLimit: byteLimit))
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
        var html: [UInt8] = []
        html.reserveCapacity(3 * markdown.count)
        var headings: [MarkdownHTML.Heading] = []
        let opening = markdown[..<first]
        if !MarkdownChapters.isTitle(opening) {
            let opening = written(opening)
            html += opening.html.utf8
            headings += opening.headings
        }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : markdown.count
            headings += append(markdown[start..<end], to: &html)
        }
        // An id that comes again would have got a number.
        guard Set(headings.map(\.id)).count == headings.count else { return nil }
        return MarkdownHTML(html: String(decoding: html, as: UTF8.self), headings: headings)
    }

    /// Appends the HTML of a chapter, and returns its headings.
    private func append(_ chapter: ArraySlice<UInt8>, to html: inout [UInt8]) -> [MarkdownHTML.Heading] {
        if let headings = chapter.withUnsafeBufferPointer({ appendFormed($0, to: &html) }) { return headings }
        if let known = chapters.withLock({ $0[Text(bytes: chapter)] }) {
            html += known.html.utf8
            return known.headings
        }
        let written = written(chapter)
        html += written.html.utf8
        // A slice would keep the whole document.
        let text = Text(bytes: Array(chapter)[...])
        let size = text.bytes.count + written.html.utf8.count
        chapters.withLock { $0.keep(written, for: text, byteCount: size) }
        return written.headings
    }

    /// Appends the HTML of a chapter, made from that of its form, and returns its headings; `nil` if it has none.
    private func appendFormed(
        _ chapter: UnsafeBufferPointer<UInt8>,
        to html: inout [UInt8]
    ) -> [MarkdownHTML.Heading]? {
        guard let form = MarkdownForm(of: chapter), let made = made(form) else { return nil }
        made.append(chapter, form.words, to: &html)
        return made.headings
    }

    private func made(_ form: MarkdownForm) -> MarkdownFormHTML? {
        let skeleton = Text(bytes: form.skeleton[...])
        if let known = forms.withLock({ $0[skeleton] }) { return known }
        let made = MarkdownFormHTML(written(Array(form.marked.utf8)[...]))
        forms.withLock { $0.keep(made, for: skeleton, byteCount: skeleton.bytes.count + (made?.cost ?? 0)) }
        return made
    }

    private func written(_ markdown: ArraySlice<UInt8>) -> MarkdownHTML {
        MarkdownHTML(withAnchors: String(decoding: markdown, as: UTF8.self), reservedPrefix: reservedPrefix)
    }
}
