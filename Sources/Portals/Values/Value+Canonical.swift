#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Value {
    /// The value with each number in one spelling, because a service that reads and writes JSON keeps the number alone.
    ///
    /// Members of objects are ordered by the bytes of their keys, so that equal values have equal forms.
    package var canonical: Value {
        switch self {
        case .null, .boolean, .string: self
        case .number(let text): .number(Self.canonicalNumber(text))
        case .array(let elements): .array(elements.map(\.canonical))
        case .object(let object): .object(object.canonical)
        }
    }

    /// Numbers of more digits than arithmetic carries stay as they are spelt.
    private static func canonicalNumber(_ text: String) -> String {
        guard text.utf8.count <= 38, let number = Decimal(string: text), number.isFinite else { return text }
        return number == 0 ? "0" : "\(number)"
    }
}

extension ValueObject {
    /// The object with canonical values, its members ordered by the bytes of their keys.
    package var canonical: ValueObject {
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return ValueObject(sorted.map { ($0.key, $0.value.canonical) })
    }
}
