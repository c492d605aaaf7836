import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// What holds for every file and every change.
@Suite struct FileEditorPropertyTests {
    /// A file, its members and a change of it.
    private struct Round {
        let text: String
        let file: String
        let members: ValueObject
        let change: FieldChange

        var bytes: [UInt8] { Array(text.utf8) }

        /// What the change makes of the members, said as plainly as possible.
        var expected: Value {
            Self.changed(.object(members), change.path.components[...], change.value) ?? .null
        }

        private static func changed(_ value: Value?, _ path: ArraySlice<String>, _ new: Value?) -> Value? {
            guard let key = path.first else { return new }
            guard let object = value?.object ?? (new == nil ? nil : ValueObject()) else { return value }
            var pairs = object.members.map { ($0.key, $0.value) }
            let index = pairs.firstIndex { $0.0.utf8.elementsEqual(key.utf8) }
            let inner = changed(index.map { pairs[$0].1 }, path.dropFirst(), new)
            if let index {
                if let inner { pairs[index].1 = inner } else { pairs.remove(at: index) }
            } else if let inner {
                pairs.append((key, inner))
            }
            return .object(ValueObject(pairs))
        }
    }

    /// The leaves of an object, with their paths.
    static func leaves(of object: ValueObject, at path: FieldPath = FieldPath(components: [])) -> [(
        path: FieldPath, value: Value
    )] {
        object.members.flatMap { member in
            let inner = path.appending(member.key)
            return member.value.object.map { $0.members.isEmpty ? [(inner, member.value)] : leaves(of: $0, at: inner) }
                ?? [(inner, member.value)]
        }
    }

    private static func rounds(_ count: Int, seed: UInt64) -> [Round] {
        var random = RandomMembers(generator: SeededGenerator(seed: seed))
        return (0..<count).map { index in
            let members = random.object(depth: 3, isPortal: true)
            var layout = RandomLayout(generator: random.generator)
            let isJSON = index % 4 == 0
            let text = isJSON ? layout.json(members) : layout.yaml(members)
            random.generator = layout.generator
            let change = random.change(of: members)
            return Round(text: text, file: isJSON ? "a.json" : "a.yaml", members: members, change: change)
        }
    }

    private static func read(_ bytes: [UInt8], _ file: String) -> SourceDocument {
        SourceReader().read(bytes, file: file, format: .of(file))
    }

    private static func members(_ bytes: [UInt8], _ file: String) -> Value? {
        let document = read(bytes, file)
        guard document.diagnostics.isEmpty else { return nil }
        return document.isEmpty ? .object(ValueObject()) : document.root?.value
    }

    private static func comments(_ bytes: [UInt8], _ file: String) -> [String] {
        let document = read(bytes, file)
        return document.comments.map { String(decoding: document.text?.bytes[$0.bytes] ?? [], as: UTF8.self) }
    }

    @Test func `a file holds what was asked and every comment, and can be changed back`() throws {
        var (done, refused) = (0, 0)
        for round in Self.rounds(800, seed: 77) {
            // Held against the layout, which is this test's own.
            try #require(Self.members(round.bytes, round.file) == .object(round.members), "\(round.text)")
            let editor = FileEditor(file: round.file)
            let after: [UInt8]
            do {
                after = try editor.edited(round.bytes, with: [round.change])
            } catch {
                refused += 1
                continue
            }
            done += 1
            let note = Comment(rawValue: "\(round.change)\n\(round.text)\n--- became\n\(after.text)")
            #expect(Self.members(after, round.file) == round.expected, note)
            let old = Self.comments(round.bytes, round.file)
            #expect(old.isEmpty || Self.comments(after, round.file) == old, note)
            #expect(after.starts(with: [0xEF, 0xBB, 0xBF]) == round.bytes.starts(with: [0xEF, 0xBB, 0xBF]), note)
            #expect(try editor.edited(after, with: [round.change]) == after, note)
            guard let key = round.change.path.components.first else { continue }
            let back = FieldChange(path: FieldPath(components: [key]), value: round.members[key])
            guard let restored = try? editor.edited(after, with: [back]) else { continue }
            #expect(Self.members(restored, round.file) == .object(round.members), note)
        }
        #expect(done > 720 && refused < 60, "\(done) done, \(refused) refused")
    }

    @Test func `lines that have nothing to do with a change stay as they are`() throws {
        for round in Self.rounds(600, seed: 78) {
            guard let after = try? FileEditor(file: round.file).edited(round.bytes, with: [round.change]) else {
                continue
            }
            let touched = Self.touchedLines(of: round)
            var rest = Self.lines(of: after)[...]
            for (index, line) in Self.lines(of: round.bytes).enumerated() where !touched.contains(index + 1) {
                guard let found = rest.firstIndex(of: line) else {
                    Issue.record(
                        "\(round.change): '\(line.text)' is gone from\n\(round.text)\n--- became\n\(after.text)"
                    )
                    break
                }
                rest = rest[(found + 1)...]
            }
        }
    }

