public import Foundation

/// Why the ledger cannot be used.
///
/// Nothing in it is lost by any of these, and none holds a link or a key.
public struct LedgerError: Error, Hashable, Sendable {
    /// What stands in the way.
    public enum Reason: Hashable, Sendable {
        /// Another program has it, and did not let go of it in time.
        case locked
        /// It is damaged, or a part of it is gone.
        case damaged
        /// It is a file of something else.
        case foreign
        /// A newer Portico has written it.
        case newer
        /// It, or the folder in which it lies, cannot be read or written; in words.
        case unusable(String)
        /// It, or the folder in which it lies, is a symbolic link, or others may write there; in words.
        case insecure(String)
        /// Its links are sealed, and there is no key.
        case keyMissing
        /// Its links are sealed with another key.
        case wrongKey
    }

    /// The file.
    public let path: String
    /// What stands in the way.
    public let reason: Reason

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - reason: What stands in the way.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension LedgerError: CustomStringConvertible, LocalizedError {
    /// The same as `description`.
    public var errorDescription: String? { description }

    /// What happened, where, and what to do now.
    public var description: String {
        switch reason {
        case .locked:
            "the ledger \(path) is held by another program, which did not let go of it in time; "
                + "wait for that program or end it, and try again"
        case .damaged:
            "the ledger \(path) is damaged, and was left as it is; bring a copy of it back, or move it away: "
                + "then links are asked for anew, and each request counts against the 15"
        case .foreign: "\(path) is no ledger of Portico's, and was left as it is; name another file"
        case .newer: "the ledger \(path) was written by a newer Portico, and was left as it is; use that one"
        case .unusable(let words): "the ledger \(path) cannot be used: \(words)"
        case .insecure(let words): "the ledger \(path) is not safe there: \(words)"
        case .keyMissing:
            "the links in the ledger \(path) are sealed with a key, and none was given; set PORTICO_LEDGER_KEY"
        case .wrongKey:
            "the links in the ledger \(path) are sealed with another key than the one that was given; "
                + "set PORTICO_LEDGER_KEY to the key with which it was begun"
        }
    }
}
