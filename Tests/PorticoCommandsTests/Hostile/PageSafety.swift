import Foundation

/// Says what could harm a reader of a page that Portico wrote.
///
/// The reading of HTML is a small tokenizer of its own, so that an escape that fails shows as the tag or attribute
/// that a browser would see.
enum PageSafety {
    /// A start tag with its attributes, names in lower case.
    struct Tag {
        let name: String
        let attributes: [(name: String, value: String)]
    }

    /// What is wrong with an HTML page; empty if it is harmless.
    static func faults(inHTML text: String) -> [String] {
        var scanner = TagScanner(text)
        var faults: [String] = []
        var hasPolicy = false
        while let tag = scanner.next() {
            faults += self.faults(of: tag)
            let isPolicy = tag.attributes.contains { $0.name == "http-equiv" && $0.value == "Content-Security-Policy" }
            hasPolicy = hasPolicy || (tag.name == "meta" && isPolicy)
        }
        for style in scanner.styles { faults += self.faults(inStyle: style) }
        if !hasPolicy { faults.append("no Content-Security-Policy") }
        if !text.contains("default-src 'none'") { faults.append("a policy that allows something by default") }
        return faults
    }

    private static func faults(of tag: Tag) -> [String] {
        let banned = [
            "script", "iframe", "object", "embed", "base", "link", "frame", "svg", "math", "template", "portal",
        ]
        var faults: [String] = []
        // Icons of the templates are inline SVG; an SVG of a logo never is.
        if banned.contains(tag.name), tag.name != "svg" { faults.append("<\(tag.name)>") }
        for attribute in tag.attributes {
            let value = attribute.value.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
            if attribute.name.hasPrefix("on") { faults.append("<\(tag.name) \(attribute.name)>") }
            if attribute.name == "style" { faults += self.faults(inStyle: value) }
            if ["src", "srcset", "data", "poster", "background", "action", "formaction"].contains(attribute.name),
                !value.hasPrefix("data:image/"), !value.isEmpty
            {
                faults.append("<\(tag.name) \(attribute.name)=\(value.prefix(60))>")
            }
            if attribute.name == "href" || attribute.name == "xlink:href" {
                let schemes = ["#", "https://", "http://", "mailto:", "tel:"]
                let isRelative = !value.contains(":") && !value.hasPrefix("//") && !value.hasPrefix("/")
                let isAllowed = tag.name == "a" && (isRelative || schemes.contains { value.hasPrefix($0) })
                if !isAllowed, !value.hasPrefix("#") { faults.append("<\(tag.name) href=\(value.prefix(60))>") }
            }
        }
        return faults
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

/// Finds start tags as a browser does, as far as safety needs it.
private struct TagScanner {
    private let bytes: [UInt8]
    private var offset = 0
    /// The contents of `<style>` elements met so far.
    private(set) var styles: [String] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() -> PageSafety.Tag? {
        while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
            offset = open + 1
            if starts("!--") {
                offset = end(of: "-->") ?? bytes.count
            } else if offset < bytes.count, isLetter(bytes[offset]) {
                return tag()
            }
        }
        return nil
    }

    private mutating func tag() -> PageSafety.Tag {
        let name = take { !isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }.lowercased()
        var attributes: [(String, String)] = []
        while true {
            _ = take { isSpace($0) || $0 == UInt8(ascii: "/") }
            guard offset < bytes.count, bytes[offset] != UInt8(ascii: ">") else { break }
            attributes.append(attribute())
        }
        offset = min(offset + 1, bytes.count)
        if ["style", "title", "textarea", "script"].contains(name) {
            let start = offset
            let close = end(of: "</\(name)") ?? bytes.count
            if name == "style" {
                styles.append(String(decoding: bytes[start..<max(start, close - name.utf8.count - 2)], as: UTF8.self))
            }
            offset = close
        }
        return PageSafety.Tag(name: name, attributes: attributes)
    }

    private mutating func attribute() -> (String, String) {
        let start = offset
        let name = take { !isSpace($0) && !"=>/".utf8.contains($0) }.lowercased()
        if offset == start { offset += 1 }
        let afterName = offset
        _ = take(isSpace)
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else {
            offset = afterName
            return (name, "")
        }
        offset += 1
        _ = take(isSpace)
        guard offset < bytes.count else { return (name, "") }
        let quote = bytes[offset]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, take { !isSpace($0) && $0 != UInt8(ascii: ">") })
        }
        offset += 1
        let value = take { $0 != quote }
        offset = min(offset + 1, bytes.count)
        return (name, value)
    }

    private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
        let end = bytes[offset...].firstIndex { !belongs($0) } ?? bytes.count
        defer { offset = end }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private func starts(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

    private func end(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        var index = offset
        while index + wanted.count <= bytes.count {
            let isHere = bytes[index..<index + wanted.count].elementsEqual(wanted) { lower($0) == lower($1) }
            if isHere { return index + wanted.count }
            index += 1
        }
        return nil
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }
