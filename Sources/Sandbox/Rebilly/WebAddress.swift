import Foundation

/// Addresses of pages.
enum WebAddress {
    /// Whether a text is an absolute address of the web with a host (R9).
    ///
    /// The characters are checked before, because `URL` encodes what it should refuse.
    static func isAbsolute(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }),
            let components = URLComponents(string: text),
            ["http", "https"].contains(components.scheme?.lowercased())
        else { return false }
        return components.host?.isEmpty == false
    }
}
