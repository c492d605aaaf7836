import Portals

/// Makes `docs.md`: a table of all portals and the feature matrix, in GitHub's Markdown.
package struct DocsIndex: Sendable {
    private let frame: PageFrame
    private let portalRow: RowTemplate
    private let featureRow: RowTemplate

    package init(templates: TemplateLibrary) {
        frame = PageFrame("docs-index", specimen: Self.context(count: 1, source: ""), templates: templates)
        portalRow = RowTemplate("docs-index-row", layout: Self.layout, templates: templates)
        featureRow = RowTemplate("docs-index-features-row", layout: Self.layout, templates: templates)
    }

    /// Returns the index.
    ///
    /// - Parameters:
    ///   - portals: The portals that have docs, in their order.
    ///   - source: The folder they come from, for the comment at the head.
    ///   - links: Where the names of portals lead.
    /// - Returns: The page as Markdown.
    package func markdown(
        for portals: [PortalSummary],
        source: String,
        links: DocsLinks = .below("")
    ) -> String {
        let page = page(for: SummaryList(portals), count: portals.count, source: source, links: links)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    /// What of its templates is interpreted for every row.
    var obstacles: [TemplateObstacle] { frame.obstacles + portalRow.obstacles + featureRow.obstacles }

    /// Returns the index as a page.
    ///
    /// - Parameters:
    ///   - portals: The portals that have docs, in their order.
    ///   - count: How many they are.
    ///   - source: The folder they come from, for the comment at the head.
    ///   - links: Where the names of portals lead.
    /// - Returns: The page as Markdown.
    func page(for portals: SummaryList, count: Int, source: String, links: DocsLinks) -> SharedPage {
        SharedPage(name: "docs.md") { [frame, portalRow, featureRow] in
            let fill: @Sendable (PortalSummary, inout RowValues) -> Void = { Self.fill(&$1, with: $0, links: links) }
            let rows = [
                "portalRows": PageRows(portals, of: portalRow, fill),
                "featureRows": PageRows(portals, of: featureRow, fill),
            ]
            return frame.parts(Self.context(count: count, source: source), rows: count > 0 ? rows : [:])
        }
    }

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        var row = RowValues()
        fill(&row, with: .specimen, links: .below(""))
        return [TemplateSpecimen(template: "docs-index", context: context(count: 1, source: ""))]
            + ["docs-index-row", "docs-index-features-row"].map {
                TemplateSpecimen(template: $0, context: layout.context(row), times: TemplateSpecimen.rowTimes)
            }
    }

    private static func context(count: Int, source: String) -> TemplateContext {
        let features = Feature.allCases.map { feature -> TemplateContext in
            ["label": .text(MarkdownText.escape(FieldTable.portal[feature.path]?.label ?? feature.rawValue))]
        }
        return [
            "source": .text(DocsComment.escape(source)),
            "count": .text(count == 1 ? "1 portal" : "\(count) portals"),
            "hasPortals": .flag(count > 0),
            "features": .list(features),
            "portalRows": "",
            "featureRows": "",
        ]
    }

    /// A row of either table; its bits are the features.
    static let layout = RowLayout(
        texts: ["link", "address", "status"],
        others: ["cells": 1 << UInt64(FeatureSet.count) - 1]
    ) { bits in
        let cells = (0..<UInt64(FeatureSet.count)).map { bit -> TemplateContext in
            ["value": .text(bits & 1 << bit == 0 ? "No" : "Yes")]
        }
        return ["cells": .list(cells)]
    }

    static func fill(_ values: inout RowValues, with portal: PortalSummary, links: DocsLinks) {
        values.begin(UInt64(portal.features.bits))
        values.add { links.append(portal, to: &$0) }
        values.add { text in
            if portal.fields.url == .none {
                MarkdownText.append(portal[.address], to: &text)
            } else {
                MarkdownText.appendLink(portal[.address], to: &text) { portal.appendURL(to: &$0) }
            }
        }
        values.add(portal.status == .active ? "Active" : "Inactive")
    }
}

/// Where the names of portals lead in a table of all.
package enum DocsLinks: Sendable, Hashable {
    /// Into a folder of docs: the path that leads to it, empty or ending in `/`, of URI characters alone.
    case below(String)
    /// Nowhere: the docs are in no folder that is known.
    case nowhere

    fileprivate func append(_ portal: PortalSummary, to text: inout [UInt8]) {
        switch self {
        case .below(let path):
            MarkdownText.appendLink(portal[.name], to: &text) { url in
                url += path.utf8
                url += portal[.id]
                url += "/portal.md".utf8
            }
        case .nowhere: MarkdownText.append(portal[.name], to: &text)
        }
    }
}

extension PortalSummary {
    /// Writes the public address, if it can be opened.
    func appendURL(to text: inout [UInt8]) {
        switch fields.url {
        case .none: break
        case .address:
            text += SummaryFields.scheme.utf8
            text += self[.address]
        case .own: text += self[.url]
        }
    }
}
