import Diagnostics
import Foundation
import Portals
import Testing

@testable import Rendering

/// Portals, templates and samples as tests need them.
enum RenderedPortal {
    /// A portal with everything that a file can say.
    static func body(
        status: String = "active",
        off: Set<Feature> = [],
        changing changes: [(String, Value)] = []
    ) -> ValueObject {
        var body = ValueObject([
            ("name", .string("Acme billing")),
            ("slug", .string("acme-billing")),
            ("websiteId", .string("acme-eu")),
            ("status", .string(status)),
            ("features", .object(ValueObject(off.map { ($0.rawValue, .boolean(false)) }))),
            ("customization", .object(customization)),
            ("x-portico", .object(ValueObject([("website", .object(website))]))),
        ])
        for (key, value) in changes { body = body.merging(nested(key, value)) }
        return body
    }

    private static let customization = ValueObject([
        (
            "links",
            .object(
                ValueObject([
                    ("termsOfService", .string("https://acme.example/terms?a=1&b=2")),
                    ("privacyPolicy", .string("https://acme.example/privacy")),
                    ("refundPolicy", .string("https://acme.example/refunds")),
                ])
            )
        )
    ])

    private static let website = ValueObject([
        ("name", .string("Acme")),
        ("url", .string("https://acme.example")),
        ("supportEmail", .string("help@acme.example")),
        ("supportPhone", .string("+1 (555) 010-0100")),
    ])

    private static func nested(_ path: String, _ value: Value) -> ValueObject {
        let components = path.split(separator: ".").map(String.init)
        return components.dropLast().reversed().reduce(ValueObject([(components.last ?? "", value)])) {
            ValueObject([($1, .object($0))])
        }
    }

    static func view(
        id: String = "acme",
        _ body: ValueObject = body(),
        file: String = "portals/acme.yaml",
        logo: Logo? = nil,
        problems: [Diagnostic] = []
    ) throws -> PortalView {
        PortalView(portal: Portal(id: try PortalID(id), body: body), file: file, logo: logo, problems: problems)
    }

    /// A small logo, told apart by its bytes alone.
    static let logo = Logo(format: .png, bytes: [0x89, 0x50, 0x4E, 0x47], width: 120, height: 30)

    static func library() throws -> TemplateLibrary { try builtIn.get() }

    private static let builtIn = Result {
        var diagnostics: [Diagnostic] = []
        return try TemplateLibrary(diagnostics: &diagnostics)
    }

    static func sample(
        date: String = "2026-01-15",
        locale: String = "en-US",
        currency: String = "USD",
        changing changes: (inout Sample) -> Void = { _ in }
    ) throws -> SampleContext {
        var sample = Sample.builtIn(today: try #require(Day(date)))
        changes(&sample)
        return SampleContext(sample: sample, format: SampleFormat(locale: locale, currency: currency))
    }

    static func preview(_ view: PortalView, sample: SampleContext? = nil) throws -> String {
        PreviewPage(templates: try library(), sample: try sample ?? self.sample()).html(for: view)
    }

    static func docs(_ view: PortalView) throws -> String {
        PortalDocs(templates: try library()).markdown(for: view)
    }

    static func board(_ view: PortalView) throws -> String {
        BoardPage(templates: try library()).html(for: view)
    }

    /// The board of a portal as one file with its screens inside.
    static func singleFile(_ view: PortalView) throws -> String {
        let screens = PreviewPage(templates: try library(), sample: try sample()).screens(for: view)
        return BoardPage(templates: try library()).html(for: view, holding: screens)
    }

    static func docsPage(_ view: PortalView) throws -> String {
        DocsPage(templates: try library()).html(for: view, markdown: try docs(view))
    }

    /// The gallery's first page.
    static func gallery(
        _ portals: [PortalSummary],
        source: String = "portals/",
        logo: Logo? = nil
    ) throws -> String {
        let gallery = GalleryPage(templates: try library()) { _ in logo }
        return try #require(gallery.pages(for: portals, source: source).first).html
    }

    /// All 64 ways to switch features off.
    static let featureCombinations: [Set<Feature>] = (0..<(1 << Feature.allCases.count)).map { bits in
        Set(Feature.allCases.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
    }
}
