import Portals
package import Rendering

/// The screens of two portals, or of two versions of one, side by side (look-tools.md, 'Compare').
package struct ComparedScreens {
    /// Screens that differ, with one pair that shows how.
    package struct Section: Sendable {
        /// What tells it from the others of a page: the id of the screen that is shown.
        package let anchor: String
        /// The screen that is shown, and how many differ in the same way.
        package let title: String
        /// How they differ; none where one side lacks the screen.
        package let differences: [ScreenPair.Difference]
        /// Which side has the screen.
        package let presence: Presence
        /// Why the other side has no such screen, without a full stop; empty where both have it.
        package let reason: String
        fileprivate let screen: Screen
        fileprivate let marks: [(target: MarkTarget, number: Int)]
    }

    /// Which side has a screen.
    package enum Presence: Sendable, Hashable {
        case both
        case left
        case right
    }

    /// What both sides have and what differs, the first for what differs most widely.
    package let common: [Section]
    /// The screens that one side alone has, in their order.
    package let single: [Section]
    /// The names of the screens that are equal.
    package let equal: [String]
    /// How many screens differ, or are on one side alone.
    package let differingCount: Int
    /// How many screens there are on either side.
    package let count: Int

    private let left: ScreenPictures
    private let right: ScreenPictures

    /// Compares two states.
    ///
    /// - Parameters:
    ///   - left: One side.
    ///   - right: The other side.
    ///   - maker: What makes and compares screens.
    init(from left: PortalView, to right: PortalView, maker: ScreenPairMaker) {
        let (old, new) = (maker.preview.pictures(of: left), maker.preview.pictures(of: right))
        let change = maker.change(from: left, to: right)
        var shown: Set<Screen> = []
        common = ScreenComparison(change, old: old, new: new).common.compactMap { plan in
            guard case .screen(let screen) = plan.now else { return nil }
            // One screen may stand for what differs everywhere, and for what it has of its own.
            // Numbers begin anew with each screen.
            let before = (plan.differences.compactMap(\.number).min() ?? 1) - 1
            let isFirst = shown.insert(screen).inserted
            return Section(
                anchor: "screen-\(screen.rawValue)\(isFirst ? "" : "-own")",
                title: plan.title,
                differences: plan.differences.map {
                    ScreenPair.Difference($0.text, number: $0.number.map { $0 - before })
                },
                presence: .both,
                reason: "",
                screen: screen,
                marks: plan.marks.map { ($0.target, $0.number - before) }
            )
        }
        let all = Screen.allCases.filter { left.screens.contains($0) || right.screens.contains($0) }
        single = all.filter { !(left.screens.contains($0) && right.screens.contains($0)) }.map { screen in
            let isLeft = left.screens.contains(screen)
            return Section(
                anchor: "screen-\(screen.rawValue)",
                title: screen.title,
                differences: [],
                presence: isLeft ? .left : .right,
                reason: screen.absence(from: isLeft ? right.portal : left.portal),
                screen: screen,
                marks: []
            )
        }
        let differing = Set(change?.screens ?? [])
        equal = all.filter { !differing.contains($0.rawValue) }.map(\.title)
        differingCount = all.count - equal.count
        count = all.count
        (self.left, self.right) = (old, new)
    }

    /// Makes the pages of a section.
    ///
    /// - Parameter section: One of this comparison's.
    /// - Returns: Both sides; one of them may have no page.
    package func pair(_ section: Section) -> ScreenPair {
        ScreenPair(
            title: section.title,
            differences: section.differences,
            now: side(section, left),
            after: side(section, right)
        )
    }

    private func side(_ section: Section, _ pictures: ScreenPictures) -> ScreenPair.Side {
        pictures.page(of: section.screen, marks: section.marks).map { .screen(title: section.screen.title, page: $0) }
            ?? .missing(section.reason)
    }
}

extension Screen {
    /// Why a portal does not have the screen, without a full stop.
    fileprivate func absence(from portal: Portal) -> String {
        let feature: Feature? =
            switch self {
            case .cancelOrder, .orderCancelled: .orderCancel
            case .editAddress: .orderAddressEdit
            case .addPaymentMethod: .paymentInstrumentAdd
            case .updatePaymentMethod: .paymentInstrumentUpdate
            case .deactivatePaymentMethod: .paymentInstrumentDeactivate
            default: nil
            }
        if let feature, !portal.allows(feature) {
            return "‘\(FieldTable.portal[feature.path]?.label ?? feature.rawValue)’ is off"
        }
        return self == .notFound ? "The portal is active" : "The portal does not have it"
    }
}
