import Diagnostics

/// Makes the page of a plan: what publishing would change, before and after, as one file without script
/// (look-tools.md, 'Visual plan').
package struct PlanPage: Sendable {
    private let templates: TemplateLibrary
    private let plan: PlannedTemplate
    private let start: PageStart

    package init(templates: TemplateLibrary) {
        let templates = templates.withPlanPages
        self.templates = templates
        plan = PlannedTemplate("plan", layout: nil, templates: templates)
        start = PageStart(
            style: ["reviewer-style", "plan-style"].flatMap { templates.render($0, TemplateContext()).utf8 },
            policy: ContentPolicy(allowsFrames: true)
        )
    }

    /// Returns the page of a plan.
    ///
    /// - Parameter sheet: What it shows; of what makes it too long the rest is counted.
    /// - Returns: The page as HTML.
    package func page(for sheet: PlanSheet) -> [UInt8] {
        HTMLShell(
            start: start,
            title: "Plan – Portico",
            description: "What publishing would change, before and after.",
            icon: .portico
        ).page(plan, PageValues(Self.context(for: sheet), layout: nil))
    }
}

extension PlanPage {
    /// How many bytes everything but the screens may have, as far as values are counted.
    private static let budget = 2 << 20
    /// How many bytes the table of all portals may have.
    private static let rowBudget = 1 << 20
    /// How many fields of a portal are shown.
    private static let longestFieldList = 60
    /// How many names a list shows.
    private static let longestNameList = 500

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(template: "plan", context: context(for: .specimen)),
            TemplateSpecimen(template: "plan-style", context: TemplateContext()),
        ]
    }

    static func context(for sheet: PlanSheet) -> TemplateContext {
        let reviewer = ReviewerContext(
            place: .alone,
            source: "portals/, portico.lock.json and the service",
            portal: "Plan",
            hasSampleLine: true
        )
        var context = reviewer.context
        context.merge(head(of: sheet))
        context.merge(portals(of: sheet))
        context.merge(rest(of: sheet))
        return context
    }

    private static func head(of sheet: PlanSheet) -> TemplateContext {
        let needed = sheet.guards.reduce(0) { $0 + $1.portals.count }
        return [
            "place": .text(sheet.place.displayText),
            "isLive": .flag(sheet.isLive),
            "organization": .text(sheet.organization.displayText),
            "host": .text(sheet.host.displayText),
            "planId": .text(sheet.planID),
            "counts": .list(
                sheet.counts.map {
                    ["label": .text($0.label), "count": .text(Quantity.text($0.count)), "isZero": .flag($0.count == 0)]
                }
            ),
            "hasGuards": .flag(!sheet.guards.isEmpty),
            "guardCount": .text(
                needed == 1
                    ? "1 change has to be allowed by name"
                    : "\(Quantity.text(needed)) changes have to be allowed by name"
            ),
            "guards": .list(sheet.guards.map(guardLine)),
            "command": .text(sheet.command),
        ]
    }

    private static func guardLine(_ line: PlanSheet.Guard) -> TemplateContext {
        let shown = line.portals.prefix(8)
        let more = line.portals.count - shown.count
        let portals = shown.enumerated().map { index, portal -> TemplateContext in
            let isLast = index == shown.count - 1 && more == 0
            let separator = isLast ? "" : more == 0 && index == shown.count - 2 ? " and" : ","
            return [
                "anchor": .text(portal.anchor), "title": .text(portal.title.displayText), "separator": .text(separator),
            ]
        }
        let others = more > 0 ? "and \(Quantity.text(more)) more " : ""
        return ["guard": .text(line.name), "guarded": .list(portals), "words": .text(others + line.words)]
    }

    // MARK: Portals

    /// The table of all portals and their sections, as far as there is room.
    private static func portals(of sheet: PlanSheet) -> TemplateContext {
        let contexts = sheet.sections.map(section)
        var cost = 0
        let shownCount = contexts.prefix { context in
            cost += context.cost
            return cost <= budget
        }.count
        cost = 0
        let rows = zip(sheet.sections.indices, sheet.sections).map { row($1, hasSection: $0 < shownCount) }.prefix {
            row in
            cost += row.cost
            return cost <= rowBudget
        }
        let (left, rowsLeft) = (contexts.count - shownCount, contexts.count - rows.count)
        var context: TemplateContext = [
            "rowsNote": .text(rowsNote(sheet)),
            "hasRows": .flag(!rows.isEmpty),
            "rows": .list(Array(rows)),
            "hasPairs": .flag(sheet.sections.prefix(shownCount).contains { !$0.pairs.isEmpty }),
            "sections": .list(
                zip(contexts, sheet.sections).prefix(shownCount).map { context, section in
                    context.merging(["pairs": .list(section.pairs.map(pair))])
                }
            ),
        ]
        context.setOptional(
            "rowsLeft",
            rowsLeft > 0 ? "\(Quantity.text(rowsLeft)) more are left out, because the page would get too long." : nil
        )
        context.setOptional(
            "leftOut",
            left > 0
                ? "\(Quantity.text(left)) more portals stand in the table alone, because the page would get too long."
                : nil
        )
        return context
    }

    private static func rowsNote(_ sheet: PlanSheet) -> String {
        let count = sheet.sections.reduce(0) { $0 + $1.members.count }
        let hasGroup = sheet.sections.contains { $0.members.count > 1 }
        if hasGroup { return "\(Quantity.text(count)) change. Equal changes stand in one line." }
        return sheet.guards.isEmpty ? "What customers notice first." : "What has to be allowed first."
    }

    private static func row(_ section: PlanSection, hasSection: Bool) -> TemplateContext {
        [
            "hasSection": .flag(hasSection),
            "anchor": .text(section.anchor),
            "title": .text(section.title.displayText),
            "subtitle": .text(subtitle(section)),
            "tone": .text(section.change.tone),
            "change": .text(section.change.words),
            "notices": .text(section.notices.displayText),
            "screenCount": .text(section.screenCount),
            "needs": .list(section.needs.map { ["guard": .text($0)] }),
        ]
    }

    private static func subtitle(_ section: PlanSection) -> String {
        let ids = section.members.map(\.id)
        guard ids.count > 3 else { return ids.joined(separator: ", ") }
        return "\(ids.prefix(3).joined(separator: ", ")) and \(Quantity.text(ids.count - 3)) more"
    }

    /// A section without its pairs.
    private static func section(_ section: PlanSection) -> TemplateContext {
        let isGroup = section.members.count > 1
        var context: TemplateContext = [
            "anchor": .text(section.anchor),
            "title": .text(section.title.displayText),
            "tone": .text(section.change.tone),
            "change": .text(section.change.words),
            "isGroup": .flag(isGroup),
            "id": .text(section.members.first?.id ?? ""),
            "address": .text(section.address.displayText),
            "members": .list(isGroup ? section.members.prefix(longestNameList).map(member) : []),
            "consequences": .list(section.consequences.map(consequence)),
            "hasSeen": .flag(section.hasSeen),
            "fields": .list(section.fields.prefix(longestFieldList).map { field($0, hasSeen: section.hasSeen) }),
            "isFolded": .flag(section.foldTitle != nil && !section.pairs.isEmpty),
            "foldTitle": .text(section.foldTitle ?? ""),
            "lists": .list(section.lists.map { ["listTitle": .text($0.title), "listText": .text($0.text)] }),
        ]
        let left = section.fields.count - longestFieldList
        context.setOptional("fieldsLeft", left > 0 ? "\(Quantity.text(left, "more field"))" : nil)
        context.setOptional("keeping", section.keeping)
        context.setOptional("pairsLeft", section.pairsLeft)
        return context
    }

    private static func member(_ member: PlanSheet.Member) -> TemplateContext {
        ["memberName": .text(member.name.displayText), "memberId": .text(member.id)]
    }

    private static func consequence(_ consequence: PlanSection.Consequence) -> TemplateContext {
        var context: TemplateContext = [
            "isDanger": .flag(!consequence.needs.isEmpty),
            "sentence": .text(PlanValue.shortened(consequence.sentence)),
            "needs": .list(consequence.needs.map { ["guard": .text($0)] }),
        ]
        context.setOptional("reason", consequence.reason.map(PlanValue.shortened))
        return context
    }

    private static func field(_ field: PlanSection.Field, hasSeen: Bool) -> TemplateContext {
        [
            "label": .text(field.label.displayText),
            "key": .text(PlanValue.shortened(field.key)),
            "seen": .list(hasSeen ? [field.seen.context] : []),
            "now": .list([field.now.context]),
            "after": .list([field.after.context]),
        ]
    }

    private static func pair(_ pair: ScreenPair) -> TemplateContext {
        [
            "pairTitle": .text(pair.title),
            "isFoldedPair": .flag(pair.isFolded),
            "marks": .list(
                pair.differences.map {
                    var context: TemplateContext = ["markText": .text($0.text.displayText)]
                    context.setOptional("number", $0.number.map(String.init))
                    return context
                }
            ),
            "sides": .list([side(pair.now, "Now"), side(pair.after, "After")]),
        ]
    }

    private static func side(_ side: ScreenPair.Side, _ name: String) -> TemplateContext {
        var context: TemplateContext = ["sideName": .text(name)]
        switch side {
        case .screen(let title, let page):
            context.merge([
                "hasScreen": true, "screenName": .text("\(title), \(name.lowercased())"), "screenPage": .text(page),
                "noScreen": "",
            ])
        case .missing(let words):
            context.merge(["hasScreen": false, "screenName": "", "screenPage": "", "noScreen": .text(words)])
        }
        return context
    }

    // MARK: The rest

    private static func rest(of sheet: PlanSheet) -> TemplateContext {
        let unchanged = sheet.unchanged.prefix(longestNameList).map(\.displayText).joined(separator: ", ")
        let more = sheet.unchanged.count - longestNameList
        let strangersLeft = sheet.strangers.count - longestNameList
        var warnings = sheet.warnings.prefix(longestNameList)
        let warningsLeft = sheet.warnings.count - warnings.count
        if warningsLeft > 0 { warnings.append((message: Quantity.text(warningsLeft, "more warning"), kind: "")) }
        var context: TemplateContext = [
            "hasWarnings": .flag(!sheet.warnings.isEmpty),
            "warnings": .list(warnings.map { warning($0.message, $0.kind) }),
            "hasStrangers": .flag(!sheet.strangers.isEmpty),
            "strangers": .list(sheet.strangers.prefix(longestNameList).map(member)),
        ]
        context.setOptional(
            "strangersLeft",
            strangersLeft > 0 ? "\(Quantity.text(strangersLeft)) more are not listed." : nil
        )
        context.setOptional(
            "unchanged",
            sheet.unchanged.isEmpty ? nil : unchanged + (more > 0 ? " and \(Quantity.text(more)) more" : "")
        )
        return context
    }

    private static func warning(_ message: String, _ kind: String) -> TemplateContext {
        ["warning": .text(PlanValue.shortened(message.capitalizedFirst)), "warningKind": .text(kind)]
    }
}

extension PlanSection.Change {
    fileprivate var words: String {
        switch self {
        case .create: "Create"
        case .update: "Update"
        case .changedElsewhere: "Changed elsewhere"
        }
    }

    /// The class of the badge.
    fileprivate var tone: String {
        switch self {
        case .create: "good"
        case .update: "quiet"
        case .changedElsewhere: "warning"
        }
    }
}
