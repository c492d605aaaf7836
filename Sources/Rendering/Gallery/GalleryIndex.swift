import Diagnostics
import Foundation
import Portals

/// The index that the gallery's search reads: a row for every card, as JSON inside `index.html`.
enum GalleryIndex {
    /// Returns the rows as JSON that can stand in a `script` element: nothing in it could end the element.
    ///
    /// - Parameter portals: All portals in their order.
    /// - Returns: The rows in one line.
    static func json(of portals: [PortalSummary]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        // Texts, numbers and lists of them are always JSON.
        let json = (try? encoder.encode(portals.map { Row(card: GalleryCard($0)) })) ?? Data("[]".utf8)
        return String(decoding: json, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "<": text += "\\u003c"
            case ">": text += "\\u003e"
            case "&": text += "\\u0026"
            case "\u{2028}": text += "\\u2028"
            case "\u{2029}": text += "\\u2029"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// A card as a list, in the order in which the script takes it apart.
    private struct Row: Encodable {
        let card: GalleryCard

        func encode(to encoder: any Encoder) throws {
            var list = encoder.unkeyedContainer()
            try list.encode(card.kind.rawValue)
            try list.encode(card.portal.id.displayText)
            try list.encode(card.title)
            try list.encode(card.address)
            try list.encode(card.portal.brandName)
            try list.encode(card.portal.errorCount)
            try list.encode(card.portal.warningCount)
            try list.encode((card.palette.map(GalleryCard.colors) ?? []).map(\.description).joined())
            if card.palette == nil { try list.encode(card.problem) }
        }
    }
}
