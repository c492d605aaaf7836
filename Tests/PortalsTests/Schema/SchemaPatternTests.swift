import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Portals

/// What a schema says of a text is what `TextRules` says of it.
@Suite struct SchemaPatternTests {
    private static let kinds: [TextKind] = [
        .line(maximum: 20, beyond: .error), .line(maximum: 20, beyond: .warning), .identifier, .portalID, .slug, .color,
        .domain, .link, .email, .phone, .file, .free, .day, .month, .amount, .count, .locale, .currency,
    ]

    /// Texts from which others are made by small changes.
    private static let seeds = [
        "Acme billing", "acme-billing", "index.html", ".git", ".portico-1.tmp", "page-12.html", "..", ".", "0044d4",
        "#04d", "billing.acme.example", "a.b-c.x1", "https://acme.example/a?b=%20#c", "HTTP://acme.example:8080",
        "http://[::1]:80/", "http://[1:2:3:4:5:6:7:8]", "https://[::ffff:192.168.0.1]/x", "http://[1::7:8]:65535",
        "https://user@acme.example", "help@acme.example", "+1 (555) 010-0/1.2", "2024-02-29", "2026-11-30", "2000-02",
        "180.00", "1000000", "en-US", "zh-Hant-TW", "USD", "logos/acme.svg", "", " ", "\u{A0}", "null",
    ]

    private static let letters =
        Array("aZ09.-_~@:/?#[]%+ ()!$&'*,;=|{}^`\"\\<>\n\t\u{0}\u{85}\u{2028}\u{202E}\u{FEFF}é１\u{301}".unicodeScalars)
        + [Unicode.Scalar(0x1F600), Unicode.Scalar(0xE0041), Unicode.Scalar(0x1FFFE)].compactMap(\.self)

    @Test(arguments: kinds.indices)
    func `a text is legal to the schema and to Portico, or to neither`(index: Int) throws {
        let kind = Self.kinds[index]
        let check = try TextCheck(kind)
        var generator = SeededGenerator(seed: UInt64(index) &+ 2020)
        var legal = 0
        for _ in 0..<4000 {
            var text = Self.seeds.randomElement(using: &generator) ?? ""
            if let example = kind.example, Bool.random(using: &generator) { text = example }
            for _ in 0..<Int.random(in: 0...3, using: &generator) { text = Self.changed(text, using: &generator) }
            let isLegal = TextRules(kind: kind, place: FieldPath("x")).findings(in: text).allSatisfy {
                $0.severity != .error
            }
            #expect(check.accepts(text) == isLegal, "\(kind): \(text.debugDescription)")
            legal += isLegal ? 1 : 0
        }
        #expect((20..<4000).contains(legal), "\(kind): \(legal) legal texts say nothing")
    }

