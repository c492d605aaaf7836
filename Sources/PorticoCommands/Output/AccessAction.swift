#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Portals

/// What a command does with one customer, and how it tells of it.
struct AccessAction {
    /// What came of it.
    struct Outcome {
        /// The members for scripts, in the order of the columns.
        var values: [Value]
        /// The line for people, or the cells of their table.
        var text: [String]
        /// What else there is to say; may be empty.
        var notes: [String] = []
    }

    /// What a run over a list is called in the journal.
    let name: String
    /// What a later run over a list does where an earlier one was ended.
    let resumption: BulkJob<Outcome>.Resumption
    /// Whether a run over a list waits where invitations are limited.
    var waits = false
    /// The names of the members for scripts.
    let columns: [String]
    /// The head of the table for people; `nil` if each customer has a line.
    var head: [String]?
    /// Whether one of several with whom it failed has an empty line, so that a script can tell which one is missing.
    var keepsLines = false
    /// Does it.
    let perform: @Sendable (AccessDesk, CustomerID) async throws(AccessError) -> Outcome
}
#endif
