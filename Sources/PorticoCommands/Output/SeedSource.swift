#if Networking
import Diagnostics
import Foundation
import Portals
import Sandbox
import Workspaces

/// Turns a workspace into what a client would send to the services.
struct SeedSource {
    let console: Console

    /// Reads a workspace in its default environment; says which files can't be read as a portal.
    ///
    /// - Parameter folder: The workspace.
    /// - Returns: What a sandbox is to have.
    /// - Throws: `CommandFailure` if there is no workspace.
    func seed(from folder: String) throws -> SandboxSeed {
        let workspace = try WorkspaceOptions.open(folder, environment: nil, noOverrides: true)
        let files = try? WorkspaceFiles(root: folder)
        var portals: [SandboxSeed.Portal] = []
        var websites: [String: Value] = [:]
        for entry in workspace.entries {
            guard entry.state == .whole, let portal = entry.portal else {
                console.failure("not added: \(entry.file.displayText): it can't be read as a portal of its own")
                continue
            }
            let logo = files.flatMap { Self.raster(of: portal, entry.logo, in: $0) }
            if logo == nil, entry.logo != nil || portal.logoID != nil {
                console.note("\(entry.file.displayText): added without its logo, of which there is no PNG, JPEG or GIF")
            }
            portals.append(
                SandboxSeed.Portal(
                    id: portal.id.description,
                    body: Data(Value.object(Self.body(of: portal)).prettyJSON.utf8),
                    logo: logo.map { Data($0.bytes) },
                    file: entry.file.displayText
                )
            )
            let website = Self.website(of: portal)
            websites[portal.websiteID] = website.merging(websites[portal.websiteID]?.object ?? ValueObject()).asValue
        }
        let bodies = websites.sorted { $0.key < $1.key }.map { Data($0.value.prettyJSON.utf8) }
        let name = URL(fileURLWithPath: folder).lastPathComponent
        return SandboxSeed(name: name, portals: portals, websites: bodies)
    }

    /// The body of the upsert: without Portico's own members, colours and links in the service's forms.
    private static func body(of portal: Portal) -> ValueObject {
        var body = portal.body
        body[Portal.extensionKey] = nil
        let colors = ValueObject([
            ("primary", .string(portal.primary.description)), ("secondary", .string(portal.secondary.description)),
        ])
        let links = ValueObject(
            PolicyLink.allCases.map { ($0.rawValue, portal.link($0).map { .string($0.description) } ?? .null) }
        )
        return body.merging(
            ValueObject([
                ("customization", .object(ValueObject([("colors", .object(colors)), ("links", .object(links))])))
            ])
        )
    }

    private static func website(of portal: Portal) -> ValueObject {
        let members: [(String, String?)] = [
            ("id", portal.websiteID), ("name", portal.websiteName), ("url", portal.websiteURL?.description),
            ("servicePhone", portal.supportPhone?.description), ("serviceEmail", portal.supportEmail?.description),
        ]
        return ValueObject(members.compactMap { name, text in text.map { (name, .string($0)) } })
    }

    /// The logo in a form that the service takes: its own file, or the one beside an SVG.
    private static func raster(of portal: Portal, _ logo: Logo?, in files: WorkspaceFiles) -> Logo? {
        if let logo, logo.format != .svg { return logo }
        guard let path = portal.logoPath else { return nil }
        let stem = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
        let endings = Logo.Format.allCases.filter { $0 != .svg }.flatMap(\.fileExtensions)
        return endings.lazy.compactMap { files.logo(at: "\(stem).\($0)").logo }.first { $0.format != .svg }
    }
}

extension ValueObject {
    fileprivate var asValue: Value { .object(self) }
}
#endif
