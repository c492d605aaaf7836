import Foundation
import TestSupport

/// Workspaces for tests of commands.
enum TestWorkspace {
    static let portal = "name: Acme billing\nslug: acme-billing\nwebsiteId: acme-main\n"

    /// A workspace of one portal that is as it should be, but for links.
    static func plain(settings: String = "lint: {links.missing: off}\n") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(settings, to: "portico.yaml")
        try folder.write(portal, to: "portals/acme.yaml")
        return folder
    }

    /// One of several portals, so that writing takes a moment.
    static func large(count: Int = 30) throws -> TemporaryFolder {
        let folder = try plain()
        for index in 0..<count {
            try folder.write("name: P\nslug: portal-\(index)\nwebsiteId: w\n", to: "portals/portal-\(index).yaml")
        }
        return folder
    }
}

extension TemporaryFolder {
    /// The bytes of every file below a folder, by path, without the cache, which holds times.
    func contents(of name: String) throws -> [String: String] {
        var contents: [String: String] = [:]
        for file in try FolderContents.files(below: self / name) where file != ".portico.cache" {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: self / "\(name)/\(file)"))
            contents[file] = String(decoding: bytes, as: UTF8.self)
        }
        return contents
    }
}
