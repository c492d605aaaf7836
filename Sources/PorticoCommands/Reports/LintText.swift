import Diagnostics
import Workspaces

/// Problems as text for people: a line each, and below it the line of the file with the place underlined.
///
///     portals/acme.yaml:9:3: error: customization.colours: unknown field; did you mean 'colors'? [fields.unknown]
///      9 |   colours: {primary: 0044d4}
///        |   ^^^^^^^
///        = rename 'colours' to 'colors' (lint --fix does)
///
/// Problems of one place share its line. A problem's own line is the only one that does not begin with a space.
struct LintText {
    private var excerpts: SourceExcerpts
    private let isColored: Bool

    init(_ excerpts: SourceExcerpts, isColored: Bool) {
        self.excerpts = excerpts
        self.isColored = isColored
    }

    /// Returns the text of a report.
    mutating func text(_ report: LintReport) -> String {
        var text = (report.fixes ?? []).map { FixText.line($0, isColored: isColored) + "\n" }.joined()
        var index = report.problems.startIndex
        while index < report.problems.endIndex {
            let first = report.problems[index]
            let together = report.problems[index...].prefix { $0.file == first.file && $0.range == first.range }
            for problem in together { text += ProblemText.line(problem, isColored: isColored) + "\n" }
            if let excerpt = excerpts.excerpt(for: first) { text += drawing(excerpt, of: Array(together)) }
            index = together.endIndex
        }
        return text
    }

    private func drawing(_ excerpt: SourceExcerpt, of problems: [Diagnostic]) -> String {
        let window = ExcerptWindow(excerpt)
        let number = String(excerpt.line)
        let gutter = String(repeating: " ", count: number.count)
        let severity = problems.map(\.severity).max() ?? .note
        let mark = String(repeating: "^", count: window.markedWidth)
        var lines = [
            "\(dim(" \(number) |")) \(window.text)",
            "\(dim(" \(gutter) |")) \(String(repeating: " ", count: window.offset))\(paint(mark, severity))",
        ]
        for fix in Set(problems.compactMap { $0.fix?.title }).sorted() {
            lines.append("\(dim(" \(gutter) =")) \(fix.displayText) (lint --fix does)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func dim(_ text: String) -> String {
        isColored ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }

    private func paint(_ text: String, _ severity: Severity) -> String {
        isColored ? "\u{1B}[1;\(ProblemText.color(of: severity))m\(text)\u{1B}[0m" : text
    }
}

/// The part of a line that is shown, with the place in it.
struct ExcerptWindow {
    /// How many cells of a terminal a line may take.
    private static let width = 96
    /// How many of them stand before a place that is far to the right.
    private static let lead = 32

    /// What is shown, without control characters; `…` stands for what is cut away.
    let text: String
    /// How many cells stand before the place.
    let offset: Int
    /// How many cells the place takes, at least one.
    let markedWidth: Int

    init(_ excerpt: SourceExcerpt) {
        let line = excerpt.before + excerpt.marked + excerpt.after
        // Most lines are short and of ASCII, where each byte takes a cell.
        guard line.utf8.count > Self.width || !line.isPlainASCII else {
            let blanks = line.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
            text = String(line.dropLast(blanks))
            offset = excerpt.before.utf8.count
            markedWidth = max(excerpt.marked.utf8.count, 1)
            return
        }
        var before = Cells(excerpt.before)
        var marked = Cells(excerpt.marked)
        var after = Cells(excerpt.after)
        if before.width + min(marked.width, Self.width / 2) > Self.width { before = before.last(Self.lead) }
        marked = marked.first(Self.width - before.width)
        after = after.first(Self.width - before.width - marked.width)
        text = String((before.text + marked.text + after.text).reversed().drop { $0 == " " }.reversed())
        offset = before.width
        markedWidth = max(marked.width, 1)
    }
}

/// Text with the cells that each character takes on a terminal.
private struct Cells {
    private let characters: [(Character, width: Int)]

    var width: Int { characters.reduce(0) { $0 + $1.width } }
    var text: String { String(characters.map(\.0)) }

    init(_ text: String) {
        characters = text.displayText.map { ($0, Self.width(of: $0)) }
    }

    private init(_ characters: [(Character, width: Int)]) {
        self.characters = characters
    }

    /// The first characters that fit; `…` for the rest.
    func first(_ limit: Int) -> Cells {
        guard width > limit else { return self }
        var room = limit - 1
        let kept = characters.prefix {
            room -= $0.width
            return room >= 0
        }
        return limit > 0 ? Cells(kept + [("…", 1)]) : Cells([])
    }

    /// The last characters that fit; `…` for the rest.
    func last(_ limit: Int) -> Cells {
        guard width > limit else { return self }
        var room = limit - 1
        let kept = characters.reversed().prefix {
            room -= $0.width
            return room >= 0
        }
        return Cells([("…", 1)] + kept.reversed())
    }

    /// How many cells a character takes: none of a mark alone, two where East Asian width is wide
    /// (Unicode Standard Annex #11), and for emoji.
    private static func width(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }
}
