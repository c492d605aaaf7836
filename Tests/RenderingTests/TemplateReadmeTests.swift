import Foundation
import TestSupport
import Testing

@testable import Rendering

/// templates/README.md, held to what Swift fills templates with.
@Suite struct `The README of the templates` {
    /// The rows of all tables by the heading above: cells without their backticks.
    private static func tables() throws -> [String: [[String]]] {
        let text = try String(contentsOfFile: Repository.path("templates/README.md"), encoding: .utf8)
        var tables: [String: [[String]]] = [:]
        var heading = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { heading = String(line.drop { "# ".contains($0) }) }
            guard line.hasPrefix("| `") else { continue }
            let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
            tables[heading, default: []].append(cells.map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return tables
    }

    /// The keys of a table with their types; those of a list's elements as `list.key`.
    private static func types(
        of heading: String,
        prefix: String = "",
        in tables: [String: [[String]]]
    ) throws -> [String: String] {
        var types: [String: String] = [:]
        for row in try #require(tables[heading], "no table '\(heading)'") {
            let key = prefix + row[0].replacing("`", with: "")
            #expect(types[key] == nil, "\(key) stands twice")
            #expect(row.count == 4 && !row[2].isEmpty, "\(key) has no meaning")
            let isList = row[1].hasPrefix("list of ")
            types[key] = isList ? "list" : row[1]
            guard isList else { continue }
            let elements = try Self.types(
                of: "One of \(row[1].dropFirst("list of ".count))",
                prefix: "\(key).",
                in: tables
            )
            types.merge(elements) { first, _ in first }
        }
        return types
    }

    @Test func `lists every key of every page with its type, and no other`() throws {
        let tables = try Self.tables()
        for page in try TemplatePages.all() {
            let listed = try Self.types(of: page.name, in: tables)
            let filled = page.types
            #expect(filled.filter { listed[$0.key] != $0.value } == [:], "\(page.name): filled, but not listed so")
            #expect(listed.filter { filled[$0.key] != $0.value } == [:], "\(page.name): listed, but not filled so")
        }
    }

    @Test func `describes no element that no list holds`() throws {
        let tables = try Self.tables()
        let kinds = Set(tables.values.joined().map { $0.count > 1 ? $0[1] : "" })
        for heading in tables.keys where heading.hasPrefix("One of ") {
            #expect(kinds.contains("list of \(heading.dropFirst("One of ".count))"), "\(heading)")
        }
    }

    @Test func `names every template, and no other`() throws {
        let rows = try #require(try Self.tables()["The templates"])
        let names = rows.flatMap { $0[0].components(separatedBy: ", ") }.map { $0.replacing("`", with: "") }
        #expect(names.sorted() == BuiltInTemplates.texts.keys.sorted())
    }

    @Test func `gives examples that the built-in sample makes`() throws {
        let sample = try RenderedPortal.sample().context(canUpdate: true, canAdd: true)
        for row in try Self.tables()["Preview: the sample customer"] ?? [] where row[1] == "text" {
            let key = row[0].replacing("`", with: "")
            guard case .text(let text)? = sample[key], !row[3].isEmpty else { continue }
            let example = row[3].dropFirst().dropLast()
            #expect(text.hasPrefix(example), "\(key)")
        }
    }
}
