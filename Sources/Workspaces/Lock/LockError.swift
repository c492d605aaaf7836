import Diagnostics

/// Why `portico.lock.json` cannot be used.
package struct LockError: Error, Hashable, Sendable {
    /// What is wrong with the file.
    package enum Reason: Error, Hashable, Sendable {
        /// It cannot be read.
        case unreadable(OutputError.Reason)
        /// It is no JSON, as after a merge that was not finished.
        case noJSON
        /// It is JSON and no lock; the words say why.
        case noLock(String)
        /// A later Portico wrote it.
        case laterVersion
    }

    /// What is wrong.
    package let reason: Reason

    /// What happened and what to do now; without a full stop.
    package var sentence: String {
        switch reason {
        case .unreadable(let reason): OutputError(path: LockFile.name, reason: reason).sentence
        case .noJSON: "\(LockFile.name) is no JSON; \(Self.remedy)"
        case .noLock(let words): "\(LockFile.name) is no lock: \(words.displayText); \(Self.remedy)"
        case .laterVersion: "\(LockFile.name) was written by a later version of Portico; use that one"
        }
    }

    private static let remedy =
        "take it from your repository again, or remove it and run 'portico pull', which writes it anew"
}
