import Portals
import Rendering

/// Sorts the screens that differ into those that differ alike and those that differ by something of their own.
struct ScreenComparison {
    /// The pairs, first the one that stands for most screens.
    let plans: [ScreenChanges.Plan]
    /// Those of the pairs that both sides have.
    let common: [ScreenChanges.Plan]
    /// Screens that come or change like others.
    let lists: [(title: String, text: String)]
    /// Whether only links and support in the footer differ.
    let isFooterOnly: Bool

    /// Compares what both states have.
    ///
    /// - Parameters:
    ///   - change: How they differ; `nil` if they don't.
    ///   - old: The screens as they are.
    ///   - new: The screens as they will be.
    init(_ change: PortalChange?, old: ScreenPictures, new: ScreenPictures) {
        guard let change else {
            (plans, common, lists, isFooterOnly) = ([], [], [], false)
            return
        }
        let reading = Reading(change, old: old, new: new)
        common = reading.shared + reading.own
        plans = common + reading.removed
        lists = reading.lists
        isFooterOnly = reading.isFooterOnly
    }
}

/// One reading of a change.
private struct Reading {
    let change: PortalChange
    let old: ScreenPictures
    let new: ScreenPictures
    /// What differs on most screens.
    let shared: [ScreenChanges.Plan]
    /// What differs on few.
    let own: [ScreenChanges.Plan]
    let isFooterOnly: Bool
    private let alike: [Screen]

    init(_ change: PortalChange, old: ScreenPictures, new: ScreenPictures) {
        (self.change, self.old, self.new) = (change, old, new)
        let screens = change.commonScreens.compactMap(Screen.init(rawValue:))
        let differing = screens.filter { screen in change.aspects.contains { $0.screens.contains(screen.rawValue) } }
        let wide = change.aspects.filter { 2 * $0.screens.count > screens.count }
        var numbers = Numbers()
        let differences = Self.differences(wide, &numbers)
        let marked = differences.compactMap { difference in
            difference.target.flatMap { target in difference.shown.number.map { (target: target, number: $0) } }
        }
        // What a screen has of its own: what a feature brings, and aspects that only few screens share.
        var groups: [(differences: [OwnDifference], screens: [Screen])] = []
        for screen in differing {
            let own = Self.own(screen, change, wide: wide, old: old, new: new)
            guard !own.isEmpty else { continue }
            if let index = groups.firstIndex(where: { $0.differences == own }) {
                groups[index].screens.append(screen)
            } else {
                groups.append((own, [screen]))
            }
        }
        let ofTheirOwn = Set(groups.flatMap(\.screens))
        let wideScreens = differing.filter { screen in wide.contains { $0.screens.contains(screen.rawValue) } }
        let candidates = wideScreens.filter { !ofTheirOwn.contains($0) }
        let first = candidates.first { $0 == .overview } ?? candidates.first ?? wideScreens.first
        if let first, !differences.isEmpty {
            let more = wideScreens.count - 1
            shared = [
                ScreenChanges.Plan(
                    title: first.title + (more > 0 ? ", and \(more) more in the same way" : ""),
                    differences: differences.map(\.shown),
                    marks: marked,
                    now: .screen(first),
                    after: .screen(first),
                    screenTitle: first.title
                )
            ]
            alike = candidates.filter { $0 != first }
        } else {
            (shared, alike) = ([], [])
        }
        own = groups.map { group in
            let shown = group.differences.map {
                ScreenPair.Difference($0.text, number: $0.target.map { _ in numbers.next() })
            }
            let marks = zip(group.differences, shown).compactMap { own, shown in
                own.target.flatMap { target in shown.number.map { (target: target, number: $0) } }
            }
            let screen = group.screens[0]
            let more = group.screens.count - 1
            return ScreenChanges.Plan(
                title: screen.title + (more > 0 ? ", and \(more) more in the same way" : ""),
                differences: shown,
                marks: marks,
                now: .screen(screen),
                after: .screen(screen),
                screenTitle: screen.title
            )
        }
        let isFooter = !differences.isEmpty && differences.allSatisfy(\.isInFooter)
        isFooterOnly = isFooter && own.isEmpty && change.aspects.allSatisfy { $0.added.isEmpty && $0.removed.isEmpty }
    }

    /// The screens that are gone, each beside its place.
    var removed: [ScreenChanges.Plan] {
        screens(\.removed).prefix(1).map { screen in
            let all = screens(\.removed)
            let names = all.map(\.title).joined(separator: ", ")
            let title = all.count == 1 ? "\(names) no longer exists" : "\(all.count) screens no longer exist: \(names)"
            return ScreenChanges.Plan(
                title: title,
                differences: [],
                marks: [],
                now: .screen(screen),
                after: .missing("No such screen"),
                isFolded: true,
                screenTitle: screen.title
            )
        }
            + screens(\.added).prefix(1).map { screen in
                let all = screens(\.added)
                let names = all.map(\.title).joined(separator: ", ")
                return ScreenChanges.Plan(
                    title: all.count == 1 ? "\(names) is new" : "\(all.count) screens are new: \(names)",
                    differences: [],
                    marks: [],
                    now: .missing("No such screen"),
                    after: .screen(screen),
                    isFolded: true,
                    screenTitle: screen.title
                )
            }
    }

