import TestSupport
import Workspaces

@testable import SiteBuilding

extension TestSite {
    /// The files that the manifest lists, by their paths.
    func listed() throws -> [String: Manifest.File] {
        var files: [String: Manifest.File] = [:]
        let shared = try ManifestReader.read(in: OutputFolder(path: output)) { portal in
            for (name, file) in portal.files { files["\(portal.id)/\(name)"] = file }
        }
        return files.merging(shared) { first, _ in first }
    }

    /// The portals that the manifest lists.
    func manifestPortals() throws -> [Manifest.Portal] {
        var portals: [Manifest.Portal] = []
        _ = try ManifestReader.read(in: OutputFolder(path: output)) { portals.append($0) }
        return portals
    }
}