    private static func changed(_ text: String, using generator: inout SeededGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        let place = Int.random(in: 0...scalars.count, using: &generator)
        let scalar = letters.randomElement(using: &generator) ?? "x"
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: scalars.insert(scalar, at: place)
        case 1 where place < scalars.count: scalars[place] = scalar
        case 2 where place < scalars.count: scalars.remove(at: place)
        case 3 where scalars.count < 30: scalars += scalars
        default: break
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test(arguments: [
        (TextKind.slug, 4, false), (.slug, 5, true), (.slug, 100, true), (.slug, 101, false), (.identifier, 50, true),
        (.identifier, 51, false), (.portalID, 50, true), (.portalID, 51, false),
        (.line(maximum: 255, beyond: .error), 256, false),
        (.line(maximum: 255, beyond: .warning), 256, true), (.lines(byteCount: 16384), 16384, true),
        (.lines(byteCount: 16384), 16385, false),
    ])
    func `lengths are counted alike`(_ kind: TextKind, count: Int, isLegal: Bool) throws {
        let text = String(repeating: "a", count: count)
        #expect(try TextCheck(kind).accepts(text) == isLegal)
        let findings = TextRules(kind: kind, place: FieldPath("x")).findings(in: text)
        #expect(findings.allSatisfy { $0.severity != .error } == isLegal)
    }

    @Test(arguments: [63, 64, 190, 255, 256])
    func `long hosts are legal to both or to neither`(count: Int) throws {
        let labels = String(repeating: "a", count: 63) + "."
        for host in [
            String(repeating: "a", count: count) + ".x",
            String((String(repeating: labels, count: 9) + "x").suffix(count)),
        ] {
            for (kind, text) in [(TextKind.domain, host), (.link, "https://\(host)"), (.email, "a@\(host)")] {
                let findings = TextRules(kind: kind, place: FieldPath("x")).findings(in: text)
                #expect(try TextCheck(kind).accepts(text) == findings.allSatisfy { $0.severity != .error }, "\(text)")
            }
        }
    }

    private static let objects = ["", "features", "customization", "customization.colors", "customization.links"]

    @Test(arguments: objects)
    func `known keys at the wrong place are wrong to both, and others are right`(object: String) throws {
        let check = try KeyCheck(object)
        let keys = Set(FieldTable.portal.fields.flatMap { [$0.path.key, $0.path.description] })
        for key in keys.union(["loyalty", "x", "featuresXorderCancel", "", "é"]).sorted() {
            #expect(check.refuses(key) == check.isError(key), "\(key)")
        }
    }

    @Test(arguments: objects)
    func `a slip in a key is wrong to both`(object: String) throws {
        let check = try KeyCheck(object)
        let known = FieldTable.portal.members(of: check.object).map(\.path.key)
        var generator = SeededGenerator(seed: 404)
        var wrong = 0
        for _ in 0..<2000 {
            let key = known.randomElement(using: &generator) ?? ""
            let written = Self.changed(key, using: &generator)
            let isSlip =
                key.unicodeScalars.count > 3
                && Spelling.edits(from: Array(key.unicodeScalars), to: Array(written.unicodeScalars)) == 1
            let isLine = !written.unicodeScalars.contains { "\n\u{85}\u{2028}".unicodeScalars.contains($0) }
            if isSlip, isLine, !known.contains(written) {
                #expect(check.refuses(written), "\(written.debugDescription)")
            }
            guard check.refuses(written) else { continue }
            wrong += 1
            #expect(check.isError(written), "\(written.debugDescription)")
        }
        #expect(wrong > 200)
        for key in known {
            for written in [key.uppercased(), "_\(key)", key.map { "\($0)-" }.joined()] where !known.contains(written) {
                #expect(check.refuses(written) && check.isError(written), "\(written)")
            }
        }
    }
}

/// What the schema and Portico say of a key in an object of a portal.
private struct KeyCheck {
    let object: FieldPath
    private let pattern: NSRegularExpression

    init(_ object: String) throws {
        self.object = FieldPath(object)
        let text = MisplacedKeys(table: .portal, parent: self.object).pattern
        pattern = try NSRegularExpression(pattern: text.replacing("$", with: "\\z"))
    }

    func refuses(_ key: String) -> Bool {
        pattern.firstMatch(in: key, range: NSRange(key.startIndex..., in: key)) != nil
    }

    func isError(_ key: String) -> Bool {
        let place = object.appending(key)
        guard FieldTable.portal[place] == nil else { return false }
        let body = ValueObject([(key, .null)])
        let finding = UnknownKey(table: .portal, isClosed: false)
            .finding(for: body.members[0], of: body, at: place, inTable: object)
        return finding.severity == .error
    }
}

/// The part of JSON Schema that is about texts.
private struct TextCheck {
    private let patterns: [NSRegularExpression]
    private let lengths: ClosedRange<Int>

    init(_ kind: TextKind) throws {
        let assertions = ValueObject(kind.assertions)
        func number(_ key: String) -> Int? {
            if case .number(let text)? = assertions[key] { Int(text) } else { nil }
        }
        lengths = (number("minLength") ?? 0)...(number("maxLength") ?? .max)
        let table = FieldTable([Field("x", .text(kind), label: "X", meaning: "X")])
        let definitions = SchemaDefinition.all(in: table).map { $0.1.object?["pattern"]?.string }
        // ICU's $ also matches before a line break that ends the text; ECMA-262's does not.
        patterns = try ([assertions["pattern"]?.string] + definitions).compactMap(\.self).map { pattern in
            try NSRegularExpression(pattern: pattern.hasSuffix("$") ? pattern.dropLast() + "\\z" : pattern)
        }
    }

    func accepts(_ text: String) -> Bool {
        lengths.contains(text.unicodeScalars.count)
            && patterns.allSatisfy { $0.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil }
    }
}
