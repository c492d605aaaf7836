/// What stands between two markers of a text.
package enum DocsContent: Sendable, Hashable {
    /// The docs of the portal with an id.
    case portal(String)
    /// The tables of all portals.
    case matrix

    /// The name that both markers have.
    var name: String {
        switch self {
        case .portal: "portico:docs"
        case .matrix: "portico:matrix"
        }
    }
}

/// What is wrong with a marker.
package struct DocsMarkerProblem: Error, Sendable, Hashable {
    /// The line of the marker, from 1.
    package let line: Int
    /// What is wrong and what would be right, without a full stop.
    package let message: String

    package init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

/// A comment that is meant for Portico.
enum DocsMarker: Hashable {
    /// `<!-- portico:docs portal=acme -->` or `<!-- portico:matrix -->`.
    case start(DocsContent)
    /// `<!-- /portico:docs -->`.
    case end(name: String)
    /// It is meant for Portico, and says nothing that Portico knows.
    case unknown(String)

    /// Reads what stands in a comment; `nil` if it is not meant for Portico.
    ///
    /// - Parameter comment: What stands between `<!--` and `-->`.
    init?(_ comment: String) {
        let words = comment.unicodeScalars.split { $0.properties.isWhitespace }.map(String.init)
        guard let name = words.first, name.hasPrefix("portico:") || name.hasPrefix("/portico:") else { return nil }
        let rest = words.dropFirst()
        switch name {
        case "portico:matrix" where rest.isEmpty: self = .start(.matrix)
        case "/portico:docs" where rest.isEmpty, "/portico:matrix" where rest.isEmpty:
            self = .end(name: String(name.dropFirst()))
        case "portico:docs":
            guard rest.count == 1, let id = Self.portal(rest[rest.startIndex]) else {
                self = .unknown("'portico:docs' names one portal: write <!-- portico:docs portal=ID -->")
                return
            }
            self = .start(.portal(id))
        default:
            self = .unknown(
                "'\(words.joined(separator: " "))' is no marker; write portico:docs portal=ID, portico:matrix, "
                    + "/portico:docs or /portico:matrix"
            )
        }
    }

    /// The id of `portal=acme` or `portal="acme"`.
    private static func portal(_ word: String) -> String? {
        guard word.hasPrefix("portal=") else { return nil }
        var id = word.dropFirst("portal=".count)
        if id.utf8.count > 1, id.hasPrefix("\""), id.hasSuffix("\"") { id = id.dropFirst().dropLast() }
        return id.isEmpty ? nil : String(id)
    }
}
