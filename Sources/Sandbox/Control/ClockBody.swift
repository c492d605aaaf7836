/// How the control shows and sets the clock.
enum ClockBody {
    /// How far a clock can be turned: the years 1970 to 9999.
    private static let range = 0...253_402_300_799

    private static let members = ["now", "isFrozen", "advance", "isReal"]

    /// The time, and how the clock goes.
    static func json(_ store: SandboxStore) -> JSON {
        let clock = store.clock
        return [
            "now": .string(TimeText.zulu(store.now)),
            "isReal": .boolean(clock == .real),
            "isFrozen": .boolean(clock.frozenAt != nil),
            "real": .string(TimeText.zulu(store.realNow)),
        ]
    }

    /// Reads how the clock is to be set.
    ///
    /// - Parameters:
    ///   - members: One of `now` (RFC 3339, with `isFrozen` for a clock that stands), `advance` (seconds) and `isReal`.
    ///   - store: The clock as it is.
    /// - Returns: The clock as it will be.
    /// - Throws: `Refusal`.
    static func clock(_ members: [String: JSON], from store: SandboxStore) throws(Refusal) -> ClockSetting {
        for name in members.keys.sorted() where !Self.members.contains(name) {
            throw refusal(name, "\(name) is no member of a clock, which has \(Self.members.joined(separator: ", "))")
        }
        if let isFrozen = members["isFrozen"], isFrozen.boolean == nil || members["now"] == nil {
            throw refusal("isFrozen", "isFrozen is true or false, and goes with now")
        }
        switch (members["now"], members["advance"], members["isReal"]) {
        case (nil, nil, .boolean(true)?): return .real
        case (let now?, nil, nil):
            guard let seconds = now.string.flatMap(TimeText.seconds), range.contains(seconds) else {
                throw refusal("now", "now is a time of RFC 3339 from 1970 to 9999")
            }
            return members["isFrozen"]?.boolean ?? false
                ? ClockSetting(frozenAt: seconds) : ClockSetting(offset: seconds - store.realNow)
        case (nil, let advance?, nil):
            guard let seconds = advance.integer,
                range.contains(store.now.addingReportingOverflow(seconds).partialValue),
                range.contains(abs(clamping: seconds))
            else { throw refusal("advance", "advance is a number of seconds, and the clock stays within 1970 to 9999") }
            return store.clock.advanced(by: seconds)
        default: throw refusal("now", "one of now, advance and isReal (true) is needed")
        }
    }

    private static func abs(clamping number: Int) -> Int { number == .min ? .max : Swift.abs(number) }

    private static func refusal(_ field: String, _ message: String) -> Refusal {
        Refusal(answer: Problem.invalid([InvalidField(field: field, message: message)]))
    }
}
