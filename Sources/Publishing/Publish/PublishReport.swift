/// What publishing came to.
package struct PublishReport: Sendable {
    /// The outcomes in the order of the portals' ids.
    package let portals: [PortalOutcome]
    /// How many files were uploaded.
    package let uploadCount: Int
    /// Why the run ended before all was tried; `nil` if it did not.
    package let stop: String?

    /// Whether everything is as it was planned.
    package var isDone: Bool { portals.allSatisfy(\.isDone) }
}
