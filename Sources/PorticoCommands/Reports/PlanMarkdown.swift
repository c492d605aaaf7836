#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI
import Rendering

/// A plan as Markdown for a comment on a pull request: counts, what needs allowing, and the portals, the most important
/// ones first.
///
/// Whatever comes from files or the service stands in spans of code, where it formats nothing, calls nobody and links
/// to nothing. What does not fit in a comment is counted.
struct PlanMarkdown {
    let plan: PublishPlan
    /// How long it may get; see `CommentLength`.
    var limit = CommentLength.limit

    /// The Markdown, with a line break at its end.
    var text: String {
        let sections = PlanSections(plan).all
        var comment = Comment(limit: limit, head: head, tail: tail)
        for (index, section) in sections.enumerated() {
            guard comment.append(block(section)) else {
                comment.append(last: remainder(sections[index...]))
                break
            }
        }
        return comment.text
    }

    // MARK: Around the portals

    private var head: [String] {
        let target = plan.target
        let place = [target.environment, target.host, "organization \(target.account.organization)"].compactMap { $0 }
        var blocks = ["**\(PlanWords.summary(plan))**, at \(code(place.joined(separator: ", ")))."]
        let guards = plan.guards
        guard !guards.isEmpty else { return blocks }
        let items = guards.map { "- \(code("--allow \($0.kind.rawValue)")) for \(ids($0.portals))" }
        blocks.append("### To be allowed by name\n\n" + items.joined(separator: "\n"))
        return blocks
    }

    private var tail: [String] {
        var blocks: [String] = []
        if !plan.warnings.isEmpty {
            let items = plan.warnings.prefix(Self.longestList).map { warning in
                let place = warning.location.map { "\(code($0)): " } ?? ""
                return "- \(place)\(code(warning.message)) (\(warning.kind.rawValue))"
            }
            blocks.append(
                "### Warnings\n\n"
                    + (items + more(than: Self.longestList, of: plan.warnings.count)).joined(separator: "\n")
            )
        }
        if !plan.onlyRemote.isEmpty {
            let items = plan.onlyRemote.prefix(Self.longestList).map { "- \(code($0.id.description)) \(code($0.name))" }
            let rest = more(than: Self.longestList, of: plan.onlyRemote.count)
            blocks.append("### Only at the service, and left alone\n\n" + (items + rest).joined(separator: "\n"))
        }
        return blocks
    }

    private func more(than limit: Int, of count: Int) -> [String] {
        count > limit ? ["- and \(count - limit) more"] : []
    }

    /// What is said of portals for which there is no room.
    private func remainder(_ sections: ArraySlice<PlanSections.Section>) -> String {
        let count = sections.reduce(0) { $0 + $1.portals.count }
        let them = count == 1 ? "1 more portal changes" : "\(count) more portals change"
        return "\(them), for which there is no room in a comment: `portico plan` tells everything."
    }

    // MARK: A portal

    private func block(_ section: PlanSections.Section) -> String {
        let plan = section.first
        let elsewhere = plan.isChangedElsewhere ? ", changed elsewhere" : plan.isGone ? ", deleted elsewhere" : ""
        let action = (plan.action == .create ? "create" : "update") + elsewhere
        var parts: [String]
        if section.isGroup {
            parts = [
                "### \(section.portals.count) portals, the same change: \(action)", ids(section.portals.map(\.id)),
            ]
        } else {
            parts = ["### \(code(plan.id.description)) \(code(plan.local.portal.name)): \(action)"]
        }
        parts.append(consequences(plan).joined(separator: "\n"))
        parts.append(fields(plan))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func consequences(_ plan: PortalPlan) -> [String] {
        guard plan.action == .update else {
            return ["- \(MarkdownSentence(PlanWords.creation(plan), values: [plan.local.portal.address]).text)"]
        }
        // What needs allowing comes first; the fields' order decides between the others.
        let changes = plan.changes.filter { !$0.guards.isEmpty } + plan.changes.filter(\.guards.isEmpty)
        return changes.map { change in
            let sentence = MarkdownSentence(change).text
            let needs = change.guards.map { " – needs \(code("--allow \($0.rawValue)"))" }.joined()
            return change.guards.isEmpty ? "- \(sentence)" : "- **\(sentence)**\(needs)"
        }
    }

    private func fields(_ plan: PortalPlan) -> String {
        let items = plan.changes.prefix(Self.longestFieldList).map { change in
            let new = code(PlanWords.after(change, in: plan))
            guard plan.action == .update else { return "- \(code(change.path.description)): \(new)" }
            let seen =
                change.isChangedElsewhere ? ", last seen as \(code(PlanWords.value(change.comparison.seen)))" : ""
            return
                "- \(code(change.path.description)): \(code(PlanWords.value(change.comparison.remote))) → \(new)\(seen)"
        }
        guard !items.isEmpty else { return "" }
        let count = plan.changes.count
        return "<details><summary>\(count) \(count == 1 ? "field" : "fields")</summary>\n\n"
            + (items + more(than: Self.longestFieldList, of: count)).joined(separator: "\n") + "\n\n</details>"
    }

    // MARK: Values

    private static let longestList = 20
    private static let longestFieldList = 100

    private func ids(_ ids: [PortalID]) -> String {
        let shown = ids.prefix(Self.longestList).map { code($0.description) }.joined(separator: ", ")
        return ids.count > Self.longestList ? "\(shown) and \(ids.count - Self.longestList) more" : shown
    }

    private func code(_ text: String) -> String { MarkdownSentence.code(text) }
}
#endif
