import Foundation
import TestSupport
import Testing

/// A page, taken apart as tests of reviewers' pages need it.
struct ReadPage {
    let text: String
    let html: HTMLTags

    init(_ text: String) {
        self.text = text
        html = HTMLTags(text)
    }

    /// What the browser's tab says.
    var title: String { html.texts.first { $0 != "\n" } ?? "" }

    var description: String { html.tags.first { $0["name"] == "description" }?["content"] ?? "" }

    var policy: String { html.tags.first { $0["http-equiv"] == "Content-Security-Policy" }?["content"] ?? "" }

    var ids: [String] { html.tags.compactMap { $0["id"] } }

    func tags(_ name: String) -> [HTMLTags.Tag] { html.tags.filter { $0.name == name } }

    /// What stands between two texts, the first time that the former is met.
    func part(from start: String, to end: String) throws -> ReadPage {
        let open = try #require(text.range(of: start), "no \(start)")
        let close = try #require(text[open.upperBound...].range(of: end), "no \(end)")
        return ReadPage(String(text[open.upperBound..<close.lowerBound]))
    }

    /// The section under a heading of a board.
    func section(_ title: String) throws -> ReadPage {
        let sections = text.components(separatedBy: "<section ").dropFirst()
        let section = sections.first { $0.contains(">\(title)</h2>") }
        let end = try #require(section, "no section \(title)").components(separatedBy: "</section>")
        return ReadPage("<section " + (end.first ?? ""))
    }

    /// The words that are read, white space between them made one space.
    var words: String {
        html.texts.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The parts that begin with a tag, such as `<tr`, up to the next one or the end.
    func parts(_ start: String) -> [ReadPage] {
        text.components(separatedBy: start).dropFirst().map { ReadPage(start + $0) }
    }
}
