import Crypto
import Foundation
import Portals

/// What a plan was derived from, in hashes: that it is still true can be told without keeping what it says.
package struct PlanDigest: Sendable, Equatable {
    /// A portal's part.
    package struct PortalDigest: Sendable, Equatable {
        /// What the files say of it, its picture included.
        package let files: String
        /// What the service holds of it; `nil` if it does not have it.
        package let remote: String?
    }

    /// The portals by their ids.
    package let portals: [String: PortalDigest]

    /// Takes the digest of a plan.
    ///
    /// - Parameter plan: The plan.
    package init(_ plan: PublishPlan) {
        portals = Dictionary(plan.portals.map { ($0.id.description, $0.digest) }) { first, _ in first }
    }

    /// Takes digests that were saved.
    package init(portals: [String: PortalDigest]) {
        self.portals = portals
    }

    /// What differs from a plan that was derived again, as sentences in the order of the ids; empty if nothing does.
    ///
    /// - Parameter current: The plan that was derived again.
    /// - Returns: A sentence a portal.
    package func differences(from current: PlanDigest) -> [String] {
        Set(portals.keys).union(current.portals.keys).sorted().compactMap { id in
            switch (portals[id], current.portals[id]) {
            case (nil, _): return "the workspace has a portal '\(id)' that the plan does not know"
            case (_, nil): return "the workspace has no portal '\(id)' any more"
            case (let old?, let new?):
                let parts = [
                    old.files == new.files ? nil : "its file",
                    old.remote == new.remote ? nil : "what the service holds",
                ]
                let changed = parts.compactMap { $0 }
                return changed.isEmpty
                    ? nil : "of '\(id)' \(changed.joined(separator: " and ")) changed since it was planned"
            }
        }
    }
}

extension PortalPlan {
    fileprivate var digest: PlanDigest.PortalDigest {
        // The id that a picture gets depends on the service, its content does not.
        let logo: Value =
            switch logo {
            case .asWritten, .kept: .null
            case .found(_, let file), .upload(let file): .string(file.sha256)
            }
        let body = logo == .null ? body : body.withLogoID(.null)
        return PlanDigest.PortalDigest(
            files: Value.array([logo, ComparedFields(body).value]).digest,
            remote: remote.map { ComparedFields($0.body).value.digest }
        )
    }
}

extension Value {
    /// `sha256:` and the hexadecimal digits of the hash of its JSON.
    var digest: String { "sha256:" + Hexadecimal.text(SHA256.hash(data: json)) }
}

extension ComparedFields {
    /// The fields as one value: paths and what stands there.
    fileprivate var value: Value {
        .array(entries.map { .array($0.path.components.map { .string($0) } + [$0.value]) })
    }
}
