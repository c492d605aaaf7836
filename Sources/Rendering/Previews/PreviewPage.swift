import Portals

/// Makes `preview.html`: every screen of a portal in one self-contained file without script.
package struct PreviewPage: Sendable {
    private let templates: TemplateLibrary
    private let sample: SampleContext

    package init(templates: TemplateLibrary, sample: SampleContext) {
        self.templates = templates
        self.sample = sample
    }

    /// Returns the page of a portal.
    package func html(for view: PortalView) -> String {
        let context = Self.context(for: view, sample: sample)
        let screens = view.screens.map { screen in
            templates.render(screen.rawValue, context.merging(PreviewContext.keys(of: screen)))
        }
        let style = templates.render("preview-brand", context) + templates.render("preview-style", context)
        let body = templates.render("preview", context.merging(["screens": .text(screens.joined())]))
        return HTMLShell(
            title: view.brandName,
            policy: .preview,
            style: style,
            body: body
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
