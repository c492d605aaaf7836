import Foundation
import GRDB

extension JSON {
    /// A text that is no JSON by the letter.
    struct NotStrict: Error {}

    /// Reads a body as RFC 8259 has it, in UTF-8.
    ///
    /// Foundation's parser takes more: a comma behind the last member, a byte-order mark, UTF-16. SQLite's function
    /// takes no more (<https://sqlite.org/json1.html#jvalid>), and reads up to a NUL, which no JSON has.
    ///
    /// - Parameter body: The body, which anybody may have sent.
    /// - Throws: `NotStrict`, or `DecodingError` for numbers and halves of surrogate pairs that no value can hold.
    init(strictly body: Data) throws {
        guard !body.contains(0), let text = String(validating: body, as: UTF8.self),
            try DatabaseQueue().read({ try Bool.fetchOne($0, sql: "SELECT json_valid(?)", arguments: [text]) }) == true
        else { throw NotStrict() }
        try self.init(parsing: body)
    }
}
