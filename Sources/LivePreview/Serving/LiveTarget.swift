import Foundation

/// What a request asks for: the names of a path and the fields of a query, decoded.
struct LiveTarget: Sendable {
    /// The names; none of them is empty, `.`, `..` or has a slash in it.
    let path: [String]
    /// Whether the path ends with a slash, as a folder's does.
    let isFolder: Bool
    /// The fields of the query in their order.
    let fields: [(name: String, value: String)]

    /// Reads the target of a request.
    ///
    /// - Parameter text: The target as it was sent; `nil` comes of what is no path of this server.
    init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].first == "/" else { return nil }
        var names = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        isFolder = names.last?.isEmpty == true
        if isFolder { names = names.dropLast() }
        var path: [String] = []
        for name in names {
            guard let decoded = name.removingPercentEncoding, Self.isName(decoded) else { return nil }
            path.append(decoded)
        }
        var fields: [(name: String, value: String)] = []
        for field in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(pair[0]), let value = pair.count > 1 ? Self.decoded(pair[1]) : "" else {
                return nil
            }
            fields.append((name, value))
        }
        self.path = path
        self.fields = fields
    }

    /// The fields by their names; of fields with one name the first.
    var query: [String: String] { Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first } }

    /// Returns the same address without the fields of a name; it always leads to this server, whatever was sent.
    func address(without name: String) -> String {
        let rest = fields.filter { $0.name != name }
        let query = rest.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
        let folder = path.isEmpty || !isFolder ? "" : "/"
        return "/" + path.map(Self.encoded).joined(separator: "/") + folder + (query.isEmpty ? "" : "?\(query)")
    }

    /// A text as it stands in an address.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    private static func isName(_ text: String) -> Bool {
        let slashes: [UInt8] = [0, UInt8(ascii: "/"), UInt8(ascii: "\\")]
        return !text.isEmpty && text != "." && text != ".." && !text.utf8.contains(where: slashes.contains)
    }
}
