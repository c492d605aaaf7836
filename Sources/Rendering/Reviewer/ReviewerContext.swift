import Diagnostics

/// The keys that all pages of reviewers share: the bar at the top and the line at the foot.
struct ReviewerContext {
    /// Where a page stands in the site.
    enum Place: Equatable {
        /// `index.html`.
        case gallery
        /// Another page beside the gallery, by its name in the bar.
        case beside(String)
        /// A page in a portal's folder.
        case inFolder
        /// A file that went on a journey by itself.
        case alone
    }

    let place: Place
    /// What it was made from: a file, or the folder of the portals.
    let source: String
    /// The portal's name on its own pages.
    var portal: String?
    var hasSampleLine = false
    var hasDocsLink = false

    var context: TemplateContext {
        let galleryURL: String
        var crumb = portal
        switch place {
        case .gallery: galleryURL = "index.html"
        case .beside(let name): (galleryURL, crumb) = ("index.html", name)
        case .inFolder: galleryURL = "../index.html"
        case .alone: galleryURL = ""
        }
        var context: TemplateContext = [
            "galleryURL": .text(galleryURL),
            "hasGallery": .flag(place != .alone),
            "isGallery": .flag(place == .gallery),
            "source": .text(source.displayText),
            "hasSampleLine": .flag(hasSampleLine),
            "hasDocsLink": .flag(hasDocsLink),
        ]
        context.setOptional("crumb", crumb)
        return context
    }
}

/// How many errors and warnings there are, as heads and cards say it.
struct ProblemCounts {
    let errors: Int
    let warnings: Int

    init(errors: Int, warnings: Int) {
        self.errors = errors
        self.warnings = warnings
    }

    init(_ problems: [Diagnostic]) {
        self.init(errors: problems.count(of: .error), warnings: problems.count(of: .warning))
    }

    var context: TemplateContext {
        [
            "hasErrors": .flag(errors > 0),
            "errors": .text(Quantity.text(errors, "error")),
            "hasWarnings": .flag(warnings > 0),
            "warnings": .text(Quantity.text(warnings, "warning")),
        ]
    }
}
