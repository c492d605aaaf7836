import Diagnostics
import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// A workspace of a test, and everything that the commands do with it and a service.
struct Desk: Sendable {
    let folder: TemporaryFolder
    let service: Service
    var environment: String?

    init(_ service: Service, settings: String = "") throws {
        folder = try TemporaryFolder()
        self.service = service
        try folder.write(settings, to: "portico.yaml")
    }

    /// A copy as another clone of the repository would be.
    func clone() throws -> Desk {
        let copy = try Desk(service)
        for file in try folder.files() {
            try copy.folder.write(try Data(contentsOf: URL(fileURLWithPath: folder / file)), to: file)
        }
        return copy
    }

    /// Everything that the file of a portal says of the sandbox's website.
    static let website =
        #"website: {name: Sandbox, url: "https://sandbox.example", supportEmail: help@sandbox.example, supportPhone: "+1 555 0100"}"#

    /// Writes a portal file with what must stand in it, and these lines and this logo besides.
    func write(_ id: String, _ lines: String = "", name: String? = nil, slug: String? = nil, logo: String? = nil) throws
    {
        let picture = logo.map { "  logo: \($0)\n" } ?? ""
        try folder.write(
            """
            # The portal \(id).
            name: \(name ?? "Portal \(id)")
            slug: \(slug ?? "slug-\(id)")  # as customers know it
            websiteId: web_sandbox
            \(lines)\(lines.isEmpty || lines.hasSuffix("\n") ? "" : "\n")x-portico:
            \(picture)  \(Self.website)

            """,
            to: "portals/\(id).yaml"
        )
    }

    func write(_ picture: [UInt8], to path: String) throws {
        try folder.write(Data(picture), to: path)
    }

    /// The bytes of every file, by its path.
    func contents() throws -> [String: Data] {
        Dictionary(
            uniqueKeysWithValues: try folder.files().map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: folder / $0)))
            }
        )
    }

    // MARK: What the commands do

    var target: PublishTarget {
        get throws {
            PublishTarget(
                account: try RebillyAccount(baseURL: "\(service.origin)/organizations/sandbox"),
                environment: try opened().environment
            )
        }
    }

    func lock() throws -> Lock.Target {
        try LockFile(workspace: folder.path).read()[try target.address]
    }

    func opened() throws -> OpenedWorkspace {
        try OpenedWorkspace(at: folder.path, environment: environment, usesOverrides: true)
    }

    func local() throws -> LocalPortals {
        LocalPortals(try opened(), files: try WorkspaceFiles(root: folder.path))
    }

    /// What the service holds, as far as portals of the workspace need it.
    private func state(_ client: RebillyClient, for portals: [LocalPortal]) async throws -> RemoteState {
        try await RemoteReader(client).state(
            of: portals.map(\.id),
            fileIDs: PlanMaker.fileIDs(of: portals, seen: try lock()) ?? []
        )
    }

    /// Derives the plan.
    func plan(_ client: RebillyClient? = nil, only: Set<PortalID>? = nil) async throws -> PublishPlan {
        let local = try local()
        #expect(local.problems.filter { $0.severity == .error } == [])
        let remote = try await state(try client ?? service.client(), for: local.portals)
        let lock = try LockFile(workspace: folder.path).read()
        return PlanMaker(target: try target, lock: lock, remote: remote).plan(local.portals, only: only)
    }

    /// Publishes a plan, or what is planned now; `calls` is the disk of the lock.
    @discardableResult
    func publish(
        _ client: RebillyClient? = nil,
        _ plan: PublishPlan? = nil,
        allowing allowed: Set<ChangeGuard> = Set(ChangeGuard.allCases),
        concurrency: Int = 3,
        calls: FileSystemCalls = .system,
        isDry: Bool = false
    ) async throws -> PublishReport {
        let client = try client ?? service.client()
        let lockFile = try LockFile(workspace: folder.path, calls: calls)
        let plan = if let plan { plan } else { try await self.plan(client) }
        let publisher = Publisher(
            client: client,
            files: try WorkspaceFiles(root: folder.path),
            keeper: LockKeeper(try lockFile.read(), address: try target.address, file: isDry ? nil : lockFile),
            concurrency: concurrency
        )
        return try await publisher.publish(plan, allowing: allowed)
    }

    /// The environment into which a pull writes, as the command decides.
    private func overlay(_ workspace: OpenedWorkspace) -> String? {
        guard let usual = workspace.settings.usualEnvironment else { return nil }
        return workspace.settings.environment == usual ? nil : workspace.settings.environment
    }

    func pulls(_ client: RebillyClient? = nil, taking side: PullSide? = nil, only: Set<PortalID>? = nil)
        async throws -> (pulls: [PortalPull], remote: RemoteState, plan: PublishPlan)
    {
        let workspace = try opened()
        let local = try local()
        let remote = try await state(try client ?? service.client(), for: local.portals)
        let lock = try LockFile(workspace: folder.path).read()
        let plan = PlanMaker(target: try target, lock: lock, remote: remote).plan(local.portals)
        let maker = PullMaker(
            plan: plan,
            remote: remote,
            overlay: overlay(workspace),
            side: side,
            unusable: local.unusable,
            seenWebsites: lock[try target.address].websites
        )
        return (maker.pulls(only: only), remote, plan)
    }

    /// Pulls, unless there are conflicts.
    @discardableResult
    func pull(_ client: RebillyClient? = nil, taking side: PullSide? = nil, only: Set<PortalID>? = nil) async throws
        -> PullReport
    {
        let client = try client ?? service.client()
        let (pulls, remote, plan) = try await pulls(client, taking: side, only: only)
        let conflicts = pulls.flatMap(\.conflicts)
        guard conflicts.isEmpty else { throw Conflicts(fields: conflicts) }
        let workspace = try opened()
        let scratch = try TemporaryFolder()
        let lockFile = try LockFile(workspace: folder.path)
        let puller = Puller(
            writer: try WorkspaceWriter(workspace: folder.path),
            files: try WorkspaceFiles(root: folder.path),
            logos: LogoDownloads(client: client, folder: URL(fileURLWithPath: scratch.path, isDirectory: true)),
            keeper: LockKeeper(try lockFile.read(), address: try target.address, file: lockFile),
            environment: workspace.environment,
            overlay: overlay(workspace),
            remote: remote,
            websites: plan.websites
        )
        let names = FileNames(
            portalFiles: workspace.portals.all.map(\.path),
            logoPaths: try local().portals.flatMap(\.logoPaths)
        )
        return try await puller.pull(pulls, names: names, isWhole: only == nil)
    }

    /// Fields that were changed on both sides.
    struct Conflicts: Error {
        let fields: [FieldComparison]
    }
}

