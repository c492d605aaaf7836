import Foundation
import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct UnifiedDiffTests {
    private func diff(_ old: String?, _ new: String?) -> UnifiedDiff {
        UnifiedDiff(old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
    }

    @Test(
        arguments: [
            ("a\nb\nc\n", "a\nx\nc\n", ["@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]),
            (nil, "a\n", ["@@ -0,0 +1 @@", "+a"]),
            ("a\nb\n", nil, ["@@ -1,2 +0,0 @@", "-a", "-b"]),
            ("a", "b", ["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ No newline at end of file"]),
            ("a", "a\n", ["@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"]),
            ("1\n2\n3\n4\n5\n", "1\n2\n3\n4\n", ["@@ -2,4 +2,3 @@", " 2", " 3", " 4", "-5"]),
            ("a\n", "a\n", []), (nil, nil, []), ("a\r\nb\r\n", "a\nb\n", []),
            ("a\r\nb\n", "a\r\nc\r\n", ["@@ -1,2 +1,2 @@", " a\r", "-b", "+c\r"]),
        ] as [(String?, String?, [String])]
    )
    func `lines are as diff -u has them`(old: String?, new: String?, lines: [String]) {
        #expect(diff(old, new).lines() == lines)
    }

    @Test func `changes far from each other are hunks of their own`() {
        let old = (1...30).map(String.init)
        var new = old
        new[4] = "x"
        new[20] = "y"
        let result = diff(old.joined(separator: "\n") + "\n", new.joined(separator: "\n") + "\n")
        #expect(result.lines().filter { $0.hasPrefix("@@") } == ["@@ -2,7 +2,7 @@", "@@ -18,7 +18,7 @@"])
        #expect((result.removedCount, result.addedCount, result.firstLine) == (2, 2, 5))
    }

    @Test func `a long diff is cut with a count`() {
        let lines = diff(nil, String(repeating: "a\n", count: 100)).lines(limit: 60)
        #expect(lines.count == 61)
        #expect(lines.last == "… 41 more lines")
    }

    @Test func `control characters and other marks are made visible`() {
        let lines = diff(nil, "a\u{1B}[31m\t\u{0}\u{7F}\u{202E}\u{85}\rb\n").lines()
        #expect(lines.last == "+a␛[31m\t␀␡<U+202E><U+85>␍b")
        let bytes = UnifiedDiff(old: nil, new: [0xFF, 0x0A]).lines()
        #expect(bytes.last == "+\u{FFFD}")
    }

    @Test func `a long line is cut with a count`() {
        let last = diff(nil, String(repeating: "a", count: 2200) + "\n").lines().last
        #expect(last == "+" + String(repeating: "a", count: 2000) + "… (200 more characters)")
    }

    @Test(arguments: 0..<120)
    func `the system's patch turns the old text into the new one`(seed: UInt64) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/patch") else { return }
        var random = SeededGenerator(seed: seed)
        // Every fourth text is longer than what the standard library compares.
        let count = seed % 4 == 0 ? 900 : 20
        let variety = seed % 3 == 0 ? 5 : 2000
        var old = (0..<count).map { _ in "line \(Int.random(in: 0..<variety, using: &random))" }
        let lineBreak = seed % 5 == 0 ? "\r\n" : "\n"
        let oldText = old.joined(separator: lineBreak) + (Bool.random(using: &random) ? lineBreak : "")
        for _ in 0..<Int.random(in: 1...(count / 4), using: &random) {
            let place = Int.random(in: 0..<old.count, using: &random)
            if Bool.random(using: &random), old.count > 2 {
                old.remove(at: place)
            } else {
                old.insert("new", at: place)
            }
        }
        let newText = old.joined(separator: lineBreak) + (Bool.random(using: &random) ? lineBreak : "")
        let folder = try TemporaryFolder()
        try folder.write(oldText, to: "a")
        let lines = ["--- a", "+++ a"] + diff(oldText, newText).lines()
        try folder.write(lines.joined(separator: "\n") + "\n", to: "p")
        let patch = try Command(path: "/usr/bin/patch").run(["-s", "--binary", "--posix", "a", "p"], in: folder.path)
        if oldText != newText {
            #expect(patch.status == 0, "\(patch.output)\(patch.errors)")
            #expect(try folder.text("a") == newText)
        }
    }

    @Test func `a change in a table of ten thousand rows is found`() {
        let rows = (0..<10_000).map { "| [P\($0)](<p\($0)/portal.md>) | Active |" }
        var changed = rows
        changed[4_000] = "| changed |"
        changed.remove(at: 8_000)
        let text = { (rows: [String]) in (rows + [""] + rows.map { $0 + " Yes |" } + [""]).joined(separator: "\n") }
        let result = diff(text(rows), text(changed))
        #expect(result.removedCount == 4)
        #expect(result.addedCount == 2)
        #expect(result.firstLine == 4_001)
    }

    @Test func `texts that have nothing in common cost little`() {
        let old = (0..<60_000).map { "\($0 % 7)" }.joined(separator: "\n")
        let new = (0..<60_000).map { "\($0 % 11 + 20)" }.joined(separator: "\n")
        #expect(diff(old, new).removedCount == 60_000)
    }
}
