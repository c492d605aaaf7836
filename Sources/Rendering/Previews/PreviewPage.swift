import Portals

/// A screen of a portal as a whole page of HTML.
package struct ScreenPage: Sendable {
    let screen: Screen
    let html: String
}

/// Makes `preview.html`: every screen of a portal in one self-contained file without script.
package struct PreviewPage: Sendable {
    private let templates: TemplateLibrary
    private let sample: SampleContext
    /// The digest of what the screens share where the built-in templates make it: no portal changes it.
    private let builtInStyle: String?

    /// The templates that make what the screens share.
    private static let styleTemplates = ["preview", "preview-brand", "preview-style"]

    package init(templates: TemplateLibrary, sample: SampleContext) {
        self.templates = templates
        self.sample = sample
        let isBuiltIn = templates.overridden.isDisjoint(with: Self.styleTemplates)
        builtInStyle = isBuiltIn ? Self.sharedStyle(Self.context(for: .specimen, sample: sample), templates) : nil
    }

    /// Returns the page of a portal.
    package func html(for view: PortalView) -> String {
        let context = Self.context(for: view, sample: sample)
        return page(for: view, context, screens: rendered(view, context))
    }

    /// Returns the page of a portal, and the record of what it shows.
    package func recorded(_ view: PortalView) -> (html: String, record: PortalRecord) {
        let context = Self.context(for: view, sample: sample)
        let screens = rendered(view, context)
        let record = PortalRecord(view, screens: screens, style: style(context))
        return (page(for: view, context, screens: screens), record)
    }

    /// Returns the record of what the page of a portal shows.
    package func record(of view: PortalView) -> PortalRecord {
        let context = Self.context(for: view, sample: sample)
        return PortalRecord(view, screens: rendered(view, context), style: style(context))
    }

    /// Returns each screen of a portal as a page of its own, for frames of the page that has them all: a link to
    /// another screen leads the whole window to the fragment of that name.
    package func screens(for view: PortalView) -> [ScreenPage] {
        let context = Self.context(for: view, sample: sample)
        return view.screens.map { screen in
            let title = "\(screen.title) – \(view.brandName)"
            let body = html(of: screen, context)
            return ScreenPage(
                screen: screen,
                html: shell(for: view, context, title: title, screens: body, leadsWindow: true)
            )
        }
    }

    private func rendered(_ view: PortalView, _ context: TemplateContext) -> [(screen: Screen, html: String)] {
        view.screens.map { ($0, html(of: $0, context)) }
    }

    private func page(
        for view: PortalView,
        _ context: TemplateContext,
        screens: [(screen: Screen, html: String)]
    ) -> String {
        let screens = screens.map(\.html).joined()
        return shell(for: view, context, title: view.brandName, screens: screens, leadsWindow: false)
    }

    private func style(_ context: TemplateContext) -> String {
        builtInStyle ?? Self.sharedStyle(context, templates)
    }

    /// The digest of the frame and the style sheet of a portal as if it had the colours and the logo of all others.
    private static func sharedStyle(_ context: TemplateContext, _ templates: TemplateLibrary) -> String {
        let neutral = context.merging(PreviewContext.neutralBrand).merging(["screens": ""])
        return ShortDigest.of(styleTemplates.map { templates.render($0, neutral) }.joined().utf8)
    }

    private func html(of screen: Screen, _ context: TemplateContext) -> String {
        templates.render(screen.rawValue, context.merging(PreviewContext.keys(of: screen)))
    }

    private func shell(
        for view: PortalView,
        _ context: TemplateContext,
        title: String,
        screens: String,
        leadsWindow: Bool
    ) -> String {
        HTMLShell(
            title: title,
            description: "Billing portal of \(view.brandName), as a preview: every person and amount is made up.",
            icon: .brand(view.palette),
            leadsWindow: leadsWindow,
            style: templates.render("preview-brand", context) + templates.render("preview-style", context),
            body: templates.render("preview", context.merging(["screens": .text(screens)]))
        ).html
    }

    private static func context(for view: PortalView, sample: SampleContext) -> TemplateContext {
        let canUpdate = view.portal.allows(.paymentInstrumentUpdate)
        let canAdd = view.portal.allows(.paymentInstrumentAdd)
        return sample.context(canUpdate: canUpdate, canAdd: canAdd).merging(PreviewContext(view: view).context)
    }

    /// What the templates of the preview may be filled with, for checking overrides: the contexts of a portal with
    /// everything, once with the built-in sample, in which no list is empty, and once with the workspace's own.
    package static func specimens(samples: [SampleContext]) -> [TemplateSpecimen] {
        let view = PortalView.specimen
        return samples.flatMap { sample -> [TemplateSpecimen] in
            var context = context(for: view, sample: sample)
            // As long as they are in earnest, so that a template that repeats them is seen to grow.
            context["logoDataURL"] = .text(String(repeating: "x", count: 100_000))
            let roots: [(String, TemplateContext)] =
                Screen.allCases.map { ($0.rawValue, context.merging(PreviewContext.keys(of: $0))) }
                + [
                    ("preview", context.merging(["screens": .text(String(repeating: "x", count: 100_000))])),
                    ("preview-brand", context),
                    ("preview-style", context),
                ]
            return roots.map { TemplateSpecimen(template: $0.0, context: $0.1) }
        }
    }
}
