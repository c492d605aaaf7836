import Portals

/// A screen of a portal as a whole page of HTML.
package struct ScreenPage: Sendable {
    let screen: Screen
    let html: String
}

/// Makes `preview.html`: every screen of a portal in one self-contained file without script.
package struct PreviewPage: Sendable {
    private let templates: TemplateLibrary
    private let plans: PreviewPlans
    /// The digest of what the screens share where the built-in templates make it: no portal changes it.
    ///
    /// `nil` where it is made for each portal.
    private let builtInStyle: String?

    /// The templates that make what the screens share.
    private static let styleTemplates = ["preview", "preview-brand", "preview-style"]

    package init(templates: TemplateLibrary, sample: SampleContext) {
        self.templates = templates
        plans = PreviewPlans(templates: templates, sample: sample)
        // Of one portal alone it is made with its pages, on whatever core makes them.
        let isBuiltIn = templates.usesPlans && templates.overridden.isDisjoint(with: Self.styleTemplates)
        builtInStyle = isBuiltIn ? Self.sharedStyle(Self.context(for: .specimen, sample: sample), templates) : nil
    }

    /// What of its templates is interpreted for each portal, as far as portals were rendered.
    package var obstacles: [TemplateObstacle] { plans.obstacles }

    /// Returns the page of a portal.
    package func page(for view: PortalView) -> [UInt8] {
        page(for: view, FilledPreview(view, plans: plans)).bytes
    }

    /// Returns the hash of a page that was made here.
    package func hash(of page: [UInt8]) -> ContentHash { plans.start?.hash(of: page) ?? ContentHash(of: page) }

    /// Returns the page of a portal, and the record of what it shows.
    package func recorded(_ view: PortalView) -> (page: [UInt8], record: PreviewRecord) { recorded([view])[0] }

    /// Returns the page of each portal, and the record of what it shows; each step is taken for all of them.
    package func recorded(_ views: [PortalView]) -> [(page: [UInt8], record: PreviewRecord)] {
        let filled = views.map { FilledPreview($0, plans: plans) }
        let pages = views.indices.map { page(for: views[$0], filled[$0]) }
        return views.indices.map { index in
            let names = views[index].screens.map(\.rawValue)
            let record = PreviewRecord(
                views[index],
                screens: Dictionary(uniqueKeysWithValues: zip(names, pages[index].screens)),
                style: builtInStyle ?? Self.sharedStyle(filled[index].context, templates)
            )
            return (pages[index].bytes, record)
        }
    }

    /// Returns each screen of a portal as a page of its own, for frames of the page that has them all: a link to
    /// another screen leads the whole window to the fragment of that name.
    package func screens(for view: PortalView) -> [ScreenPage] {
        let filled = FilledPreview(view, plans: plans)
        let start = filled.start(leadsWindow: true)
        return filled.parts.map { screen, html in
            let shell = shell(for: view, filled, start, title: "\(screen.title) – \(view.brandName)")
            let page = filled.page(in: shell, around: html)
            return ScreenPage(screen: screen, html: String(decoding: page.bytes, as: UTF8.self))
        }
    }

    /// Returns the screens of a portal for comparisons.
    package func pictures(of view: PortalView) -> ScreenPictures {
        ScreenPictures(view, FilledPreview(view, plans: plans))
    }

    private func page(
        for view: PortalView,
        _ filled: FilledPreview
    ) -> (bytes: [UInt8], screens: [PreviewRecord.Screen]) {
        filled.page(in: shell(for: view, filled, filled.start(), title: view.brandName))
    }

    private func shell(
        for view: PortalView,
        _ filled: FilledPreview,
        _ start: PageStart,
        title: String
    ) -> HTMLShell {
        HTMLShell(
            start: start,
            title: title,
            description: "Billing portal of \(view.brandName), as a preview: every person and amount is made up.",
            icon: .brand(view.palette),
            style: filled.style
        )
    }

    /// The digest of the frame and the style sheet of a portal as if it had the colours and the logo of all others.
    private static func sharedStyle(_ context: TemplateContext, _ templates: TemplateLibrary) -> String {
        let neutral = context.merging(PreviewContext.neutralBrand).merging(["screens": ""])
        return ShortDigest.of(styleTemplates.map { templates.render($0, neutral) }.joined().utf8)
    }

    private static func context(for view: PortalView, sample: SampleContext) -> TemplateContext {
        let variant = PreviewPlans.Variant(view.features)
        return sample.context(canUpdate: variant.canUpdate, canAdd: variant.canAdd)
            .merging(PreviewContext(view: view).context)
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
