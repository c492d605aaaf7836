import Portals
package import Rendering

/// The screens of a portal that differ between two states, and the pairs that show how: what differs everywhere in the
/// same way is one pair (look-tools.md, 'Compare' and 'Visual plan').
package struct ScreenChanges {
    /// How many screens differ, come or go, as tables say it.
    package let count: String
    /// What pairs there are, the most telling first.
    package let plans: [Plan]
    /// What changes alike or is new, as titles and the screens.
    package let lists: [(title: String, text: String)]
    /// Whether nothing but the footer differs, which the pictures may not show.
    package let isFooterOnly: Bool

    /// A pair that can be made.
    package struct Plan: Sendable {
        package let title: String
        let differences: [ScreenPair.Difference]
        let marks: [(target: MarkTarget, number: Int)]
        let now: Side
        let after: Side
        /// Whether it shows only when it is opened.
        var isFolded = false

        /// The screens' names, for what stands on folded pairs.
        package let screenTitle: String
    }

    /// What stands on one side of a pair.
    enum Side: Sendable {
        case screen(Screen)
        case missing(String)
    }

    private let old: ScreenPictures?
    private let new: ScreenPictures

    /// Compares two states of a portal.
    ///
    /// - Parameters:
    ///   - old: The portal as it is; `nil` if there is none yet.
    ///   - new: The portal as it will be.
    ///   - maker: What makes and compares screens.
    package init(from old: PortalView?, to new: PortalView, maker: ScreenPairMaker) {
        self.new = maker.preview.pictures(of: new)
        self.old = old.map(maker.preview.pictures)
        let isOpenBefore = old?.portal.status == .active
        let isOpenAfter = new.portal.status == .active
        guard let old, let before = self.old else {
            let plan = Plan(
                title: isOpenAfter ? "Overview" : "Not found",
                differences: [ScreenPair.Difference("New, with \(new.screens.count - 1) more screens")],
                marks: [],
                now: .missing("No portal yet"),
                after: .screen(isOpenAfter ? .overview : .notFound),
                screenTitle: isOpenAfter ? "Overview" : "Not found"
            )
            (count, plans, lists, isFooterOnly) = ("\(new.screens.count)", [plan], [], false)
            return
        }
        if isOpenBefore != isOpenAfter {
            let words =
                isOpenAfter ? "Answered ‘This page isn’t available’ before" : "Answers ‘This page isn’t available’"
            let plan = Plan(
                title: "Every screen",
                differences: [ScreenPair.Difference(words)],
                marks: [],
                now: .screen(isOpenBefore ? .overview : .notFound),
                after: .screen(isOpenAfter ? .overview : .notFound),
                screenTitle: "every screen"
            )
            (count, plans, lists, isFooterOnly) = ("all", [plan], [], false)
            return
        }
        let change = maker.change(from: old, to: new)
        let comparison = ScreenComparison(change, old: before, new: self.new)
        count = "\(change?.screens.count ?? 0)"
        plans = comparison.plans
        lists = comparison.lists
        isFooterOnly = comparison.isFooterOnly
    }

    /// Makes a pair: the pages of both screens.
    ///
    /// - Parameter plan: Which one.
    /// - Returns: The pair.
    package func pair(_ plan: Plan) -> ScreenPair {
        ScreenPair(
            title: plan.title,
            differences: plan.differences,
            now: side(plan.now, old, plan.marks),
            after: side(plan.after, new, plan.marks),
            isFolded: plan.isFolded
        )
    }

    private func side(
        _ side: Side,
        _ pictures: ScreenPictures?,
        _ marks: [(target: MarkTarget, number: Int)]
    ) -> ScreenPair.Side {
        switch side {
        case .missing(let words): .missing(words)
        case .screen(let screen):
            (pictures?.page(of: screen, marks: marks)).map { .screen(title: screen.title, page: $0) }
                ?? .missing("No such screen")
        }
    }
}

/// Compares the screens of portals, with the templates and the sample customer of a workspace.
package struct ScreenPairMaker {
    let preview: PreviewPage

    /// Takes what all pages share.
    ///
    /// - Parameter frame: Templates and the sample customer.
    package init(_ frame: SiteFrame) {
        self.init(preview: PreviewPage(templates: frame.templates, sample: frame.sample))
    }

    /// Takes what makes the pages.
    init(preview: PreviewPage) {
        self.preview = preview
    }

    /// How two states differ; `nil` if no screen does.
    func change(from old: PortalView, to new: PortalView) -> PortalChange? {
        guard let before = shown(old), let after = shown(new) else { return nil }
        return PortalChange(from: before, to: after)
    }

    private func shown(_ view: PortalView) -> PortalRecord? {
        let (page, record) = preview.recorded(view)
        return record.shown(on: page)
    }
}

extension PlanPage {
    /// Makes the page with the templates of a workspace.
    ///
    /// - Parameter frame: The templates.
    package init(_ frame: SiteFrame) {
        self.init(templates: frame.templates)
    }
}
