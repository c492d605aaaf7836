/// What makes a state answer otherwise than a new one, so that nobody has to wonder.
package struct SandboxCircumstances: Sendable {
    /// The time to which the clock is turned, as RFC 3339 has it; `nil` for the real time.
    package let time: String?
    /// Whether the clock stands still.
    package let isFrozen: Bool
    /// By how much each answer of the services is delayed, in milliseconds.
    package let latency: Int
    /// Rebilly's limit for requests other than GET, and its time in seconds; `nil` for the usual one.
    package let rateLimit: (count: Int, seconds: Int)?
    /// The other settings that differ from those of a new state, by their names.
    package let settings: [String]

    /// Looks at a state.
    ///
    /// - Parameter store: The state.
    package init(of store: SandboxStore) {
        let (clock, kept, usual) = (store.clock, store.settings, SandboxSettings())
        time = clock == .real ? nil : TimeText.zulu(store.now)
        isFrozen = clock.frozenAt != nil
        latency = kept.latency
        let isUsual =
            kept.rebilly.rateLimit == usual.rebilly.rateLimit && kept.rebilly.rateWindow == usual.rebilly.rateWindow
        rateLimit = isUsual ? nil : (kept.rebilly.rateLimit, kept.rebilly.rateWindow)
        settings = Self.changed(SettingsBody.json(kept), SettingsBody.json(usual))
    }

    /// Names and keys are announced as they are.
    private static let announced = ["apiKey", "site"]

    private static func changed(_ kept: JSON, _ usual: JSON) -> [String] {
        let (kept, usual) = (kept.object?["advancedBilling"]?.object, usual.object?["advancedBilling"]?.object)
        return (kept ?? [:]).filter { !announced.contains($0.key) && $0.value != usual?[$0.key] }
            .map { "advancedBilling.\($0.key)" }.sorted()
    }
}
