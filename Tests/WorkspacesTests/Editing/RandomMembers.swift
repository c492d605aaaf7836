import Portals
import TestSupport

/// Members and changes put together by chance.
struct RandomMembers {
    var generator: SeededGenerator

    mutating func object(depth: Int, isPortal: Bool = false) -> ValueObject {
        var pairs: [(String, Value)] = []
        if isPortal {
            let fields = FieldTable.portal.members(of: FieldPath(components: [])).map(\.path.key)
            for key in fields.shuffled(using: &generator).prefix(chance(6)) {
                pairs.append((key, value(depth: depth - 1, isText: true)))
            }
        }
        for _ in 0..<chance(4) { pairs.append((key(), value(depth: depth - 1))) }
        return ValueObject(pairs)
    }

    /// A value; of a known field no number, which YAML could not tell from its characters there.
    mutating func value(depth: Int, isText: Bool = false) -> Value {
        switch chance(depth > 0 ? 9 : 6) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2 where !isText: return .number(["0", "-1", "1.50", "1e1000", "12345678901234567890"][chance(5)])
        case 6: return .array((0..<chance(3)).map { _ in value(depth: depth - 1) })
        case 7, 8: return .object(object(depth: depth))
        default: return .string(text())
        }
    }

    mutating func text() -> String {
        switch chance(8) {
        case 0: return ["", "no", "12", "0044d4", "null", "~", " x ", "a: b", "a # b", "\u{D7FF}\u{E000}"][chance(10)]
        case 1: return String(repeating: HostileText.random(using: &generator), count: 200)
        case 2: return "one\n\n  two # three\n" + (chance(2) == 0 ? "" : "four")
        case 3: return "plain"
        case 4: return (0..<chance(6)).map { _ in HostileText.random(using: &generator) }.joined(separator: "\n")
        default: return HostileText.random(using: &generator)
        }
    }

    mutating func key() -> String {
        chance(3) == 0 ? HostileText.random(using: &generator) : ["a", "b.c", "no", "x-y", "1", ""][chance(6)]
    }

    mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
}