    /// The screens that change like the one that is shown.
    var lists: [(title: String, text: String)] {
        guard let shown = shared.first, !alike.isEmpty else { return [] }
        let count = alike.count == 1 ? "1 more screen changes" : "\(alike.count) more screens change"
        return [("\(count) like \(shown.screenTitle)", alike.map(\.title).joined(separator: ", "))]
    }

    private func screens(_ part: KeyPath<AspectChange, [String]>) -> [Screen] {
        change.aspects.flatMap { $0[keyPath: part] }.compactMap(Screen.init(rawValue:))
    }

    // MARK: Differences

    /// A difference that most screens share.
    private struct SharedDifference {
        let shown: ScreenPair.Difference
        var target: MarkTarget?
        var isInFooter = false
    }

    /// A difference of few screens.
    private struct OwnDifference: Equatable {
        let text: String
        var target: MarkTarget?
    }

    private struct Numbers {
        private var last = 0

        mutating func next() -> Int {
            last += 1
            return last
        }
    }

    private static func differences(_ aspects: [AspectChange], _ numbers: inout Numbers) -> [SharedDifference] {
        var found: [SharedDifference] = []
        func values(_ kind: DifferenceKind) -> Set<PortalValue> {
            Set(aspects.filter { $0.kind == kind }.flatMap { $0.values.map(\.value) })
        }
        if values(.logo).contains(.logoContent) {
            found.append(SharedDifference(shown: .init("Logo", number: numbers.next()), target: .logo))
        }
        if values(.color).contains(.primary) {
            let words = "Primary: buttons, links, chosen tab"
            found.append(SharedDifference(shown: .init(words, number: numbers.next()), target: .primary))
        }
        if values(.color).contains(.secondary) {
            found.append(SharedDifference(shown: .init("Secondary: header and sign-in page")))
        }
        let links = values(.link)
        for (value, name) in [
            (PortalValue.termsOfService, "Terms of service"), (.privacyPolicy, "Privacy policy"),
            (.refundPolicy, "Refund policy"), (.websiteUrl, "Way back to the website"),
            (.supportEmail, "Support email"), (.supportPhone, "Support phone"),
        ] where links.contains(value) {
            found.append(SharedDifference(shown: .init("\(name) in the footer"), isInFooter: true))
        }
        if !values(.text).isDisjoint(with: [.websiteName, .websiteId]), !values(.logo).contains(.logoContent) {
            found.append(SharedDifference(shown: .init("The name", number: numbers.next()), target: .logo))
        }
        if found.isEmpty, !aspects.isEmpty {
            found.append(SharedDifference(shown: .init("Words and how they are set")))
        }
        return found
    }

    private static func own(
        _ screen: Screen,
        _ change: PortalChange,
        wide: [AspectChange],
        old: ScreenPictures,
        new: ScreenPictures
    ) -> [OwnDifference] {
        let features =
            change.aspects.first { $0.kind == .feature }?.values.compactMap { Feature(rawValue: $0.value.rawValue) }
            ?? []
        let marked = features.compactMap { feature -> OwnDifference? in
            let target = MarkTarget.feature(feature)
            let (before, after) = (old.shows(target, on: screen), new.shows(target, on: screen))
            guard before != after else { return nil }
            return OwnDifference(text: "\(feature.shownName) \(before ? "is gone" : "is new")", target: target)
        }
        guard marked.isEmpty else { return marked }
        let wideKinds = Set(wide.map(\.kind))
        return change.aspects.filter { !wideKinds.contains($0.kind) && $0.screens.contains(screen.rawValue) }.map {
            aspect in
            OwnDifference(text: aspect.kind.words)
        }
    }
}

extension Feature {
    /// What a screen shows of it.
    fileprivate var shownName: String {
        switch self {
        case .authenticateWithPassword: "The password"
        case .orderCancel: "‘Cancel order’"
        case .orderAddressEdit: "‘Edit address’"
        case .paymentInstrumentAdd: "‘Add payment method’"
        case .paymentInstrumentUpdate: "‘Update’"
        case .paymentInstrumentDeactivate: "‘Deactivate’"
        }
    }
}

extension DifferenceKind {
    /// What differs where nothing more can be said.
    fileprivate var words: String {
        switch self {
        case .feature: "What customers can do"
        case .text: "Words"
        case .color: "Colours"
        case .logo: "Logo"
        case .link: "Links"
        case .style: "How it is set"
        }
    }
}
