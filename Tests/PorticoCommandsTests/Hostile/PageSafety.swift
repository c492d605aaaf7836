import Foundation

/// Says what could harm a reader of a page that Portico wrote.
///
/// The reading of HTML is a small tokenizer of its own, so that an escape that fails shows as the tag or attribute
/// that a browser would see.
enum PageSafety {
    /// A start tag with its attributes, names in lower case, and what stands in an element that holds only text.
    struct Tag {
        let name: String
        let attributes: [(name: String, value: String)]
        let content: String

        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

        /// The names of all attributes; one that stands twice counts twice.
        var names: [String] { attributes.map(\.name).sorted() }
    }

    /// What is wrong with an HTML page; empty if it is harmless.
    ///
    /// - Parameters:
    ///   - text: The page.
    ///   - isFramed: Whether it stands in a frame of a page that was checked, and so may have neither script nor frame.
    /// - Returns: The faults, in the page's order.
    static func faults(inHTML text: String, isFramed: Bool = false) -> [String] {
        var scanner = TagScanner(text)
        var faults: [String] = []
        var policy: PagePolicy?
        var scriptCount = 0
        while let tag = scanner.next() {
            let isPolicy = tag.name == "meta" && tag["http-equiv"] != nil
            if isPolicy, policy == nil {
                policy = PagePolicy(tag)
                faults += policy?.faults(isFramed: isFramed) ?? []
            } else if isPolicy {
                faults.append("another <meta http-equiv>")
            } else if policy == nil, !["html", "head", "meta"].contains(tag.name) {
                faults.append("<\(tag.name)> before any policy")
            }
            scriptCount += tag.name == "script" ? 1 : 0
            faults += self.faults(of: tag, policy: policy, isFramed: isFramed)
        }
        for style in scanner.styles { faults += self.faults(inStyle: style) }
        if policy == nil { faults.append("no Content-Security-Policy") }
        if scriptCount > 2 { faults.append("\(scriptCount) scripts") }
        return faults
    }

    private static let banned: Set = [
        "object", "embed", "frame", "frameset", "applet", "math", "portal", "noscript", "noembed", "noframes", "xmp",
        "plaintext", "foreignobject", "use", "animate", "set", "video", "audio", "source", "track",
    ]

    private static func faults(of tag: Tag, policy: PagePolicy?, isFramed: Bool) -> [String] {
        let isAllowed =
            switch tag.name {
            case "script": !isFramed && (policy?.allows(tag) ?? false)
            case "iframe": !isFramed && isHarmlessFrame(tag)
            case "link": tag.names == ["href", "rel"] && tag["rel"] == "icon" && isIcon(tag["href"] ?? "")
            case "base": isFramed && tag.names == ["target"] && tag["target"] == "_top"
            case "template": !isFramed && tag.names == ["id"] && tag["id"] == "card-forms"
            default: !banned.contains(tag.name)
            }
        let faults = isAllowed ? [] : ["<\(tag.name)> \(tag.names) \(tag.content.prefix(60))"]
        return faults + tag.attributes.flatMap { self.faults(of: $0.name, $0.value, in: tag) }
    }

    private static func faults(of name: String, _ written: String, in tag: Tag) -> [String] {
        let place = "<\(tag.name) \(name)=\(written.prefix(60))>"
        guard let resolved = resolved(written) else { return ["\(place): a character reference"] }
        let value = resolved.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        var faults: [String] = []
        if name.hasPrefix("on") { faults.append(place) }
        switch name {
        case "style": faults += self.faults(inStyle: value)
        case "srcdoc":
            faults += self.faults(inHTML: resolved, isFramed: true).map { "in a frame: \($0)" }
            if tag.name != "iframe" { faults.append(place) }
        case "src" where tag.name == "iframe": break
        case "src", "srcset", "data", "poster", "background", "action", "formaction", "ping":
            if !value.hasPrefix("data:image/"), !value.isEmpty { faults.append(place) }
        case "href" where tag.name == "link": break
        case "href", "xlink:href":
            let schemes = ["https://", "http://", "mailto:", "tel:"]
            let isRelative = !value.contains(":") && !value.hasPrefix("/") && !value.contains("\\")
            let isAllowed = tag.name == "a" && (isRelative || schemes.contains { value.hasPrefix($0) })
            // The forms of cards lead there until the search fills them; they are never shown.
            let isForm = written == "/index.html"
            if !isAllowed, !isForm, !value.hasPrefix("#") { faults.append(place) }
        default: break
        }
        return faults
    }

    /// Whether a frame shows a screen of the preview beside the page, or holds one, and lets nothing run in it.
    private static func isHarmlessFrame(_ tag: Tag) -> Bool {
        let isInside = tag["srcdoc"] != nil
        let common = ["height", "referrerpolicy", "sandbox", "title", "width"]
        let known = isInside ? ["class", "id", "loading", "srcdoc"] : ["name", "src"]
        let hasScreen = isInside || tag["src"].map { $0.wholeMatch(of: /preview\.html#[a-z-]+/) != nil } ?? false
        let leave =
            ["allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"]
            + (isInside ? ["allow-top-navigation-by-user-activation"] : [])
        let sandbox = tag["sandbox"]?.split(separator: " ").map(String.init)
        return Set(tag.names).isSubset(of: common + known) && Set(tag.names).count == tag.names.count && hasScreen
            && sandbox.map { Set($0).isSubset(of: leave) } ?? false && tag["referrerpolicy"] == "no-referrer"
            && tag.content.isEmpty
    }

    private static func isIcon(_ address: String) -> Bool {
        address.hasPrefix("data:image/svg+xml,%3Csvg%20") && address.hasSuffix("%3C/svg%3E")
            && !address.lowercased().contains("script")
            && !address.replacing("'http://www.w3.org/2000/svg'", with: "").contains(":/")
    }

    private static func faults(inStyle style: String) -> [String] {
        let words = ["@import", "expression(", "javascript:", "</", "behavior:"]
        let lowered = style.lowercased()
        let found = words.filter(lowered.contains).map { "\($0) in a style" }
        let addresses = lowered.split(separator: "url(", omittingEmptySubsequences: false).dropFirst()
        let outside = addresses.map { $0.drop { "\"' ".contains($0) }.prefix(40) }.filter {
            !$0.hasPrefix("data:image/")
        }
        return found + outside.map { "url(\($0) in a style" }
    }
}
