/// Finds start tags as a browser does, as far as safety needs it.
///
/// It goes byte by byte in plain loops: megabytes are read by it, in a build that is not optimised.
struct TagScanner {
    private let bytes: [UInt8]
    private var offset = 0
    /// The contents of `<style>` elements met so far.
    private(set) var styles: [String] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() -> PageSafety.Tag? {
        while true {
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
            guard offset < bytes.count else { return nil }
            offset += 1
            if starts("!--") {
                offset = end(of: "-->") ?? bytes.count
            } else if offset < bytes.count, isLetter(bytes[offset]) {
                return tag()
            }
        }
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
        var content = ""
        if ["style", "title", "textarea", "script", "iframe"].contains(name) {
            let start = offset
            let close = end(of: "</\(name)") ?? bytes.count
            content = String(decoding: bytes[start..<max(start, close - name.utf8.count - 2)], as: UTF8.self)
            if name == "style" { styles.append(content) }
            offset = close
        }
        return PageSafety.Tag(name: name, attributes: attributes, content: content)
    }

    private mutating func attribute() -> (String, String) {
        let start = offset
        let name = take {
            !isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }.lowercased()
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
        var end = offset
        while end < bytes.count, belongs(bytes[end]) { end += 1 }
        defer { offset = end }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private func starts(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

    private func end(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        var index = offset
        while index + wanted.count <= bytes.count {
            if bytes[index] == wanted[0],
                bytes[index..<index + wanted.count].elementsEqual(wanted, by: { lower($0) == lower($1) })
            {
                return index + wanted.count
            }
            index += 1
        }
        return nil
    }
}

extension PageSafety {
    /// Resolves the character references of an attribute.
    ///
    /// - Returns: `nil` if there is one that Portico and cmark never write, so that nobody need know what it means.
    static func resolved(_ value: String) -> String? {
        guard value.contains("&") else { return value }
        var parts = value.split(separator: "&", omittingEmptySubsequences: false)[...]
        var text = String(parts.removeFirst())
        for part in parts {
            guard let end = part.utf8.prefix(8).firstIndex(of: UInt8(ascii: ";")) else { return nil }
            switch part[..<end] {
            case "amp": text += "&"
            case "lt": text += "<"
            case "gt": text += ">"
            case "quot": text += "\""
            case "#39", "#x27": text += "'"
            default: return nil
            }
            text += part[end...].dropFirst()
        }
        return text
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

private func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte }

private func isLetter(_ byte: UInt8) -> Bool { lower(byte) >= 0x61 && lower(byte) <= 0x7A }
