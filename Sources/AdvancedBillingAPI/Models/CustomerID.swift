/// The number of a customer.
public struct CustomerID: Sendable, Hashable, CustomStringConvertible {
    /// The number; positive.
    public let number: Int

    /// Checks a number.
    ///
    /// - Parameter number: A positive number; the service knows no others (advanced-billing.md, 3).
    public init?(_ number: Int) {
        guard number > 0 else { return nil }
        self.number = number
    }

    /// Reads a number.
    ///
    /// - Parameter text: ASCII digits and nothing else, so that nothing else becomes part of an address
    ///   (advanced-billing.md, 9).
    public init?(_ text: String) {
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let number = Int(text) else { return nil }
        self.init(number)
    }

    /// The number as text.
    public var description: String { "\(number)" }
}
