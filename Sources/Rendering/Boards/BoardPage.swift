import Diagnostics
import Portals

/// Makes the review board of a portal, `index.html` in its folder, for designers (screens.md, 'The review board').
package struct BoardPage: Sendable {
    private let templates: TemplateLibrary
    private let board: PlannedTemplate
    private let layout: PlanLayout?
    private let style: [UInt8]
    private let shared = BoardRows()
    private let start: PageStart

    package init(templates: TemplateLibrary) {
        self.templates = templates
        layout = templates.layout(
            of: Self.context(for: .specimen, in: .inFolder),
            examples: ["problems": Self.problem(Self.anyProblem), "cannot": BoardRows.featureRows[0].row]
        )
        board = PlannedTemplate("board", layout: layout, templates: templates)
        style = ["reviewer-style", "board-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
        let policy = ContentPolicy(script: BuiltInScripts.board, allowsFrames: true)
        start = PageStart(style: style, policy: policy)
    }

    /// What of its templates is interpreted for each portal.
    package var obstacles: [TemplateObstacle] { board.obstacles }

    /// Returns the board of a portal, which shows the `preview.html` beside it in a frame.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - notes: Its notes; `nil` to make them of the portal's.
    /// - Returns: The page as HTML.
    package func page(for view: PortalView, notes: PortalNotes? = nil) -> [UInt8] {
        let context = Self.context(for: view, in: .inFolder, notes: notes, script: BuiltInScripts.board, shared)
        return page(context, name: view.name, start: start)
    }

    /// Returns the hash of a page that was made here.
    package func hash(of page: [UInt8]) -> ContentHash { start.hash(of: page) }

    /// Returns the board of a portal as one file that holds every screen, without script.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - screens: A whole page for each of the portal's screens, as `PreviewPage.screens(for:)` makes them.
    /// - Returns: The page as HTML.
    package func page(for view: PortalView, holding screens: [ScreenPage]) -> [UInt8] {
        let context = Self.context(for: view, in: .alone, pages: screens)
        let style = style + templates.render("single-style", context).utf8
        let start = PageStart(style: style, policy: ContentPolicy(allowsFrames: true))
        return page(context, name: view.name, start: start)
    }

    /// Returns the board of a file that cannot be read as a portal: its problems.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - isAlone: Whether the board stands by itself, with no gallery to go back to.
    /// - Returns: The page as HTML.
    package func page(for file: UnreadableFile, isAlone: Bool = false) -> [UInt8] {
        let context = Self.context(for: file, in: isAlone ? .alone : .inFolder)
        return page(context, name: file.id.displayText, start: PageStart(style: style))
    }

    private func page(_ context: TemplateContext, name: String, start: PageStart) -> [UInt8] {
        HTMLShell(
            start: start,
            title: "\(name) – Portico",
            description: "Review of \(name): every screen, colours and contrast, features, links and problems.",
            icon: .portico
        ).page(board, PageValues(context, layout: layout))
    }
}

extension BoardPage {
    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        let view = PortalView.specimen
        // As long as they are in earnest, so that a template that repeats them is seen to grow.
        let page = String(repeating: "x", count: 50_000)
        var context = context(for: view, in: .alone, pages: view.screens.map { ScreenPage(screen: $0, html: page) })
        context["notes"] = .text(String(repeating: "x", count: 20_000))
        context["cannot"] = context["can"]
        context["problems"] = .list([problem(anyProblem)])
        let styles = ["reviewer-style", "board-style", "single-style"]
        return [TemplateSpecimen(template: "board", context: context)]
            + styles.map { TemplateSpecimen(template: $0, context: $0 == "single-style" ? context : TemplateContext()) }
    }

    private static let anyProblem = Diagnostic(.fieldsUnknown, file: PortalView.specimen.file, message: "")

    private static func context(
        for view: PortalView,
        in place: ReviewerContext.Place,
        pages: [ScreenPage] = [],
        notes: PortalNotes? = nil,
        script: String = "",
        _ shared: BoardRows = BoardRows()
    ) -> TemplateContext {
        let isAlone = !pages.isEmpty
        let reviewer = ReviewerContext(place: place, source: view.file, portal: view.name, hasSampleLine: true)
        var context = reviewer.context
        context.merge(PortalHead.context(for: view, on: isAlone ? .alone : .review))
        context.merge(problems(view.problems))
        context.merge(isAlone ? screens(of: view, pages: pages) : shared.screens(of: view))
        context.merge(shared.colors(of: view))
        context.merge(shared.features(of: view))
        let notes = notes ?? PortalNotes(view.portal)
        context.merge([
            "links": .list(BoardLinks.rows(of: view)),
            "hasNotes": .flag(!notes.isEmpty),
            "notes": .text(notes.html),
            "script": .text(script),
        ])
        return context
    }

    /// The same keys for a file that cannot be read, nothing in them but what the head and the problems say.
    private static func context(for file: UnreadableFile, in place: ReviewerContext.Place) -> TemplateContext {
        var context = Self.context(for: .specimen, in: .inFolder)
        context.merge(ReviewerContext(place: place, source: file.file, portal: file.id.displayText).context)
        context.merge(PortalHead.context(for: file))
        context.merge(problems(file.problems))
        return context
    }

    private static func problems(_ problems: [Diagnostic]) -> TemplateContext {
        ["hasProblems": .flag(!problems.isEmpty), "problems": .list(problems.map(problem))]
    }

    private static func problem(_ problem: Diagnostic) -> TemplateContext {
        var context: TemplateContext = [
            "isError": .flag(problem.severity == .error),
            "isWarning": .flag(problem.severity == .warning),
            "isNote": .flag(problem.severity == .note),
            "message": .text(problem.message.displayText),
            "location": .text(problem.location),
            "rule": .text(problem.rule.id),
        ]
        context.setOptional("field", problem.field?.displayText)
        return context
    }

    private static func screens(of view: PortalView, pages: [ScreenPage]) -> TemplateContext {
        BoardRows.screens(of: view, pages: Dictionary(pages.map { ($0.screen, $0.html) }) { first, _ in first })
    }
}

extension Feature {
    /// What customers do with it, in words.
    var label: String { Self.labels[self] ?? rawValue }

    private static let labels = Dictionary(
        allCases.map { ($0, FieldTable.portal[$0.path]?.label ?? $0.rawValue) },
        uniquingKeysWith: { first, _ in first }
    )
}

extension PolicyLink {
    /// The page that it leads to, in words.
    var label: String { Self.labels[self] ?? rawValue }

    private static let labels = Dictionary(
        allCases.map { ($0, FieldTable.portal[$0.path]?.label ?? $0.rawValue) },
        uniquingKeysWith: { first, _ in first }
    )
}