    /// The lines with their breaks; a last one without a break gets one, and the byte-order mark is left out.
    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        for byte in TextEncoding.withoutMark(bytes) where byte != 0x0D {
            lines[lines.count - 1].append(byte)
            if byte == 0x0A { lines.append([]) }
        }
        if lines.last == [] { lines.removeLast() } else { lines[lines.count - 1].append(0x0A) }
        return lines
    }

    /// The lines of what is changed, of its parent's key, and of its whole parent if that stands in braces.
    private static func touchedLines(of round: Round) -> Set<Int> {
        let document = read(round.bytes, round.file)
        guard let root = document.root, let text = document.text else { return [] }
        var touched: Set<Int> = []
        var node = root
        var keyLine = 1
        for key in round.change.path.components {
            guard let mapping = node.mapping else { break }
            let offset = text.byteOffset(of: node.range.start) ?? 0
            if text.bytes[offset] == UInt8(ascii: "{") {
                touched.formUnion(node.range.start.line...node.range.end.line)
            }
            guard let entry = mapping[key] else { break }
            keyLine = entry.keyRange.start.line
            touched.insert(keyLine)
            node = entry.value
        }
        if root.node(at: round.change.path) != nil {
            touched.formUnion(keyLine...max(keyLine, node.range.end.line))
        }
        return touched
    }

    @Test func `whatever stands in a file, it is changed as asked or refused`() {
        var random = RandomMembers(generator: SeededGenerator(seed: 80))
        let pieces = [
            "&a ", "*a", "!!str ", "! ", "? ", "- ", "|+\n", ">2\n", "\t", "---\n", "...\n", "\n", "\r", "{", "}", ", ",
            ": ",
            "#", " # x\n", "'", "\"", "\u{2028}", "\u{85}", "  ", "null", "<<: ", "[", "]", "&b\n", "*b ",
        ]
        var done = 0
        for round in Self.rounds(1_500, seed: 81) where round.file == "a.yaml" {
            var scalars = Array(round.text.unicodeScalars)
            for _ in 0...random.chance(3) {
                let place = random.chance(scalars.count + 1)
                scalars.insert(contentsOf: pieces[random.chance(pieces.count)].unicodeScalars, at: place)
            }
            let bytes = Array(String(String.UnicodeScalarView(scalars)).utf8)
            guard let members = Self.members(bytes, round.file)?.object,
                let after = try? FileEditor(file: round.file).edited(bytes, with: [round.change])
            else { continue }
            done += 1
            let changed = Round(text: bytes.text, file: round.file, members: members, change: round.change)
            let wanted = changed.expected.object.map(FieldTable.portal.takingTextAsWritten)
            let found = Self.members(after, round.file)?.object.map(FieldTable.portal.takingTextAsWritten)
            #expect(found == wanted, "\(round.change)\n\(bytes.text)\n--- became\n\(after.text)")
            let old = Self.comments(bytes, round.file)
            #expect(old.isEmpty || Self.comments(after, round.file) == old)
        }
        #expect(done > 200, "\(done) done")
    }

    @Test func `several changes do what one after the other does, or nothing`() throws {
        for round in Self.rounds(100, seed: 79) {
            var random = RandomMembers(generator: SeededGenerator(seed: UInt64(round.text.utf8.count)))
            let changes = [round.change] + (0..<3).map { _ in random.change(of: round.members) }
            let editor = FileEditor(file: round.file)
            let together = try? editor.edited(round.bytes, with: changes)
            let apart = changes.reduce(Optional(round.bytes)) { bytes, change in
                bytes.flatMap { try? editor.edited($0, with: [change]) }
            }
            #expect(together == apart)
        }
    }
}

extension RandomMembers {
    /// A change that can be made: of a member, of a missing one, or below one.
    mutating func change(of members: ValueObject) -> FieldChange {
        var path: [String] = []
        var object = members
        while true {
            let isNew = object.members.isEmpty || chance(4) == 0
            if isNew {
                let known = FieldTable.portal.members(of: FieldPath(components: path)).map(\.path.key)
                path.append(known.isEmpty || chance(2) == 0 ? key() : known[chance(known.count)])
                if object.value(at: FieldPath(components: [path[path.count - 1]])) == nil, chance(3) == 0 {
                    path.append(key())
                }
                break
            }
            let member = object.members[chance(object.members.count)]
            path.append(member.key)
            guard let inner = member.value.object, chance(5) > 0 else { break }
            object = inner
        }
        let field = FieldPath(components: path)
        return chance(4) == 0 ? .remove(field) : .set(field, to: value(depth: 2, isText: true))
    }
}
