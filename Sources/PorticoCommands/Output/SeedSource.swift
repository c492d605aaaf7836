#if Networking
import Diagnostics
import Foundation
import Portals
import Sandbox
import Workspaces

/// Turns a workspace into what a client would send to the services.
struct SeedSource {
    let console: Console

    /// How many files that are left out are named, and how many of their problems.
    private static let shown = 10

    /// Reads a workspace in its default environment; says which files can't be read as a portal, and which logos are
    /// left out.
    ///
    /// - Parameter folder: The workspace.
    /// - Returns: What a sandbox is to have.
    /// - Throws: `CommandFailure` if there is no workspace.
    func seed(from folder: String) throws -> SandboxSeed {
        let workspace = try WorkspaceChoice.open(folder, environment: nil, noOverrides: true)
        let files = try? WorkspaceFiles(root: folder)
        var portals: [SandboxSeed.Portal] = []
        var refused: [PortalEntry] = []
        var websites: [String: Value] = [:]
        for entry in workspace.entries {
            guard entry.state == .whole, let portal = entry.portal else {
                refused.append(entry)
                continue
            }
            let logo = UploadableLogo(of: portal, checked: entry.logo, in: files)
            if let reason = logo.reason {
                console.failure("\(entry.file.displayText): warning: added without its logo: \(reason.displayText)")
            }
            portals.append(
                SandboxSeed.Portal(
                    id: portal.id.description,
                    body: Data(Value.object(Self.body(of: portal)).prettyJSON.utf8),
                    logo: logo.logo.map { Data($0.bytes) },
                    file: entry.file.displayText
                )
            )
            let website = Self.website(of: portal)
            websites[portal.websiteID] = website.merging(websites[portal.websiteID]?.object ?? ValueObject()).asValue
        }
        tell(workspace.diagnostics, refused, in: folder)
        let bodies = websites.sorted { $0.key < $1.key }.map { Data($0.value.prettyJSON.utf8) }
        let name = URL(fileURLWithPath: folder).lastPathComponent
        return SandboxSeed(name: name, portals: portals, websites: bodies)
    }

    /// Says which files are left out, why, and how to go on.
    private func tell(_ problems: [Diagnostic], _ refused: [PortalEntry], in folder: String) {
        let errors = (problems + refused.flatMap(\.diagnostics)).filter { $0.severity == .error }.sorted()
        console.problems(errors.prefix(Self.shown))
        for entry in refused.prefix(Self.shown) {
            let reason = entry.state == .unreadable ? "it can't be read as a portal" : "its id is taken or not legal"
            console.failure("not added: \(entry.file.displayText): \(reason)")
        }
        if refused.count > Self.shown { console.failure("not added: \(refused.count - Self.shown) more files") }
        guard !errors.isEmpty || !refused.isEmpty else { return }
        let command = "portico lint --workspace \(ShellText.word(folder))"
        console.failure("`\(command.displayText)` lists all problems; mend them, and start again")
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
}

extension ValueObject {
    fileprivate var asValue: Value { .object(self) }
}
#endif
