import Rendering
import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct `Comparing two records` {
    private static func record(
        _ values: [PortalValue: String] = [.name: "Acme", .primary: "0044d4"],
        screens: [String] = ["sign-in", "order", "orders"],
        changing: (String) -> ScreenDigests = { _ in ScreenDigests(text: "t", links: "l", markup: "m") },
        palette: String = "p",
        style: String = "s"
    ) -> PortalRecord {
        let digests = screens.map { ($0, changing($0)) }
        return PortalRecord(
            id: "acme",
            values: values,
            screens: Dictionary(uniqueKeysWithValues: digests),
            palette: palette,
            style: style
        )
    }

    /// A change in a line: `text name sign-in,order +new -gone; …`.
    private static func summary(_ old: PortalRecord, _ new: PortalRecord) -> String? {
        PortalChange(from: old, to: new).map { change in
            change.aspects.map { aspect in
                let values = aspect.values.map(\.value.rawValue)
                let screens = aspect.screens.isEmpty ? [] : [aspect.screens.joined(separator: ",")]
                let parts = values + screens + aspect.added.map { "+\($0)" } + aspect.removed.map { "-\($0)" }
                return "\(aspect.kind.rawValue) \(parts.joined(separator: " "))"
            }.joined(separator: "; ")
        }
    }

    @Test func `names each aspect with its values and its screens`() {
        let plain = Self.record()
        let digests = { (text: String, links: String, markup: String) in
            { (screen: String) in
                screen == "order"
                    ? ScreenDigests(text: text, links: links, markup: markup)
                    : ScreenDigests(text: "t", links: "l", markup: "m")
            }
        }
        let table: [(PortalRecord, String?)] = [
            (plain, nil),
            (Self.record([.name: "Acme", .primary: "ffd400"], palette: "q"), "colour primary sign-in,orders,order"),
            (Self.record(palette: "q"), "colour sign-in,orders,order"),
            (Self.record([.name: "Other", .primary: "0044d4"]), "text name"),
            (Self.record([.name: "Acme", .primary: "0044d4", .logo: "a.svg"]), "logo logo"),
            (
                Self.record([.name: "Acme", .primary: "0044d4", .logoContent: "x"], changing: digests("t", "l", "n")),
                "logo logoContent sign-in,orders,order"
            ),
            (
                Self.record([.name: "Acme", .primary: "0044d4", .supportEmail: "a@b"]),
                "text supportEmail; link supportEmail"
            ),
            (Self.record([.name: "Acme", .primary: "0044d4", .orderCancel: "off"]), "feature orderCancel"),
            (
                Self.record(screens: ["sign-in", "order", "a-new-one", "overview"]),
                "feature +overview +a-new-one -orders"
            ),
            (Self.record(changing: digests("u", "l", "m")), "text order"),
            (Self.record(changing: digests("t", "k", "m")), "link order"),
            (Self.record(changing: digests("t", "l", "n")), "style order"),
            (Self.record(changing: digests("u", "l", "n")), "text order"),
            (Self.record(style: "r"), "style sign-in,orders,order"),
        ]
        for (record, expected) in table { #expect(Self.summary(plain, record) == expected) }
    }

    @Test func `tells spellings of one letter apart`() {
        let (old, new) = (Self.record([.name: "é"]), Self.record([.name: "e\u{301}"]))
        #expect(Self.summary(old, new) == "text name")
    }

    private static func random(_ generator: inout SeededGenerator) -> PortalRecord {
        func digest() -> String { "d\(Int.random(in: 0...2, using: &generator))" }
        var values: [PortalValue: String] = [:]
        for value in PortalValue.allCases where Bool.random(using: &generator) { values[value] = digest() }
        let screens = (Screen.allCases.map(\.rawValue) + ["x", "y"]).filter { _ in Bool.random(using: &generator) }
        return PortalRecord(
            id: "acme",
            values: values,
            screens: Dictionary(
                uniqueKeysWithValues: screens.map {
                    ($0, ScreenDigests(text: digest(), links: digest(), markup: digest()))
                }
            ),
            palette: digest(),
            style: digest()
        )
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `finds nothing between equal ones, all between others, and the same both ways`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let (old, new) = (Self.random(&generator), Self.random(&generator))
            #expect(PortalChange(from: old, to: old) == nil)
            let change = try #require(PortalChange(from: old, to: new))
            let back = try #require(PortalChange(from: new, to: old))
            for value in PortalValue.allCases {
                let found = change.aspects.flatMap(\.values).filter { $0.value == value }
                let isDifferent = old.values[value] != new.values[value]
                #expect(found.map(\.old) == (isDifferent ? value.kinds.map { _ in old.values[value] } : []))
            }
            #expect(Set(change.aspects.flatMap(\.added)) == Set(new.screens.keys).subtracting(old.screens.keys))
            #expect(change.screens == back.screens && change.commonScreens == back.commonScreens)
            #expect(change.aspects.map(\.kind) == back.aspects.map(\.kind))
            for (there, here) in zip(change.aspects, back.aspects) {
                #expect(there.screens == here.screens)
                #expect(there.added == here.removed && there.removed == here.added)
                #expect(there.values.map(\.old) == here.values.map(\.new))
                #expect(there.values.map(\.new) == here.values.map(\.old))
            }
            for screen in change.commonScreens where old.screens[screen] != new.screens[screen] {
                #expect(change.screens.contains(screen))
            }
        }
    }
}
