package import Foundation
import Portals

/// A plan that was kept in a file to be published later: no script, but a promise that can be held against the world.
package struct SavedPlan: Sendable {
    /// Why a file is no plan.
    package enum Failure: Error, Hashable, Sendable {
        /// It is no JSON, or no plan.
        case noPlan
        /// A later Portico wrote it.
        case laterVersion
    }

    /// The version of its form.
    package static let version = 1

    /// Which Portico made it.
    package let portico: String
    /// The address of the target.
    package let target: String
    /// The environment; `nil` for none.
    package let environment: String?
    /// The portals that were chosen; `nil` for all.
    package let chosen: [String]?
    /// What it was derived from.
    package let digest: PlanDigest

    /// Reads a plan as `portico plan --format json` writes it.
    ///
    /// - Parameter json: The file's content.
    /// - Throws: `Failure`.
    package init(json: Data) throws(Failure) {
        guard let root = (try? Value(json: json))?.object, let version = root.integer("version") else { throw .noPlan }
        guard version == Self.version else { throw .laterVersion }
        guard let portico = root.text("portico"), let target = root["target"]?.object,
            let address = target.text("address"), let items = root["portals"]?.array
        else { throw .noPlan }
        self.portico = portico
        self.target = address
        environment = target.text("environment")
        var portals: [String: PlanDigest.PortalDigest] = [:]
        for item in items {
            guard let portal = item.object, let id = portal.text("id"), let digest = portal["digest"]?.object,
                let files = digest.text("files")
            else { throw .noPlan }
            portals[id] = PlanDigest.PortalDigest(files: files, remote: digest.text("remote"))
        }
        chosen = root.flag("isPartial") == true ? portals.keys.sorted() : nil
        digest = PlanDigest(portals: portals)
    }

    /// What forbids publishing a plan that was derived again in the place of this one; empty if nothing does.
    ///
    /// - Parameters:
    ///   - plan: The plan that was derived again.
    ///   - version: This Portico's version.
    /// - Returns: Sentences without a full stop.
    package func obstacles(to plan: PublishPlan, version: String) -> [String] {
        guard portico == version else {
            return ["the plan was made by Portico \(portico), and this is \(version)"]
        }
        guard target == plan.target.address, environment == plan.target.environment else {
            return [
                "the plan is for \(Self.name(target, environment)), and this is \(Self.name(plan.target.address, plan.target.environment))"
            ]
        }
        return digest.differences(from: PlanDigest(plan))
    }

    private static func name(_ address: String, _ environment: String?) -> String {
        address + (environment.map { " (\($0))" } ?? "")
    }
}
