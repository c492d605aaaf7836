import Foundation
import HTTPTypes

/// Hides what lets its reader in: keys, and the addresses of management links.
enum Redaction {
    private static let secretHeaders: Set<String> = ["reb-apikey", "authorization", "cookie", "proxy-authorization"]
    private static let hidden = "<redacted>"

    static func headers(_ fields: HTTPFields) -> [(name: String, value: String)] {
        fields.map { field in
            let name = field.name.canonicalName
            return (field.name.rawName, secretHeaders.contains(name) ? hidden : field.value)
        }
    }

    /// The path and query of a request; the last part of a link's path is what makes it one.
    static func target(_ target: String) -> String {
        guard target.hasPrefix("/manage/") else { return target }
        return target.split(separator: "/").prefix(3).reduce("") { "\($0)/\($1)" } + "/\(hidden)"
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
        let text = String(decoding: shown.prefix(RequestLog.bodyLimit), as: UTF8.self)
        return shown.count > RequestLog.bodyLimit ? text + "…" : text
    }

    private static func withoutSecrets(_ body: Data) -> Data {
        guard var members = (try? JSON(parsing: body))?.object else { return Data(hidden.utf8) }
        for name in ["url", "token"] where members[name] != nil { members[name] = .string(hidden) }
        return JSON.object(members).bytes
    }
}