extension Desk {
    /// What the service holds, independent of the ids that it chose: fields of portals, with a logo's hash for its id.
    func endState() async throws -> [String: [String: Value]] {
        let files = Dictionary(
            uniqueKeysWithValues: try await service.files().map { ($0.id.description, $0.sha1 ?? "") }
        )
        var states: [String: [String: Value]] = [:]
        for portal in try await service.portals() {
            let fields = ComparedFields(portal.body).entries.map { ($0.path.description, $0.value) }
            var state = Dictionary(uniqueKeysWithValues: fields)
            if let id = portal.logoID { state["customization.logoId"] = .string(files[id] ?? "no such file") }
            states[portal.id.description] = state
        }
        return states
    }

    /// Expects that files, lock and service agree, and that no file was uploaded twice.
    func expectSettled(_ sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let plan = try await plan()
        #expect(plan.changed.map(\.id) == [], sourceLocation: sourceLocation)
        let seen = try lock()
        let files = try await service.files()
        #expect(
            Set(files.compactMap(\.sha1)).count == files.count,
            "a file is there twice",
            sourceLocation: sourceLocation
        )
        for portal in plan.portals {
            #expect(portal.isLockCurrent, "the lock is not current for \(portal.id)", sourceLocation: sourceLocation)
            guard case .found(let id, let file) = portal.logo else { continue }
            #expect(seen.logos[file.sha256] == id, sourceLocation: sourceLocation)
        }
    }
}

extension Desk {
    /// The members of a portal's file, in the environment of the desk.
    func fileBody(_ id: String) throws -> ValueObject {
        try #require(try local().portals.first { $0.id.description == id }).portal.body
    }
}

extension PublishReport {
    /// What became of a portal: `created`, `failed: …`.
    func result(_ id: String) -> String {
        guard let outcome = portals.first(where: { $0.id.description == id }) else { return "absent" }
        switch outcome.result {
        case .created: return "created"
        case .updated: return "updated"
        case .unchanged: return "unchanged"
        case .differs(let paths): return "differs: \(paths.map(\.description).joined(separator: ", "))"
        case .failed(let sentence): return "failed: \(sentence)"
        case .notTried: return "not tried"
        }
    }
}

extension PublishPlan {
    func portal(_ id: String) throws -> PortalPlan {
        try #require(portals.first { $0.id.description == id })
    }
}
