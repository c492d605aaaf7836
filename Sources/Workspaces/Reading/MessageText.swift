extension StringProtocol {
    /// At most 60 scalars of the text, with an ellipsis where it was cut.
    var shownInMessage: String {
        let scalars = unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return String(self) }
        return String(String.UnicodeScalarView(scalars[..<end])) + "…"
    }
}

extension Int {
    /// The number with a comma between groups of three digits: `10,000`.
    var grouped: String {
        var digits = Array(String(self))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }

    /// The number of bytes in words, rounded up to a tenth: `256 KB`, `50.1 MB`; 1 KB has 1,024 bytes.
    var inBytes: String {
        if self < 1 << 10 { return "\(self) bytes" }
        let (unit, name) = self < 1 << 20 ? (1 << 10, "KB") : (1 << 20, "MB")
        let tenths = (self / unit) * 10 + ((self % unit) * 10 + unit - 1) / unit
        return tenths % 10 == 0 ? "\((tenths / 10).grouped) \(name)" : "\((tenths / 10).grouped).\(tenths % 10) \(name)"
    }
}
