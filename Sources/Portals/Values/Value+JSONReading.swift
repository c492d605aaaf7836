package import Foundation
import Synchronization

/// Bytes that are no JSON.
package struct JSONReadingError: Error, Hashable, Sendable {
    package init() {}
}

extension Value {
    /// Reads JSON (RFC 8259) with Foundation, and keeps the order of members.
    ///
    /// A number keeps its value, up to the 38 digits of a decimal, but not its spelling: `1.50` becomes `1.5`. Of two
    /// equal keys the first counts, as everywhere else.
    ///
    /// - Parameter json: One JSON value.
    /// - Throws: `JSONReadingError` if it is none, or holds a number that no decimal and no double can hold.
    package init(json: Data) throws(JSONReadingError) {
        let decoder = JSONDecoder()
        let counter = KeyCounter()
        // Foundation asks for the keys of an object in the order of the text and then forgets it. A place in front of
        // each key keeps it.
        decoder.keyDecodingStrategy = .custom { path in
            PlacedKey(place: counter.next(), name: path.last?.stringValue ?? "")
        }
        do {
            self = try decoder.decode(DecodedValue.self, from: json).value
        } catch {
            throw JSONReadingError()
        }
    }

    /// The value as the bytes of JSON; numbers stand as they were written.
    package var json: Data {
        Data(prettyJSON.utf8)
    }
}

/// Counts the keys of a text.
private final class KeyCounter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// A key of an object, and where it stands among all keys of the text.
private struct PlacedKey: CodingKey {
    let place: Int
    let name: String

    init(place: Int, name: String) {
        self.place = place
        self.name = name
    }

    init?(stringValue: String) {
        // A mark that combines with the colon would hide it from a look at characters.
        let scalars = stringValue.unicodeScalars
        guard let colon = scalars.firstIndex(of: ":"), let place = Int(String(scalars[..<colon])) else { return nil }
        self.init(place: place, name: String(scalars[scalars.index(after: colon)...]))
    }

    init?(intValue: Int) { nil }

    var stringValue: String { "\(place):\(name)" }
    var intValue: Int? { nil }
}

private struct DecodedValue: Decodable {
    let value: Value

    init(from decoder: any Decoder) throws {
        let scalar = try decoder.singleValueContainer()
        // A guess that is wrong costs an error, so the commonest come first.
        if scalar.decodeNil() {
            value = .null
        } else if let text = try? scalar.decode(String.self) {
            value = .string(text)
        } else if let flag = try? scalar.decode(Bool.self) {
            value = .boolean(flag)
        } else if let object = try? decoder.container(keyedBy: PlacedKey.self) {
            let keys = object.allKeys.sorted { $0.place < $1.place }
            let members = try keys.map { ($0.name, try object.decode(DecodedValue.self, forKey: $0).value) }
            value = .object(ValueObject(members))
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [Value] = []
            while !list.isAtEnd { elements.append(try list.decode(DecodedValue.self).value) }
            value = .array(elements)
        } else if let number = try? scalar.decode(Decimal.self) {
            value = .number("\(number)")
        } else {
            value = .number("\(try scalar.decode(Double.self))")
        }
    }
}
