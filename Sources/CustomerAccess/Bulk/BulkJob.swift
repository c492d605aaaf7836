public import AdvancedBillingAPI
public import Foundation

/// Something that is to be done with each of many customers, also over several runs of a program.
public struct BulkJob<Outcome: Sendable>: Sendable {
    /// What a later run does with a customer whom an earlier one had begun with when it was ended.
    public enum Resumption: Sendable {
        /// It does it, because nothing changes by it: what was done is not kept either.
        case unkept
        /// It does it again, because twice is once.
        case again
        /// It does it again, and takes a refusal (422) as a sign that the earlier run did it.
        case againUnlessRefused
        /// It does it only if surely no mail went out, because nobody is to have two.
        case unlessMailed

        /// For how long a run is gone on with that was ended, in seconds: that of mails, which must not go out twice, 30
        /// days, others one.
        var lifetime: TimeInterval { self == .unlessMailed ? 30 * 86_400 : 86_400 }
        /// For how long a run counts after which all were done, in seconds: who sees a program end does not know how
        /// far it came, and begins it again; for mails that is to do no harm.
        var afterlife: TimeInterval { self == .unlessMailed ? 3600 : 0 }
    }

    /// After how many in a row without an answer, or without permission, nobody else is begun with.
    public static var patience: Int { 20 }

    /// What runs have in common that are to go on one with the other.
    public let name: String
    /// What a later run does with a customer with whom an earlier one had begun.
    public let resumption: Resumption
    /// How many customers are in hand at once.
    public var concurrency = 16
    /// Whether a customer with four invitations in 30 minutes waits until the next one may go; else it has failed.
    ///
    /// The others go on meanwhile.
    public var waits = false
    /// Told when nobody is in hand and some wait: how many, and when the first of them goes on.
    public var pauses: @Sendable (_ count: Int, _ until: Date) -> Void = { _, _ in }
    /// Whether to begin with no more customers.
    public var isStopped: @Sendable () -> Bool = { false }
    /// Does it with a customer.
    public let perform: @Sendable (CustomerID) async throws(AccessError) -> Outcome

    /// Makes a job.
    ///
    /// - Parameters:
    ///   - name: What runs have in common that are to go on one with the other.
    ///   - resumption: What a later run does with a customer with whom an earlier one had begun.
    ///   - perform: Does it with a customer.
    public init(
        _ name: String,
        resumption: Resumption,
        perform: @escaping @Sendable (CustomerID) async throws(AccessError) -> Outcome
    ) {
        self.name = name
        self.resumption = resumption
        self.perform = perform
    }
}

/// What came of a job for one customer.
public struct BulkResult<Outcome: Sendable>: Sendable {
    /// How it ended.
    public enum Ending: Sendable {
        /// It was done now.
        case done(Outcome)
        /// An earlier run had done it, at a time.
        case earlier(Date)
        /// An earlier row names the same customer; what came of it is told there.
        case duplicate(line: Int)
        /// A mail was ordered, now or in an earlier run, and no answer came.
        case unknown(AccessError?)
        /// It was not done.
        case failed(AccessError)
    }

    /// The row.
    public let row: CustomerList.Row
    /// The customer; `nil` if it could not be found out.
    public let customer: CustomerID?
    /// How it ended.
    public let ending: Ending

    /// Whether there is nothing left to do.
    var isDone: Bool {
        switch ending {
        case .done, .earlier, .duplicate: true
        case .unknown, .failed: false
        }
    }
}
