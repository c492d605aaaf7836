package import Rendering

/// An aspect in which two previews can differ, in the order in which differences are told.
package enum DifferenceKind: String, Sendable, CaseIterable {
    /// What customers can do: the switches, the status, and the screens that come and go with them.
    case feature
    /// What customers read.
    case text
    /// The colours of the brand.
    case color = "colour"
    /// The logo.
    case logo
    /// Where links lead, out of the portal.
    case link
    /// How pages are set, where nothing else explains it: templates that differ.
    case style
}

extension PortalValue {
    /// The aspects that the value is a part of: an e-mail address is read, and is a link too.
    package var kinds: [DifferenceKind] {
        switch self {
        case .authenticateWithPassword, .orderCancel, .orderAddressEdit, .paymentInstrumentAdd,
            .paymentInstrumentUpdate, .paymentInstrumentDeactivate, .status:
            [.feature]
        case .name, .websiteName, .websiteId: [.text]
        case .supportEmail, .supportPhone: [.text, .link]
        case .primary, .secondary: [.color]
        case .logo, .logoContent, .logoId: [.logo]
        case .address, .websiteUrl, .termsOfService, .privacyPolicy, .refundPolicy: [.link]
        }
    }
}

/// A value that differs.
package struct ValueChange: Sendable, Hashable {
    /// Which value.
    package let value: PortalValue
    /// What it was; `nil` if there was none.
    package let old: String?
    /// What it is; `nil` if there is none.
    package let new: String?
}

/// How two previews of a portal differ in one aspect.
package struct AspectChange: Sendable, Hashable {
    /// The aspect.
    package let kind: DifferenceKind
    /// The values that differ; empty where templates or the sample customer do.
    package var values: [ValueChange] = []
    /// The screens that both previews have and that differ in it, in their order.
    package var screens: [String] = []
    /// The screens that are new.
    package var added: [String] = []
    /// The screens that are gone.
    package var removed: [String] = []

    fileprivate var isEmpty: Bool { values.isEmpty && screens.isEmpty && added.isEmpty && removed.isEmpty }
}

/// How two previews of a portal differ.
package struct PortalChange: Sendable, Hashable {
    /// The portal's id.
    package let id: String
    /// The aspects in which they differ, in their order; never empty.
    package let aspects: [AspectChange]
    /// The screens that both previews have, in their order.
    package let commonScreens: [String]

    /// The screens that differ at all, or that only one of the two has, in their order.
    package var screens: [String] {
        let all = Set(aspects.flatMap { $0.screens + $0.added + $0.removed })
        return ScreenOrder.sorted(all)
    }

    /// Compares two records of one portal; `nil` if they are equal.
    ///
    /// - Parameters:
    ///   - old: What the portal showed.
    ///   - new: What it shows.
    package init?(from old: PortalRecord, to new: PortalRecord) {
        let common = ScreenOrder.sorted(Set(old.screens.keys).intersection(new.screens.keys))
        let comparison = RecordComparison(old: old, new: new, common: common)
        let aspects = DifferenceKind.allCases.map(comparison.change).filter { !$0.isEmpty }
        guard !aspects.isEmpty else { return nil }
        id = new.id
        self.aspects = aspects
        commonScreens = common
    }
}

/// Two records of one portal, side by side.
private struct RecordComparison {
    let old: PortalRecord
    let new: PortalRecord
    /// The screens that both have.
    let common: [String]

    func change(_ kind: DifferenceKind) -> AspectChange {
        var change = AspectChange(kind: kind)
        change.values = PortalValue.allCases.filter { $0.kinds.contains(kind) && differs($0) }.map {
            ValueChange(value: $0, old: old.values[$0], new: new.values[$0])
        }
        switch kind {
        case .feature:
            change.added = ScreenOrder.sorted(Set(new.screens.keys).subtracting(old.screens.keys))
            change.removed = ScreenOrder.sorted(Set(old.screens.keys).subtracting(new.screens.keys))
        case .text: change.screens = common.filter { differs(\.text, on: $0) }
        case .link: change.screens = common.filter { differs(\.links, on: $0) }
        case .color: change.screens = old.palette == new.palette ? [] : common
        case .logo: change.screens = differs(.logoContent) ? common : []
        case .style: change.screens = common.filter(differsInStyleAlone)
        }
        return change
    }

    /// Whether nothing but templates explains a difference: other words, links and logos come in other tags.
    private func differsInStyleAlone(_ screen: String) -> Bool {
        if old.style != new.style { return true }
        let isExplained = differs(\.text, on: screen) || differs(\.links, on: screen) || differs(.logoContent)
        return differs(\.markup, on: screen) && !isExplained
    }

    private func differs(_ digest: KeyPath<ScreenDigests, String>, on screen: String) -> Bool {
        old.screens[screen]?[keyPath: digest] != new.screens[screen]?[keyPath: digest]
    }

    /// Whether a value differs in its bytes: two spellings of one letter are two.
    private func differs(_ value: PortalValue) -> Bool {
        guard let before = old.values[value], let after = new.values[value] else {
            return old.values[value] != new.values[value]
        }
        return !before.utf8.elementsEqual(after.utf8)
    }
}

/// The order in which screens are told.
enum ScreenOrder {
    private static let places = Dictionary(
        uniqueKeysWithValues: Screen.allCases.enumerated().map { ($1.rawValue, $0) }
    )

    /// Sorts ids as previews have them; those of another version come last.
    static func sorted(_ ids: Set<String>) -> [String] {
        ids.sorted { left, right in
            let (first, second) = (places[left] ?? .max, places[right] ?? .max)
            return first == second ? left.utf8.lexicographicallyPrecedes(right.utf8) : first < second
        }
    }
}
