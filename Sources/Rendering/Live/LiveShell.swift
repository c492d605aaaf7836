#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes a page of the site live: it gets a script that repaints it, that script's style, and a policy that allows it.
///
/// Nothing else of the page changes, and previews are never given here: they have no script.
package struct LiveShell: Sendable {
    /// What a board gets besides, at its end: the editor.
    package struct Addition: Sendable {
        /// Elements, which the script puts where they belong; marked with `data-live`, so that no repaint touches them.
        package let html: String
        /// Rules, behind those of the page.
        package let style: String
        /// A script, which runs after the live one.
        package let script: String

        /// Takes the parts.
        package init(html: String, style: String, script: String) {
            self.html = html
            self.style = style
            self.script = script
        }
    }

    /// A kind of page.
    package enum Kind: String, Sendable {
        /// The gallery and its further pages.
        case gallery
        /// The docs of all portals.
        case index
        /// A review board.
        case board
        /// The docs of a portal.
        case docs
        /// Two portals, or two versions of one, side by side.
        case compare
        /// A page that isn't there, maybe not yet.
        case missing
    }

    /// The script of the worker through which all tabs share one stream.
    package static let worker = PackageResources.live_worker_js

    /// What differs if what is added to every page does.
    package let version: String
    private let style: String

    /// The tabs of a portal's pages end so; behind it comes the one that only a server has.
    private static let lastTab = "  <a href=\"portal.md\">Markdown</a>\n"
    private static let compareTab = "  <a href=\"compare.html\" data-live>Compare</a>\n"

    /// Takes what is added to every page.
    package init() {
        style = String(decoding: PackageResources.live_style_css, as: UTF8.self)
        let parts = [style, BuiltInScripts.live, BuiltInScripts.liveGallery].map { Array($0.utf8) } + [Self.worker]
        version = ShortDigest.of(parts.flatMap { $0 + [0] })
    }

    /// Returns a page with what makes it live.
    ///
    /// - Parameters:
    ///   - page: The page, as `render` would write it.
    ///   - kind: What it is.
    ///   - portal: The portal's id; `nil` for pages of all portals.
    ///   - compared: The ids of the portals that a comparison shows.
    ///   - revision: The newest change that it shows.
    ///   - addition: What a board gets besides; `nil` for nothing.
    /// - Returns: The page.
    package func page(
        _ page: [UInt8],
        as kind: Kind,
        portal: String?,
        compared: [String] = [],
        revision: String,
        adding addition: Addition? = nil
    ) -> [UInt8] {
        var edits = PageEdits(page)
        var scripts = [BuiltInScripts.live] + (addition.map { [$0.script] } ?? [])
        if kind == .board || kind == .docs {
            edits.replace(Self.lastTab, with: Self.lastTab + Self.compareTab)
        }
        // On a board the live script does what the board's own does, because it has to know which screen is shown.
        if kind == .board { edits.replace("<script>\(BuiltInScripts.board)</script>\n", with: "") }
        if kind == .gallery,
            edits.replace(
                "<script>\(BuiltInScripts.gallery)</script>",
                with: "<script>\(BuiltInScripts.liveGallery)</script>"
            )
        {
            scripts.append(BuiltInScripts.liveGallery)
        }
        let data = [
            ("kind", kind.rawValue), ("portal", portal ?? ""), ("compared", compared.joined(separator: " ")),
            ("revision", revision), ("version", version),
        ].map { " data-\($0)=\"\(HTMLText.escape($1))\"" }.joined()
        let styles = [style] + (addition.map { [$0.style] } ?? [])
        edits.insert("<style data-live>\n\(styles.joined())</style>\n", before: "</head>")
        var end = addition?.html ?? ""
        end += "<script\(data)>\(BuiltInScripts.live)</script>\n"
        if let addition { end += "<script>\(addition.script)</script>\n" }
        edits.insert(end, beforeLast: "</body>", orAtEndBefore: "</html>")
        edits.setPolicy(ContentPolicy(liveScripts: scripts, allowsForms: kind == .compare))
        return edits.bytes
    }
}

/// A page whose parts are exchanged.
private struct PageEdits {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Puts a text in the place of another one; `false` if that isn't there.
    @discardableResult
    mutating func replace(_ text: String, with other: String) -> Bool {
        guard let place = firstRange(of: text) else { return false }
        bytes.replaceSubrange(place, with: other.utf8)
        return true
    }

    mutating func insert(_ text: String, before mark: String) {
        guard let place = firstRange(of: mark) else { return }
        bytes.insert(contentsOf: text.utf8, at: place.lowerBound)
    }

    /// Inserts before the last of a mark; a template of a workspace may lack it.
    mutating func insert(_ text: String, beforeLast mark: String, orAtEndBefore end: String) {
        let place = lastRange(of: mark) ?? lastRange(of: end)
        bytes.insert(contentsOf: text.utf8, at: place?.lowerBound ?? bytes.endIndex)
    }

    mutating func setPolicy(_ policy: ContentPolicy) {
        let start = "<meta http-equiv=\"Content-Security-Policy\" content=\""
        guard let place = firstRange(of: start),
            let end = bytes[place.upperBound...].firstIndex(of: UInt8(ascii: "\""))
        else { return }
        bytes.replaceSubrange(place.upperBound..<end, with: policy.text.utf8)
    }

    /// Finds a text by the C library, since a gallery can have megabytes.
    private func firstRange(of text: String) -> Range<Int>? {
        let text = Array(text.utf8)
        return bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            var index = 0
            while index + text.count <= bytes.count,
                let found = memchr(start + index, Int32(text[0]), bytes.count - text.count + 1 - index)
            {
                index = UnsafeRawPointer(found) - start
                if memcmp(found, text, text.count) == 0 { return index..<index + text.count }
                index += 1
            }
            return nil
        }
    }

    private func lastRange(of mark: String) -> Range<Int>? {
        let mark = Array(mark.utf8)
        var index = bytes.count - mark.count
        while index >= 0 {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
                return index..<index + mark.count
            }
            index -= 1
        }
        return nil
    }
}
