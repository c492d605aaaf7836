import Diagnostics
import TestSupport
import Testing

@testable import Workspaces

/// Which number signs begin a comment.
@Suite struct SourceCommentTests {
    private static func comments(_ text: String) -> [String] {
        let document = SourceReader().read(Array(text.utf8), file: "f", format: .yaml)
        guard let written = document.text else { return [] }
        return document.comments.map { comment in
            let text = String(decoding: written.bytes[comment.bytes], as: UTF8.self)
            return (comment.isAlone ? "alone " : "") + text
        }
    }

    @Test(arguments: [
        ("# a\nk: v # b\n  # c\n", ["alone # a", "# b", "alone # c"]),
        ("k: a#b\nl: '# c'\nm: \"d # e\" # f\n", ["# f"]),
        ("k: a # b\n", ["# b"]), ("#\nk: v", ["alone #"]), ("k: v #", ["#"]), ("k: #0044d4\n", ["#0044d4"]),
        ("k: |\n  # no\n  x # no\n# yes\nl: 1\n", ["alone # yes"]),
        ("k: | # header\n  # no\nl: 1 # yes", ["# header", "# yes"]),
        ("k: >-   # header\n\n  # no\n\n  # no\n\n# yes\nl: 1", ["# header", "alone # yes"]),
        ("k: |2\n   # no\n  # no\n # yes\nl: 1\n", ["alone # yes"]),
        ("k: \"a\n  # no\n  b\" # yes\n", ["# yes"]), ("k: 'a\n\n  # no'\n# yes\nl: 1", ["alone # yes"]),
        ("k: a\n  b\n  # yes\nl: c\n", ["alone # yes"]), ("'# no': v # yes\n", ["# yes"]),
        ("{a: 1, # one\n b: '#2', # two\n # three\n}", ["# one", "# two", "alone # three"]),
        ("k: [a, # b\n '# c']", ["# b"]), ("---  # start\nk: v\n", ["# start"]),
        ("k: v\r\n# a\r\nl: w # b\r\n", ["alone # a", "# b"]),
        ("k: v\r# a\rl: w", ["alone # a"]), ("\u{FEFF}# a\nk: v", ["alone # a"]),
        ("k: é # ü\n", ["# ü"]), ("\tk: v # x", []), ("k: {#a\n}", []), ("k:\t#a\nl: 1", ["#a"]),
        ("# a\u{85}k: v # b", ["alone # a", "# b"]), ("# a\u{2028}# b\nk: v", ["alone # a", "# b"]),
        ("k: v\n---\nl: w # of a second document\n", []), ("k: v\n# a\n...\n# b\n", ["alone # a", "alone # b"]),
        ("- a # b\n- '# c'\n", ["# b"]),
        ("a: 1\na: 2 # of a key that counts for nothing", ["# of a key that counts for nothing"]),
    ])
    func `a comment begins at the start or after a blank, and never in a text`(_ text: String, _ found: [String]) {
        #expect(Self.comments(text) == found, "\(text)")
    }

    @Test func `JSON has none`() {
        let document = SourceReader().read(Array(##"{"a": " # b", "#c": 1}"##.utf8), file: "f", format: .json)
        #expect(document.root != nil && document.comments.isEmpty)
    }

    @Test func `a text without a comment has none, whatever stands in its values`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let value = HostileText.random(using: &generator).unicodeScalars
                .filter {
                    $0.value >= 0x20 && $0 != "'" && !(0x7F...0x9F).contains($0.value) && $0.value & 0xFFFE != 0xFFFE
                }
            let text = "k: '\(String(String.UnicodeScalarView(value))) # x'\nl: 1 # y\n"
            guard read(text).root != nil else { continue }
            #expect(Self.comments(text) == ["# y"], "\(text)")
        }
    }
}
