package import Foundation

/// Bytes that are no JSON, or are nested too deeply.
package struct JSONReadingError: Error, Hashable, Sendable {
    package init() {}
}

extension Value {
    /// How deeply the lists and objects of a text may lie in one another.
    package static let depthLimit = 64

    /// Reads JSON (RFC 8259) with Foundation, and keeps the order of members.
    ///
    /// It takes time in proportion to the size of the text, whatever stands in it. A number keeps its value, but not
    /// its spelling: `1.50` becomes `1.5`. One of more than 20 characters, or with an exponent beyond 99, keeps the
    /// characters too, because no type holds all of them. Of two equal keys the first counts, as everywhere else.
    ///
    /// - Parameter json: One JSON value in UTF-8.
    /// - Throws: `JSONReadingError` if it is none, or more than `depthLimit` lists and objects lie in one another.
    package init(json: Data) throws(JSONReadingError) {
        let marked = try MarkedJSON(json)
        // Whatever the marks did, it is Foundation that says whether this is JSON.
        guard let tree = try? JSONSerialization.jsonObject(with: Data(marked.text), options: .fragmentsAllowed) else {
            throw JSONReadingError()
        }
        var tokens = marked.tokens.makeIterator()
        self = try Value(tree, &tokens)
    }

    /// Makes a value of what Foundation read and the tokens of the text, which come in the same order.
    private init(_ tree: Any, _ tokens: inout IndexingIterator<[MarkedJSON.Token]>) throws(JSONReadingError) {
        guard let token = tokens.next() else { throw JSONReadingError() }
        switch (token, tree) {
        case (.null, _): self = .null
        case (.boolean(let flag), _): self = .boolean(flag)
        case (.number(let text), _): self = .number(text)
        case (.string, let text as String): self = .string(text)
        case (.array, let list as [Any]):
            var elements: [Value] = []
            elements.reserveCapacity(list.count)
            for element in list { elements.append(try Value(element, &tokens)) }
            self = .array(elements)
        case (.object, let object as [String: Any]):
            var members: [(String, Value)] = []
            members.reserveCapacity(object.count)
            let placed = object.map { (PlacedKey($0.key), $0.value) }.sorted { $0.0.place < $1.0.place }
            for (key, value) in placed { members.append((key.name, try Value(value, &tokens))) }
            self = .object(ValueObject(members))
        default: throw JSONReadingError()
        }
    }

    /// The value as the bytes of JSON; numbers stand as they were written.
    package var json: Data {
        Data(prettyJSON.utf8)
    }
}

/// A key of an object, and where it stands among all keys of the text.
private struct PlacedKey {
    let place: Int
    let name: String

    init(_ marked: String) {
        // A mark that combines with the colon would hide it from a look at characters.
        let scalars = marked.unicodeScalars
        let colon = scalars.firstIndex(of: ":") ?? scalars.startIndex
        place = Int(String(scalars[..<colon])) ?? 0
        name = String(scalars[colon...].dropFirst())
    }
}
