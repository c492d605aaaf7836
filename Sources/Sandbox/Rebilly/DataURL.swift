import Foundation

/// A `data:` URL (RFC 2397).
struct DataURL: Sendable {
    /// The type that it declares, in lower case and without parameters; `nil` if it declares none.
    let mediaType: String?
    let bytes: Data

    /// Reads an address; `nil` if it is another, or can't be read.
    init?(_ url: String) {
        guard url.prefix(5).lowercased() == "data:", let comma = url.firstIndex(of: ",") else { return nil }
        let header = url[..<comma].dropFirst(5).split(separator: ";", omittingEmptySubsequences: false)
        let type = header.first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        let content = String(url[url.index(after: comma)...])
        let isBase64 = header.count > 1 && header.last?.lowercased() == "base64"
        let decoded = isBase64 ? Data(base64Encoded: content) : content.removingPercentEncoding.map { Data($0.utf8) }
        guard let decoded else { return nil }
        mediaType = type.isEmpty ? nil : type
        bytes = decoded
    }
}
