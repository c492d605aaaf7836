import Diagnostics
import Portals

/// Makes `docs.html` of all portals: what `docs.md` says, its tables as real ones.
///
/// libcmark has no tables, so that this page comes from a template and not from the Markdown (architecture.md).
package struct DocsIndexPage: Sendable {
    private let frame: PageFrame
    private let portalRow: RowTemplate
    private let featureRow: RowTemplate
    private let start: PageStart

    package init(templates: TemplateLibrary) {
        frame = PageFrame("docs-index-page", specimen: Self.context(count: 1, source: ""), templates: templates)
        portalRow = RowTemplate("docs-index-page-row", layout: Self.layout, templates: templates)
        featureRow = RowTemplate("docs-index-page-features-row", layout: Self.layout, templates: templates)
        start = PageStart(
            style: ["reviewer-style", "docs-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
        )
    }

    /// What of its templates is interpreted for every row.
    var obstacles: [TemplateObstacle] { frame.obstacles + portalRow.obstacles + featureRow.obstacles }

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - portals: The portals that have docs, in their order.
    ///   - count: How many they are.
    ///   - source: The folder they come from.
    /// - Returns: The page as HTML.
    func page(for portals: SummaryList, count: Int, source: String) -> SharedPage {
        SharedPage(name: "docs.html") { [frame, portalRow, featureRow, start] in
            let shell = HTMLShell(
                start: start,
                title: "Docs of all portals – Portico",
                description: "All billing portals with their addresses, and what customers can do in each.",
                icon: .portico
            )
            let fill: @Sendable (PortalSummary, inout RowValues) -> Void = { Self.fill(&$1, with: $0) }
            let rows = [
                "portalRows": PageRows(portals, of: portalRow, fill),
                "featureRows": PageRows(portals, of: featureRow, fill),
            ]
            let body = frame.parts(Self.context(count: count, source: source), rows: count > 0 ? rows : [:])
            return [.text(shell.opening)] + body + [.text(HTMLShell.closing)]
        }
    }

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        var row = RowValues()
        fill(&row, with: .specimen)
        return [TemplateSpecimen(template: "docs-index-page", context: context(count: 1, source: ""))]
            + ["docs-index-page-row", "docs-index-page-features-row"].map {
                TemplateSpecimen(template: $0, context: layout.context(row), times: TemplateSpecimen.rowTimes)
            }
    }

    private static func context(count: Int, source: String) -> TemplateContext {
        var context = ReviewerContext(place: .beside("Docs"), source: source).context
        context.merge([
            "count": .text(Quantity.text(count, "portal")),
            "hasPortals": .flag(count > 0),
            "hasContents": true,
            "contents": .list([
                ["headingId": "portals", "headingText": "Portals"],
                ["headingId": "features", "headingText": "What customers can do"],
            ]),
            "features": .list(Feature.allCases.map { ["featureLabel": .text($0.label)] }),
            "portalRows": "",
            "featureRows": "",
        ])
        return context
    }

    /// A row of either table; its bits are the features, whether the portal is active, and whether it has an address.
    static let layout = RowLayout(
        texts: ["folder", "name", "address", "portalURL"],
        others: ["cells": activeBit - 1, "isActive": activeBit, "hasPortalURL": addressBit]
    ) { bits in
        let cells = (0..<UInt64(FeatureSet.count)).map { bit -> TemplateContext in
            ["isOn": .flag(bits & 1 << bit != 0)]
        }
        return [
            "cells": .list(cells),
            "isActive": .flag(bits & activeBit != 0),
            "hasPortalURL": .flag(bits & addressBit != 0),
        ]
    }

    private static let activeBit = UInt64(1) << UInt64(FeatureSet.count)
    private static let addressBit = activeBit << 1

    static func fill(_ values: inout RowValues, with portal: PortalSummary) {
        values.begin(
            UInt64(portal.features.bits) | (portal.status == .active ? activeBit : 0)
                | (portal.fields.url == .none ? 0 : addressBit)
        )
        values.add(portal[.id])
        values.add { portal.appendDisplayed(.name, to: &$0) }
        values.add(portal[.address])
        values.add { portal.appendURL(to: &$0) }
    }
}

extension PortalSummary {
    /// Writes a field as it can be shown.
    func appendDisplayed(_ field: SummaryFields.Name, to text: inout [UInt8]) {
        let bytes = self[field]
        if bytes.allSatisfy({ (UInt8(ascii: " ")...UInt8(ascii: "~")).contains($0) }) {
            text += bytes
        } else {
            text += String(decoding: bytes, as: UTF8.self).displayText.utf8
        }
    }
}
