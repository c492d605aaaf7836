import Foundation

/// The parts of a form (RFC 7578).
struct MultipartForm: Sendable {
    struct Part: Sendable {
        let name: String
        let fileName: String?
        let mediaType: String?
        let content: Data

        /// The content as text; `nil` if it is no UTF-8.
        var text: String? { String(validating: content, as: UTF8.self) }
    }

    let parts: [Part]

    private static let mostParts = 100

    /// Takes a form apart; `nil` if it isn't one.
    ///
    /// - Parameters:
    ///   - body: The form.
    ///   - contentType: The header, which names the boundary.
    init?(_ body: Data, contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        // The first boundary stands at the start, all others behind the end of a line.
        let delimiter = Data("\r\n--\(boundary)".utf8)
        let body = Data("\r\n".utf8) + body
        var parts: [Part] = []
        guard var start = body.range(of: delimiter)?.upperBound else { return nil }
        while !body[start...].starts(with: "--".utf8) {
            guard let end = body.range(of: delimiter, in: start..<body.endIndex),
                let part = Self.part(body[start..<end.lowerBound]), parts.count < Self.mostParts
            else { return nil }
            parts.append(part)
            start = end.upperBound
        }
        self.parts = parts
    }

    private static func part(_ bytes: Data) -> Part? {
        let separator = Data("\r\n\r\n".utf8)
        // Behind the boundary the line ends, with blanks before that.
        guard let head = bytes.range(of: separator),
            let text = String(validating: bytes[..<head.lowerBound], as: UTF8.self)
        else { return nil }
        var disposition: String?
        var mediaType: String?
        // A line ends in CR LF, which is one character.
        for line in text.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            switch parts[0].lowercased() {
            case "content-disposition": disposition = parts[1]
            case "content-type": mediaType = String(parts[1].prefix { $0 != ";" }).lowercased()
            default: break
            }
        }
        guard let disposition, let name = parameter("name", of: disposition) else { return nil }
        return Part(
            name: name,
            fileName: parameter("filename", of: disposition),
            mediaType: mediaType,
            content: Data(bytes[head.upperBound...])
        )
    }

    /// A parameter of a header, quoted or not.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            let value = pair[1]
            let isQuoted = value.utf8.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            return isQuoted ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }
}
