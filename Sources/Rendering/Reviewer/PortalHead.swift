import Diagnostics
import Portals

/// The keys of the head that board and docs of a portal share: name, status, counts, address, tabs.
enum PortalHead {
    /// The page below the head.
    enum Tab {
        case review
        case docs
        /// The board as a file of its own, with no other page beside it.
        case alone
    }

    static func context(for view: PortalView, on tab: Tab) -> TemplateContext {
        var context = ProblemCounts(view.problems).context
        context.merge([
            "name": .text(view.name),
            "id": .text(view.portal.id.description),
            "file": .text(view.file.displayText),
            "isWhole": true,
            "isActive": .flag(view.portal.status == .active),
            "address": .text(view.shortAddress),
        ])
        context.setOptional("portalURL", view.url)
        context.merge(tabs(tab))
        return context
    }

    static func context(for file: UnreadableFile) -> TemplateContext {
        var context = ProblemCounts(file.problems).context
        context.merge([
            "name": .text(file.id.displayText),
            "id": .text(file.id.displayText),
            "file": .text(file.file.displayText),
            "isWhole": false,
            "isActive": true,
            "address": "",
        ])
        context.setOptional("portalURL", nil)
        context.merge(tabs(.review))
        context["hasTabs"] = false
        return context
    }

    private static func tabs(_ tab: Tab) -> TemplateContext {
        [
            "problemsURL": .text(tab == .docs ? "index.html#problems" : "#problems"),
            "hasTabs": .flag(tab != .alone),
            "onReview": .flag(tab == .review),
            "onDocs": .flag(tab == .docs),
        ]
    }
}
