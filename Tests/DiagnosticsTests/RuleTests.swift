import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct RuleTests {
    @Test func `every identifier is area and rule in kebab case`() {
        for rule in Rule.all {
            let parts = rule.id.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == 2, "\(rule.id)")
            for word in parts.flatMap({ $0.split(separator: "-", omittingEmptySubsequences: false) }) {
                #expect(
                    !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x38 },
                    "\(rule.id)"
                )
            }
        }
    }

    @Test func `every identifier stands once`() {
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    }

    @Test func `every rule of the source is listed`() throws {
        let source = try String(contentsOfFile: Repository.path("Sources/Diagnostics/Rule.swift"), encoding: .utf8)
        #expect(source.split(separator: "= Rule(").count - 1 == Rule.all.count)
    }

    @Test func `every summary is one sentence`() {
        for rule in Rule.all {
            #expect(rule.summary.hasSuffix(".") && !rule.summary.contains("\n"), "\(rule.summary)")
            #expect(rule.summary.displayText == rule.summary)
        }
    }

    @Test func `every rule has a title and an anchor of its own`() {
        for rule in Rule.all {
            #expect(rule.title != rule.id, "\(rule.id)")
            #expect(!rule.title.hasSuffix(".") && rule.title.displayText == rule.title && rule.title.count <= 60)
            #expect(rule.anchor.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x38 || $0 == 0x2D })
        }
        #expect(Set(Rule.all.map(\.title)).count == Rule.all.count)
        #expect(Set(Rule.all.map(\.anchor)).count == Rule.all.count)
    }

    @Test func `a rule is found by its identifier alone`() {
        for rule in Rule.all { #expect(Rule.named(rule.id) == rule) }
        for other in ["", "colors", "colors.", "Colors.contrast", "colors.contrast ", "colors.contrast\n"] {
            #expect(Rule.named(other) == nil)
        }
    }

    @Test func `severities go from note to error`() {
        #expect(Severity.allCases.sorted() == [.note, .warning, .error])
        #expect(Severity.allCases.map(\.rawValue) == ["note", "warning", "error"])
    }
}
