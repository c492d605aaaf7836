/// The variables of the process, as far as settings may read them (product.md).
package struct SettingsVariables: Sendable {
    /// Why a text of the settings has no value.
    package enum Failure: Error, Hashable, Sendable {
        /// It names a variable that is not set.
        case missing(String)
        /// It names a variable that settings may not read.
        case refused(String)
    }

    private let variables: [String: String]

    /// Takes the variables.
    ///
    /// - Parameter variables: All of the process.
    package init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// Returns a variable that is set to something; `nil` for one that is not set, or is empty.
    ///
    /// - Parameter name: Its name.
    package subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Puts variables into a text of the settings: those that begin with `PORTICO_`, and never a key.
    ///
    /// - Parameter text: The text, with `${PORTICO_…}` in it.
    /// - Returns: The text with their values.
    /// - Throws: `Failure`.
    package func expanded(_ text: String) throws(Failure) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            let name = String(rest[start.upperBound..<end])
            let isNamed = name.hasPrefix("PORTICO_") && name.utf8.allSatisfy(\.isVariableCharacter)
            guard isNamed, !name.contains("KEY") else { throw .refused(name) }
            guard let value = self[name] else { throw .missing(name) }
            result += rest[..<start.lowerBound] + value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}

extension UInt8 {
    /// Whether names of variables have it: `A` to `Z`, digits and `_`.
    fileprivate var isVariableCharacter: Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || self == UInt8(ascii: "_")
    }
}
