import Crypto
import Foundation

extension PlanDigest {
    /// Eight digits by which people tell plans apart: those of the same files and the same service have the same.
    ///
    /// - Parameter target: Where the plan leads.
    /// - Returns: The digits.
    package func short(for target: PublishTarget) -> String {
        let parts = portals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.files) \($0.value.remote ?? "-")" }
        let text = ([target.address, target.environment ?? ""] + parts).joined(separator: "\n")
        return String(Hexadecimal.text(SHA256.hash(data: Data(text.utf8))).prefix(8))
    }
}
