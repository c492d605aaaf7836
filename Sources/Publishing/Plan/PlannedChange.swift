package import Portals

/// A field that publishing would change.
package struct PlannedChange: Sendable, Equatable {
    /// The field in the three states.
    package let comparison: FieldComparison
    /// What it means to customers.
    package let consequence: Consequence

    /// The field.
    package var path: FieldPath { comparison.path }
    /// Whether somebody changed the field at the service since it was last seen.
    package var isChangedElsewhere: Bool { comparison.kind == .remote || comparison.kind == .conflict }
    /// By which names it has to be allowed.
    package var guards: [ChangeGuard] {
        (consequence.guardKind.map { [$0] } ?? []) + (isChangedElsewhere ? [.overwriteRemoteEdit] : [])
    }

    init(_ comparison: FieldComparison) {
        self.comparison = comparison
        consequence = .changing(comparison.path, from: comparison.remote, to: comparison.local)
    }
}
