import Diagnostics
import Foundation
import Portals
import Rendering
import Synchronization

/// Makes the maker of pages when the first page is asked for: most tests and many runs ask for none, and reading all
/// templates takes a while.
final class PageSource: Sendable {
    private let made = Mutex<PageMaker?>(nil)

    /// Returns the maker of pages.
    ///
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    func maker() throws -> PageMaker {
        try made.withLock { made in
            if let made { return made }
            let maker = try PageMaker()
            made = maker
            return maker
        }
    }
}

/// Makes the pages that customers see, through the same templates as the preview.
struct PageMaker: Sendable {
    private let preview: PreviewPage
    private let pages: SandboxPages

    /// Takes the built-in templates and the built-in sample customer.
    ///
    /// - Throws: `TemplateLibrary.BuiltInTemplateError`, which no user can mend.
    init() throws {
        var diagnostics: [Diagnostic] = []
        let templates = try TemplateLibrary(diagnostics: &diagnostics)
        guard let today = Day("2026-01-15") else { preconditionFailure("the documented date is a day") }
        let format = SampleFormat(locale: "en-US", currency: "USD")
        preview = PreviewPage(
            templates: templates,
            sample: SampleContext(sample: .builtIn(today: today), format: format)
        )
        pages = SandboxPages(templates: templates)
    }

    /// The pages of a portal.
    func preview(of hosted: HostedPortal) -> [UInt8] {
        let (portal, content) = (hosted.portal, hosted.portal.content)
        let body = ValueObject([
            ("name", .string(content.name)), ("slug", .string(portal.slug)),
            ("websiteId", .string(content.websiteId)), ("status", .string(content.status)),
            ("customDomain", Self.value(content.customDomain)),
            ("features", .object(ValueObject(content.features.map { ($0.key, .boolean($0.value)) }))),
            (
                "customization",
                .object(
                    ValueObject([
                        (
                            "colors",
                            .object(
                                ValueObject([
                                    ("primary", .string(content.primary)), ("secondary", .string(content.secondary)),
                                ])
                            )
                        ),
                        ("links", .object(ValueObject(content.links.map { ($0.key, .string($0.value)) }))),
                    ])
                )
            ),
            (Portal.extensionKey, .object(ValueObject([("website", .object(Self.website(hosted.website)))]))),
        ])
        return preview.page(
            for: PortalView(portal: Portal(id: Self.id(portal.id), body: body), file: "", logo: Self.logo(hosted))
        )
    }

    /// The pages that a management link opens: the site's portal as its customer finds it.
    func billingPortal(of customer: CustomerRecord) -> [UInt8] {
        let website = ValueObject([("name", .string(customer.organization))])
        let body = ValueObject([
            ("name", .string("Billing portal")), ("slug", .string("manage")), ("websiteId", .string("web_sandbox")),
            (Portal.extensionKey, .object(ValueObject([("website", .object(website))]))),
        ])
        return preview.page(for: PortalView(portal: Portal(id: Self.id("manage"), body: body), file: ""))
    }

    /// The page of the control.
    var controlPage: [UInt8] { pages.control }

    /// A page that says one thing.
    func notice(_ title: String, _ text: String) -> [UInt8] {
        pages.notice(title: title, text: text)
    }

    private static func value(_ text: String?) -> Value { text.map(Value.string) ?? .null }

    /// The id as far as pages know one: those that can't be a folder's name are legal at the service.
    private static func id(_ text: String) -> PortalID {
        if let id = (try? PortalID(text)) ?? (try? PortalID("portal")) { return id }
        preconditionFailure("'portal' is an id")
    }

    private static func website(_ website: WebsiteRecord?) -> ValueObject {
        guard let content = website?.content else { return ValueObject() }
        return ValueObject([
            ("name", .string(content.name)), ("url", .string(content.url)),
            ("supportEmail", .string(content.serviceEmail)), ("supportPhone", .string(content.servicePhone)),
        ])
    }

    /// The logo, if it is no larger than pages can bear; else the wordmark stands in its place.
    private static func logo(_ hosted: HostedPortal) -> Logo? {
        guard let content = hosted.logo?.content, let bytes = hosted.logoBytes, bytes.count <= Logo.byteLimit,
            let format = Logo.Format.allCases.first(where: { $0.mediaType == content.mime }),
            let width = content.width, let height = content.height, width > 0, height > 0
        else { return nil }
        return Logo(format: format, bytes: [UInt8](bytes), width: Double(width), height: Double(height))
    }
}
