import Portals
import TestSupport

/// Random bodies of portal files with known and unknown keys.
struct RandomValues {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private static let keys =
        FieldTable.portal.fields.map(\.path.key) + ["loyalty", "é", "e\u{301}", "", "a.b", "0", "x-other", "\u{202E}"]

    mutating func object(depth: Int = 4) -> ValueObject {
        let count = Int.random(in: 0...6, using: &generator)
        return ValueObject((0..<count).map { _ in (key(), value(depth: depth - 1)) })
    }

    private mutating func key() -> String {
        Self.keys.randomElement(using: &generator) ?? ""
    }

    private mutating func value(depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &generator))
        case 2: .number(["0", "004400", "1e1000", "-0", "1.50", "0x1F"].randomElement(using: &generator) ?? "0")
        case 3, 4: .string(HostileText.random(using: &generator))
        case 5: .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth - 1) })
        default: .object(object(depth: depth))
        }
    }
}
