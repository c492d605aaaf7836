import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct HostileTextTests {
    @Test(
        arguments: [
            ([0x61, 0x3A, 0x0A, 0x20, 0xFF], "2:2-2:3", "0xFF"), ([0xC3], "1:1-1:2", "0xC3"),
            ([0xC3, 0xA9, 0xC0, 0x80], "1:2-1:3", "0xC0"), ([0xED, 0xA0, 0x80], "1:1-1:2", "0xED"),
            ([0x61, 0x00, 0x62], "1:2-1:3", "NUL"), ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], "1:2-1:3", "0xFF"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1-1:1", "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "1:1-1:1", "UTF-16"),
            ([0x00, 0x00, 0xFE, 0xFF], "1:1-1:1", "UTF-32"), ([0xF4, 0x90, 0x80, 0x80], "1:1-1:2", "0xF4"),
            ([0x61, 0x00, 0xFF], "1:2-1:3", "NUL"), ([0xFF, 0x00], "1:1-1:2", "0xFF"),
        ] as [([UInt8], String, String)]
    )
    func `bytes that are no UTF-8 are named with their place`(_ bytes: [UInt8], _ place: String, _ word: String) {
        for format in [SourceFormat.yaml, .json] {
            let document = SourceReader().read(bytes, file: "f", format: format)
            #expect(document.root == nil)
            #expect(document.places == ["\(place) file.not-utf8"])
            #expect(document.diagnostics.first?.message.contains(word) == true)
        }
    }

    @Test(arguments: ["", " ", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}", "\u{FEFF}# x"])
    func `an empty YAML file is empty and no problem`(_ text: String) {
        #expect(read(text).isEmpty)
    }

    @Test(arguments: ["", " \n\t", "\u{FEFF}"])
    func `an empty JSON file is empty and no problem`(_ text: String) {
        #expect(read(text, .json).isEmpty)
    }

    @Test func `a file over its limit is refused by its size`() {
        let document = SourceReader().read(Array(repeating: 0x61, count: 50 << 20), file: "f", format: .yaml)
        #expect(document.root == nil)
        #expect(document.places == ["file.too-large"])
        #expect(document.diagnostics.first?.message == "the file has 50 MB; a portal file has at most 256 KB")
        #expect(SourceReader.sizeProblem(byteCount: 256 << 10, file: "f", limits: .portalFile) == nil)
        let barely = SourceReader.sizeProblem(byteCount: (256 << 10) + 1, file: "f", limits: .portalFile)
        #expect(barely?.message == "the file has 256.1 KB; a portal file has at most 256 KB")
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "{\"a\":"])
    func `ten thousand levels end at the depth limit`(_ opening: String) {
        let text = String(repeating: opening, count: 10_000)
        #expect(read(text).diagnostics.map(\.rule) == [.syntaxTooDeep])
        guard opening == "[" || opening == "{\"a\":" else { return }
        #expect(read(text, .json).diagnostics.map(\.rule) == [.syntaxTooDeep])
    }

    @Test(arguments: [SourceFormat.yaml, .json])
    func `thirty-two levels pass and one more does not`(_ format: SourceFormat) {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(read(nested(32), format).diagnostics.isEmpty)
        #expect(read(nested(33), format).places == ["1:33-1:34 syntax.too-deep"])
    }

    @Test func `an alias counts with the depth of what it names`() {
        let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        #expect(read("a: &x \(deep)\nb: [[[[[[[[[[[*x]]]]]]]]]]]").diagnostics.isEmpty)
        #expect(read("a: &x \(deep)\nb: [[[[[[[[[[[[*x]]]]]]]]]]]]").places == ["2:16-2:18 syntax.too-deep"])
    }

    @Test func `ten thousand values pass and one more does not`() {
        let items = Array(repeating: "x", count: 9_999)
        #expect(read("[" + items.joined(separator: ",") + "]").diagnostics.isEmpty)
        #expect(read("[" + items.joined(separator: ",") + ",x]").diagnostics.map(\.rule) == [.syntaxTooManyNodes])
        let numbers = Array(repeating: "1", count: 10_000).joined(separator: ",")
        #expect(read("[\(numbers)]", .json).diagnostics.map(\.rule) == [.syntaxTooManyNodes])
    }

    @Test func `an alias bomb ends at the limit, as value and as key`() {
        let values = (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(read("a0: &a0 [x, x, x]\n" + values).diagnostics.map(\.rule) == [.syntaxTooManyNodes])
        let keys = (1..<40).map { "a\($0): &a\($0) {? *a\($0 - 1) : *a\($0 - 1), ? [*a\($0 - 1), *a\($0 - 1)] : x}\n" }
        let document = read("a0: &a0 {x: y}\n" + keys.joined())
        #expect(
            Set(document.diagnostics.map(\.rule.id)).isSubset(of: ["syntax.key-not-text", "syntax.too-many-nodes"])
        )
        #expect(document.root == nil)
    }

    @Test func `aliases cannot multiply a long text without end`() {
        let text = "a: &a \(String(repeating: "x", count: 200_000))\nb: [\(String(repeating: "*a, ", count: 9_000))]"
        #expect(read(text).diagnostics.map(\.rule) == [.syntaxTooManyNodes])
    }

    @Test(arguments: [
        ("a: &x [*x]", "1:8-1:10"), ("&x a: &y {b: *y}", "1:14-1:16"), ("&r\na: *r", "2:4-2:6"),
        ("a: &x 1\nb: &x [*x]", "2:8-2:10"),
    ])
    func `an alias inside its own anchor is an error`(_ text: String, _ place: String) {
        let document = read(text)
        #expect(document.places == ["\(place) syntax.invalid"])
        #expect(document.diagnostics.first?.message.contains("itself") == true)
    }

    @Test func `an unknown alias is left out and reported`() {
        let document = read("a: *x\nb: [1, *y, 2]\n*z : 3\nc: 4")
        #expect(document.places == ["1:4-1:6 syntax.invalid", "2:8-2:10 syntax.invalid", "3:1-3:3 syntax.invalid"])
        #expect(document.root?.mapping?.entries.map(\.key) == ["b", "c"])
        #expect(document.value("b") == .array([.number("1"), .number("2")]))
    }

    @Test func `the worst texts are read at once`() {
        let worst = [
            "%TAG !a! b\n", "a: |\n", "k: *x\n", "? []\n: 1\n", "a:", "'", "\"", "&a ", "*a ", "!a ", "[],", "a: b, ",
            "\r",
            "\u{85}", "#", "- \n", "\t", "---\n", "{", "%", "| ", "é", "[a]: ", "\\", "a\n",
        ]
        for unit in worst {
            let text = String(repeating: unit, count: 65_000 / unit.utf8.count)
            for start in ["", "["] {
                let seconds = ProcessorTime.seconds {
                    _ = read(start + text)
                    _ = read(start + text, .json)
                }
                #expect(seconds < 5, "\(start)\(unit)")
            }
        }
    }

    @Test func `mutilated texts never crash and keep places inside the text`() {
        let seed = Array(
            "\u{FEFF}# c\nname: &a Acme\ncolors: {primary: \"0044d4\", é: [1, *a, ~]}\r\nnotes: |\n  x\n  y\n? k\n: 'v'\n...\n"
                .utf8
        )
        let spice = Array("\"'[]{}:,&*!|>%@`#-?\n\r\t \\\u{2028}\u{FF}".utf8) + [0, 0xFF, 0xC3]
        var numbers = SeededGenerator(seed: 7)
        for _ in 0..<1_500 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...6, using: &numbers) {
                let place = Int.random(in: 0..<bytes.count, using: &numbers)
                let byte = spice[Int.random(in: 0..<spice.count, using: &numbers)]
                if Bool.random(using: &numbers) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
            }
            for format in [SourceFormat.yaml, .json] {
                let document = SourceReader().read(bytes, file: "f", format: format)
                #expect(document.root != nil || !document.diagnostics.isEmpty || document.isEmpty)
                let lineCount = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
                for range in document.diagnostics.compactMap(\.range) {
                    #expect((1...lineCount).contains(range.start.line))
                    #expect((1...bytes.count + 1).contains(range.start.column))
                    #expect(range.start <= range.end)
                }
            }
        }
    }
}
