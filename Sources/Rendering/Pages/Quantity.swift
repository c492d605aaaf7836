/// Counts as pages show them.
enum Quantity {
    /// A number with a comma between thousands: `12,400`.
    static func text(_ count: Int) -> String {
        let digits = Array(String(count))
        return digits.enumerated().reduce(into: "") { text, digit in
            let rest = digits.count - digit.offset
            if digit.offset > 0, rest % 3 == 0 { text += "," }
            text.append(digit.element)
        }
    }

    /// A number and what it counts: `1 portal`, `12,400 portals`.
    static func text(_ count: Int, _ word: String) -> String {
        "\(text(count)) \(word)\(count == 1 ? "" : "s")"
    }
}
