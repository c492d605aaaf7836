import Diagnostics
import Portals

/// The index that the gallery's search reads: a row for every card, as JSON inside `index.html`.
enum GalleryIndex {
    /// Returns the rows as JSON that can stand in a `script` element: nothing in it could end the element.
    ///
    /// - Parameter portals: All portals in their order.
    /// - Returns: The rows in one line.
    static func rows(of portals: SummaryList) -> PageRows {
        PageRows { buffer, sink in
            var text: [UInt8] = []
            buffer.bytes.append(UInt8(ascii: "["))
            for index in 0..<portals.count {
                guard let portal = portals.summary(index) else { continue }
                if index > 0 { buffer.bytes.append(UInt8(ascii: ",")) }
                append(GalleryCard(portal), to: &buffer.bytes, by: &text)
                try buffer.flushIfFull(to: sink)
            }
            buffer.bytes.append(UInt8(ascii: "]"))
        }
    }

    /// Writes a card as a list, in the order in which the script takes it apart.
    ///
    /// - Parameters:
    ///   - card: The card.
    ///   - json: Receives the list.
    ///   - text: Is used for texts before they are escaped.
    private static func append(_ card: GalleryCard, to json: inout [UInt8], by text: inout [UInt8]) {
        let portal = card.portal
        json += "[\"".utf8
        json += card.kind.rawValue.utf8
        json += "\",".utf8
        append(to: &json, by: &text) { portal.appendDisplayed(.id, to: &$0) }
        append(to: &json, by: &text) { card.appendTitle(to: &$0) }
        append(to: &json, by: &text) { card.appendAddress(to: &$0) }
        JSONText.append(portal[.brandName], to: &json)
        json += ",\(portal.errorCount),\(portal.warningCount),\"".utf8
        HexDigits.append(card.colors, to: &json)
        json.append(UInt8(ascii: "\""))
        if !card.hasPicture {
            json.append(UInt8(ascii: ","))
            JSONText.append(card.problem, to: &json)
        }
        json.append(UInt8(ascii: "]"))
    }

    private static func append(to json: inout [UInt8], by text: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        text.removeAll(keepingCapacity: true)
        write(&text)
        JSONText.append(text[...], to: &json)
        json.append(UInt8(ascii: ","))
    }
}

/// Texts in JSON (RFC 8259, 7) that stands in HTML.
enum JSONText {
    /// Writes a text in quotation marks; nothing in it can end a `script` element.
    static func append(_ text: ArraySlice<UInt8>, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        if text.contains(where: isSpecial) {
            appendSpecial(text, to: &json)
        } else {
            json += text
        }
        json.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "&"), 0xE2:
            true
        default: false
        }
    }

    private static func appendSpecial(_ text: ArraySlice<UInt8>, to json: inout [UInt8]) {
        var text = String(decoding: text, as: UTF8.self)
        text.withUTF8 { text in
            var rest = text[...]
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): json += "\\\"".utf8
                case UInt8(ascii: "\\"): json += "\\\\".utf8
                case 0x08: json += "\\b".utf8
                case 0x0C: json += "\\f".utf8
                case UInt8(ascii: "\n"): json += "\\n".utf8
                case UInt8(ascii: "\r"): json += "\\r".utf8
                case UInt8(ascii: "\t"): json += "\\t".utf8
                case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                    json += "\\u00".utf8
                    HexDigits.append([byte], to: &json)
                case 0xE2 where rest.starts(with: [0x80, 0xA8]), 0xE2 where rest.starts(with: [0x80, 0xA9]):
                    // U+2028 and U+2029 end a line in JavaScript of old.
                    json += "\\u20".utf8
                    HexDigits.append([rest.dropFirst().first == 0xA8 ? 0x28 : 0x29], to: &json)
                    rest = rest.dropFirst(2)
                default: json.append(byte)
                }
            }
        }
    }
}
