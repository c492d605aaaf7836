import Diagnostics
import Foundation
import Portals
import Testing

@testable import Rendering

/// The pages that all portals share as Mustache makes them in one go: rows are lists of their page.
struct InterpretedPages {
    private let library: TemplateLibrary
    private let logo: (String) -> Logo?

    init(library: TemplateLibrary, logo: @escaping (String) -> Logo?) throws {
        var texts = Dictionary(uniqueKeysWithValues: library.overridden.map { ($0, library.texts[$0] ?? "") })
        for (page, rows) in Self.rows {
            var text = try #require(library.texts[page])
            for (key, name) in rows {
                let row = try #require(library.texts[name]).replacing("{{% CONTENT_TYPE:TEXT}}\n", with: "")
                let section = "{{#portals}}\n\(row){{/portals}}\n"
                text = text.replacing("{{{\(key)}}}\n", with: section).replacing("{{\(key)}}\n", with: section)
            }
            texts[page] = text
        }
        var diagnostics: [Diagnostic] = []
        let overrides = texts.map { TemplateOverride(name: $0, file: "", text: $1) }
        self.library = try TemplateLibrary(overrides: overrides, diagnostics: &diagnostics)
        self.logo = logo
        #expect(diagnostics == [])
    }

    private static let rows = [
        ("docs-index", [("portalRows", "docs-index-row"), ("featureRows", "docs-index-features-row")]),
        ("docs-index-page", [("portalRows", "docs-index-page-row"), ("featureRows", "docs-index-page-features-row")]),
        ("gallery", [("cards", "portal-card")]),
    ]

    func markdown(_ portals: [PortalSummary], source: String, links: DocsLinks = .below("")) -> String {
        let whole = portals.filter { $0.state == .whole }
        let rows = whole.map { portal -> TemplateContext in
            let name = portal.name
            let link =
                switch links {
                case .below(let path): MarkdownText.link(name, to: "\(path)\(portal.id)/portal.md")
                case .nowhere: MarkdownText.escape(name)
                }
            let address = MarkdownText.escape(portal.address)
            return [
                "link": .text(link),
                "address": .text(portal.url.map { MarkdownText.link(portal.address, to: $0) } ?? address),
                "status": .text(portal.status.rawValue.capitalized),
                "cells": .list(Feature.allCases.map { ["value": .text(portal.allows($0) ? "Yes" : "No")] }),
            ]
        }
        let labels = Feature.allCases.map { MarkdownText.escape(FieldTable.portal[$0.path]?.label ?? "") }
        return library.render(
            "docs-index",
            [
                "source": .text(DocsComment.escape(source)),
                "count": .text(whole.count == 1 ? "1 portal" : "\(whole.count) portals"),
                "hasPortals": .flag(!whole.isEmpty),
                "features": .list(labels.map { ["label": .text($0)] }),
                "portals": .list(rows),
            ]
        )
    }

    /// The body of `docs.html`.
    func docs(_ portals: [PortalSummary], source: String) -> String {
        let whole = portals.filter { $0.state == .whole }
        var context = ReviewerContext(place: .beside("Docs"), source: source).context
        context.merge([
            "count": .text(Quantity.text(whole.count, "portal")),
            "hasPortals": .flag(!whole.isEmpty),
            "hasContents": true,
            "contents": .list([
                ["headingId": "portals", "headingText": "Portals"],
                ["headingId": "features", "headingText": "What customers can do"],
            ]),
            "features": .list(Feature.allCases.map { ["featureLabel": .text($0.label)] }),
            "portals": .list(
                whole.map { portal in
                    var row: TemplateContext = [
                        "folder": .text(portal.id),
                        "name": .text(portal.name.displayText),
                        "address": .text(portal.address),
                        "isActive": .flag(portal.status == .active),
                        "cells": .list(Feature.allCases.map { ["isOn": .flag(portal.allows($0))] }),
                    ]
                    row.setOptional("portalURL", portal.url)
                    return row
                }
            ),
        ])
        return library.render("docs-index-page", context)
    }

    /// The body of a page of the gallery.
    func gallery(_ number: Int, _ portals: [PortalSummary], source: String) throws -> String {
        let part = GalleryPart(number: number, of: portals.count)
        var context = part.context(counts: GalleryCounts(SummaryList(portals)), source: source)
        context.merge([
            "portals": .list(portals[part.range].map(card)),
            "index": .text(part.hasSearch ? try json(portals) : ""),
        ])
        return library.render("gallery", context)
    }

    private func card(_ portal: PortalSummary) -> TemplateContext {
        let colors = Self.colors(portal)
        let file = colors == nil ? nil : portal.logo.flatMap { self.logo($0.path) }
        let logo = file.flatMap { $0.bytes.count <= SummaryLogo.byteLimit ? $0 : nil }
        let box = logo?.box(maxWidth: 100, maxHeight: 18)
        var card = ProblemCounts(errors: portal.errorCount, warnings: portal.warningCount).context
        for (index, key) in SummaryColors.keys.enumerated() { card[key] = .text(colors?[index] ?? "") }
        card.merge([
            "hasLogo": .flag(logo != nil),
            "logoDataURL": .text(logo?.dataURL ?? ""),
            "logoWidth": .text(box.map { "\(max(1, Int($0.width.rounded())))" } ?? ""),
            "logoHeight": .text(box.map { "\(max(1, Int($0.height.rounded())))" } ?? ""),
            "hasPicture": .flag(colors != nil),
            "hasBoard": .flag(portal.state != .withoutFolder),
            "folder": .text(portal.state == .withoutFolder ? "" : portal.id),
            "title": .text(title(portal)),
            "address": .text(colors == nil ? portal.file.displayText : portal.address),
            "isActive": .flag(portal.state == .whole && portal.status == .active),
            "brandName": .text(portal.brandName),
            "firstProblem": .text(colors == nil ? portal.firstProblem ?? "" : ""),
            "hasProblems": .flag(portal.errorCount + portal.warningCount > 0),
        ])
        return card
    }

    private static func colors(_ portal: PortalSummary) -> [String]? {
        portal.state == .whole ? portal.colors.map { $0.all.map(\.description) } : nil
    }

    private func title(_ portal: PortalSummary) -> String {
        portal.state == .unreadable ? "This file can’t be read" : portal.name.displayText
    }

    private func json(_ portals: [PortalSummary]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let json = try encoder.encode(portals.map { Row(portal: $0, title: title($0)) })
        return String(decoding: json, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "<", ">", "&": text += "\\u00" + String(scalar.value, radix: 16)
            case "\u{2028}", "\u{2029}": text += "\\u" + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private struct Row: Encodable {
        let portal: PortalSummary
        let title: String

        func encode(to encoder: any Encoder) throws {
            var list = encoder.unkeyedContainer()
            let colors = InterpretedPages.colors(portal)
            switch portal.state {
            case .whole: try list.encode(portal.status == .active ? "a" : "i")
            case .unreadable: try list.encode("u")
            case .withoutFolder: try list.encode("c")
            }
            try list.encode(portal.id.displayText)
            try list.encode(title)
            try list.encode(colors == nil ? portal.file.displayText : portal.address)
            try list.encode(portal.brandName)
            try list.encode(portal.errorCount)
            try list.encode(portal.warningCount)
            try list.encode((colors ?? []).joined())
            if colors == nil { try list.encode(portal.firstProblem ?? "") }
        }
    }
}
