import Synchronization

/// The elements of a list that many portals have alike, as those of a brand have its colours: what plans need of them
/// is found once.
package final class KeptRows: Sendable {
    let elements: [TemplateContext]
    private let planned = Mutex<PlanRows?>(nil)

    init(_ elements: [TemplateContext]) {
        self.elements = elements
    }

    /// The elements as plans take them; `nil` if they differ in their keys or hold lists themselves.
    ///
    /// - Parameter likely: The layout that they have in most lists of the same key.
    /// - Returns: The rows.
    func planned(likely: PlanLayout?) -> PlanRows? {
        if let rows = planned.withLock(\.self) { return rows }
        guard let rows = PlanRows(elements, likely: likely) else { return nil }
        planned.withLock { $0 = rows }
        return rows
    }
}
