package import Portals

/// What became of a portal that was to be published.
package struct PortalOutcome: Sendable {
    /// What happened.
    package enum Result: Sendable {
        /// The service did not have it and has it now.
        case created
        /// The service holds it as planned now.
        case updated
        /// Nothing was to be done.
        case unchanged
        /// It was sent, and what was read back differs in these fields.
        case differs([FieldPath])
        /// It was not sent, or refused; the sentence says why.
        case failed(String)
        /// The run ended before its turn.
        case notTried
    }

    /// What the service holds now.
    package enum Holding: String, Sendable {
        /// What the plan says.
        case planned
        /// What it held before.
        case before
        /// Something else.
        case other
        /// Nobody knows, because the service could not be asked.
        case unknown
    }

    /// The portal's id.
    package let id: PortalID
    /// What happened.
    package let result: Result
    /// What the service holds now.
    package let holding: Holding
    /// Members that the service was sent for the first time and did not keep.
    package var unkept: [FieldPath] = []
    /// Unknown members that the service holds otherwise than it was sent them, and that were not said before.
    package var setByService: [FieldPath] = []

    /// Whether all is as it was planned.
    package var isDone: Bool {
        switch result {
        case .created, .updated, .unchanged: true
        case .differs, .failed, .notTried: false
        }
    }
}
