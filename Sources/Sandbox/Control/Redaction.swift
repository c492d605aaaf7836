import Foundation
import HTTPTypes

/// Hides what lets its reader in: keys, and the addresses of management links.
enum Redaction {
    private static let secretHeaders: Set<String> = ["reb-apikey", "authorization", "cookie", "proxy-authorization"]
    private static let hidden = "<redacted>"

    static func headers(_ fields: HTTPFields) -> [(name: String, value: String)] {
        fields.map { field in
            let name = field.name.canonicalName
            return (field.name.rawName, secretHeaders.contains(name) ? hidden : withoutLinks(field.value))
        }
    }

    /// The path and query of a request.
    static func target(_ target: String) -> String {
        let shown = withoutLinks(target)
        // Digits may be written with percent signs.
        guard let decoded = target.removingPercentEncoding, decoded != target else { return shown }
        return withoutLinks(decoded) == decoded ? shown : hidden
    }

    /// How many digits make a management link what it is: sixteen, which stand alone (advanced-billing.md, M13).
    private static let digitCount = 16

    /// The text with the digits of each management link hidden, wherever they stand.
    private static func withoutLinks(_ text: String) -> String {
        String(decoding: withoutLinks(Array(text.utf8)[...]), as: UTF8.self)
    }

    private static func withoutLinks(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var shown: [UInt8] = []
        shown.reserveCapacity(bytes.count)
        var word = bytes.startIndex
        for index in bytes.startIndex...bytes.endIndex {
            if index < bytes.endIndex, ASCIIClass.isLetterOrDigit(bytes[index]) { continue }
            let isDigits = index - word == digitCount && bytes[word..<index].allSatisfy(ASCIIClass.isHexDigit)
            shown += isDigits ? Array(hidden.utf8)[...] : bytes[word..<index]
            if index < bytes.endIndex { shown.append(bytes[index]) }
            word = index + 1
        }
        return shown
    }

    /// The start of a body as text.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - type: Its media type.
    ///   - path: What was asked for: some answers are secret.
    /// - Returns: The text, or what stands there instead.
    static func body(_ body: Data, type: String?, path: String) -> String {
        if body.isEmpty { return "" }
        guard type?.hasPrefix("application/json") == true || type?.hasPrefix("text/plain") == true else {
            return "(\(body.count) bytes of \(type ?? "unknown type"))"
        }
        let isSecret =
            path.hasSuffix("/management_link.json") || path.contains("/storefront/") || path.hasPrefix("/storefront")
        let shown = isSecret ? withoutSecrets(body) : body
        // Digits that the limit cuts in two are hidden before.
        let start = withoutLinks(Array(shown.prefix(RequestLog.bodyLimit + digitCount))[...])
        let text = String(decoding: start.prefix(RequestLog.bodyLimit), as: UTF8.self)
        return shown.count > RequestLog.bodyLimit ? text + "…" : text
    }

    private static func withoutSecrets(_ body: Data) -> Data {
        guard var members = (try? JSON(parsing: body))?.object else { return Data(hidden.utf8) }
        for name in ["url", "token"] where members[name] != nil { members[name] = .string(hidden) }
        return JSON.object(members).bytes
    }
}
