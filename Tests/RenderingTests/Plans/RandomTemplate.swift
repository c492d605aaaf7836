import Diagnostics
import TestSupport

@testable import Rendering

/// Templates and contexts that fit together, at random.
struct RandomTemplate {
    private var generator: SeededGenerator

    static let partials = ["header", "footer", "address", "glyph"]
    private static let texts = ["a", "b", "c"]
    private static let sharedTexts = ["s", "t"]
    private static let flags = ["on", "off"]
    private static let lists = ["rows", "sharedRows"]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    /// A library in which a root, `board`, and four partials say something random.
    mutating func library() throws -> TemplateLibrary {
        var overrides = [TemplateOverride(name: "board", file: "", text: prologue() + text(depth: 3, partials: 0))]
        for index in Self.partials.indices {
            let text = text(depth: 2, partials: index + 1)
            overrides.append(TemplateOverride(name: Self.partials[index], file: "", text: text))
        }
        var diagnostics: [Diagnostic] = []
        return try TemplateLibrary(overrides: overrides, diagnostics: &diagnostics)
    }

    private mutating func prologue() -> String {
        chance(20) ? "{{% CONTENT_TYPE:TEXT}}\n" : ""
    }

    /// A template whose sections nest only so deep, with no partial before a given one, so that none includes itself.
    private mutating func text(depth: Int, partials: Int) -> String {
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in piece(depth: depth, partials: partials) }.joined()
    }

    private mutating func piece(depth: Int, partials: Int) -> String {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0...2: return pick(["x", "\n", "  ", "<p>\n", "é&", "\"'\n", "\n\n  ", "{ }", "\r\n", "\t"])
        case 3...5: return variable()
        case 6...8 where depth > 0: return section(depth: depth, partials: partials)
        case 9...12 where partials < Self.partials.count:
            let name = pick(Array(Self.partials[partials...]))
            return pick(["{{> \(name)}}", "\n  {{> \(name)}}\n", "{{> \(name)}}\n", "\n\t{{> \(name)}}\n  y"])
        case 13 where chance(15): return pick(["{{uppercased(a)}}", "{{#empty(b)}}e{{/empty(b)}}", "{{! note }}"])
        default: return "z"
        }
    }

    private mutating func variable() -> String {
        let name = pick(Self.texts + Self.sharedTexts + ["cell", "cell"])
        return pick(["{{\(name)}}", "{{{\(name)}}}", "{{&\(name)}}", "\n{{\(name)}}", "  {{{\(name)}}}\n"])
    }

    private mutating func section(depth: Int, partials: Int) -> String {
        let name = pick(Self.flags + Self.lists + Self.lists + Self.texts + ["isLast", "shared"])
        let sign = pick(["#", "#", "^"])
        let inside = text(depth: depth - 1, partials: partials)
        return chance(50)
            ? "{{\(sign)\(name)}}\(inside){{/\(name)}}" : "\n{{\(sign)\(name)}}\n\(inside)\n{{/\(name)}}\n"
    }

    /// What is the same for every portal.
    mutating func shared() -> TemplateContext {
        [
            "s": .text(value()), "t": .text(value()), "shared": .flag(chance(50)),
            "sharedRows": .list(rows()),
        ]
    }

    /// What differs from portal to portal.
    mutating func values() -> TemplateContext {
        [
            "a": .text(value()), "b": .text(value()), "c": .text(value()), "on": .flag(chance(50)),
            "off": .flag(chance(50)), "rows": chance(50) ? .list(rows()) : .rows(KeptRows(rows())),
        ]
    }

    private mutating func rows() -> [TemplateContext] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            ["cell": .text(value()), "isLast": .flag(chance(50))]
        }
    }

    private mutating func value() -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: ""
        case 1: pick(["\n", "x\n", "\nx", "x\r", "\r\n", "x\r\n"])
        case 2, 3: HostileText.random(using: &generator)
        default: pick(["Acme", "Smith & <Sons>", "é", "x\ny"])
        }
    }
}
