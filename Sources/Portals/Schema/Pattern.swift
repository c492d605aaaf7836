/// Regular expressions in the part of ECMA-262 that other dialects share, for schemas.
///
/// Classes are written out, because `\s`, `\w` and `\d` differ between dialects.
enum Pattern {
    /// A word of which nothing is special.
    static func escaped(_ word: String) -> String {
        let special = "^$\\.*+?()[]{}|/".unicodeScalars
        return word.unicodeScalars.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// A word of ASCII in any letter case.
    static func anyCase(_ word: String) -> String {
        word.unicodeScalars.map { scalar in
            let text = String(scalar)
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            return isLetter ? "[\(text.uppercased())\(text.lowercased())]" : escaped(text)
        }.joined()
    }

    /// A word of ASCII written otherwise, or with one slip.
    ///
    /// That is in another letter case or with other separators; or with a character too many, too few, or another, or
    /// two in each other's place. `Spelling` finds all of them near; a word of up to three letters has no slips.
    static func slips(of word: String) -> String {
        let separators = "[-_ ]*"
        let otherwise = word.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) }
            .map { anyCase(String($0)) + separators }.joined()
        let letters = word.unicodeScalars.map { escaped(String($0)) }
        guard letters.count > 3 else { return separators + otherwise }
        let slips = letters.indices.map { place in
            let rest = letters[(place + 1)...]
            var endings = [".?\(rest.joined())", ".\(letters[place...].joined())"]
            if let next = rest.first { endings.append(next + letters[place] + rest.dropFirst().joined()) }
            return letters[..<place].joined() + any(endings)
        }
        return any([separators + otherwise, letters.joined() + "."] + slips)
    }

    /// One of several patterns.
    static func any(_ patterns: [String]) -> String {
        "(?:\(patterns.joined(separator: "|")))"
    }

    /// The ranges of a class, without its brackets, of the scalars up to a last one that have a property.
    static func ranges(through last: UInt32 = 0x10FFFF, where matches: (Unicode.Scalar) -> Bool) -> String {
        var text = ""
        var first: Unicode.Scalar?
        var previous: Unicode.Scalar?
        func close() {
            guard let first, let previous else { return }
            text += shown(first)
            if first != previous { text += (previous.value == first.value + 1 ? "" : "-") + shown(previous) }
        }
        var value: UInt32 = 0
        while value <= last {
            defer { value += 1 }
            guard let scalar = Unicode.Scalar(value) else { continue }
            if matches(scalar) {
                first = first ?? scalar
                previous = scalar
            } else if first != nil {
                close()
                (first, previous) = (nil, nil)
            }
        }
        close()
        return text
    }

    /// A scalar beyond the first plane stands as it is: dialects write its number differently.
    private static func shown(_ scalar: Unicode.Scalar) -> String {
        guard scalar.value <= 0xFFFF else { return String(scalar) }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
