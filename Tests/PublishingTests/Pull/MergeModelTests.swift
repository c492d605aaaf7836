import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Random states of all fields in the file, in the lock and at the service merge as a plain model says.
@Suite struct MergeModelTests {
    /// A field and its possible values, each with its spellings; `nil` leaves the field out.
    private struct Choice {
        let path: FieldPath
        let values: [[Value?]]

        init(_ path: String, _ values: [[Value?]]) {
            self.path = FieldPath(path)
            self.values = values
        }

        /// Which value a body has.
        func value(in body: ValueObject) -> Int? {
            let held = body.value(at: path)
            return values.firstIndex { $0.contains { $0 == held } }
        }
    }

    /// What a field is in the three states, by the numbers of its values.
    private struct State {
        var seen: Int
        var local: Int
        var remote: Int

        /// The model: who moved wins, and where both moved somebody has to say who.
        func merged(_ side: PullSide?) -> Int? {
            if local == remote || remote == seen { return local }
            if local == seen { return remote }
            return switch side {
            case .local: local
            case .remote: remote
            case nil: nil
            }
        }
    }

    /// The fields of a portal; slugs and names are its own.
    private static func choices(_ number: Int, onlyKnown: Bool) -> [Choice] {
        func texts(_ words: [String]) -> [[Value?]] { words.map { [.string($0)] } }
        let switches = Feature.allCases.map { feature -> Choice in
            Choice(feature.path.description, [[nil, .boolean(true)], [.boolean(false)]])
        }
        let links = PolicyLink.allCases.map { policy in
            Choice(
                policy.path.description,
                [[nil, .null, .string("")]] + texts(["https://a.example/", "https://b.example/x?y=1#z"])
            )
        }
        let unknown = [
            Choice("later", [[nil], [.number("1"), .number("1.0")], [.string("1")], [.null]]),
            Choice("features.later", [[nil], [.boolean(true)], [.boolean(false)]]),
            Choice("more.deep.key", [[nil], [.string("é")], [.string("e\u{301}")]]),
        ]
        return [
            Choice("name", texts(["A # b", "é", "yes"])),
            Choice("slug", texts(["slug-\(number)-a", "slug-\(number)-b", "slug-\(number)-c"])),
            Choice("websiteId", texts(["web_a", "web_b", "web_c"])),
            Choice("status", [[nil, .string("active")], [.string("inactive")]]),
            Choice(
                "customDomain",
                [[nil, .null], [.string("a.example"), .string("A.Example")], [.string("b.example")]]
            ),
            Choice(
                "customization.colors.primary",
                [
                    [nil, .string("0044d4"), .string("0044D4")], [.string("112233"), .string("123")],
                    [.string("004400")],
                ]
            ),
            Choice(
                "customization.colors.secondary",
                [[nil, .string("ffffff")], [.string("1e1000")], [.string("000000")]]
            ),
        ] + switches + links + (onlyKnown ? [] : unknown)
    }

    private static func body(
        _ choices: [Choice],
        _ values: [Int],
        using generator: inout SeededGenerator
    ) -> ValueObject {
        zip(choices, values).reduce(ValueObject()) { body, pair in
            let (choice, value) = pair
            guard let spelling = choice.values[value].randomElement(using: &generator), let spelling else {
                return body
            }
            let keys = choice.path.components
            let nested = keys.dropLast().reversed().reduce(ValueObject([(keys[keys.count - 1], spelling)])) {
                ValueObject([($1, .object($0))])
            }
            return body.merging(nested)
        }
    }

    /// Nobody asks for anything: what the service holds is handed in.
    private struct NoNetwork: HTTPTransport {
        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer { throw .unreachable }
    }

    private func merge(_ seed: UInt64, _ side: PullSide?, environment: String?) async throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        try folder.write("environment: test\nenvironments: {test: {}, live: {}}\n", to: "portico.yaml")
        let account = try RebillyAccount(baseURL: "http://127.0.0.1:9/organizations/org_a")
        let target = PublishTarget(account: account, environment: environment)
        var (lock, remote) = (Lock(), RemoteState())
        remote.websites = [:]
        var states: [PortalID: [State]] = [:]
        for number in 0..<40 {
            let choices = Self.choices(number, onlyKnown: environment == "live")
            let id = try PortalID("p\(number)")
            let state = choices.map { choice in
                let count = choice.values.count
                let seen = Int.random(in: 0..<count, using: &generator)
                func moved(_ generator: inout SeededGenerator) -> Int {
                    Int.random(in: 0..<4, using: &generator) == 0 ? Int.random(in: 0..<count, using: &generator) : seen
                }
                return State(seen: seen, local: moved(&generator), remote: moved(&generator))
            }
            states[id] = state
            let local = Self.body(choices, state.map(\.local), using: &generator)
            try folder.write(
                Data(try PortalFileText.yaml(of: local, file: "portals/\(id).yaml")),
                to: "portals/\(id).yaml"
            )
            lock[target.address].portals[id] = Lock.SeenPortal(
                body: Self.body(choices, state.map(\.seen), using: &generator)
            )
            remote.portals[id] = Portal(id: id, body: Self.body(choices, state.map(\.remote), using: &generator))
        }
        try await pull(folder, target, lock, remote, states, side)
    }

    private func pull(
        _ folder: TemporaryFolder,
        _ target: PublishTarget,
        _ lock: Lock,
        _ remote: RemoteState,
        _ states: [PortalID: [State]],
        _ side: PullSide?
    ) async throws {
        func local() throws -> [LocalPortal] {
            let workspace = try OpenedWorkspace(at: folder.path, environment: target.environment, usesOverrides: true)
            return LocalPortals(workspace, files: try WorkspaceFiles(root: folder.path)).portals
        }
        let overlay = target.environment == "live" ? "live" : nil
        let plan = PlanMaker(target: target, lock: lock, remote: remote).plan(try local())
        let pulls = PullMaker(plan: plan, remote: remote, overlay: overlay, side: side).pulls(only: nil)
        #expect(pulls.count == states.count)
        let free = pulls.filter(\.conflicts.isEmpty)
        let scratch = try TemporaryFolder()
        let client = RebillyClient(account: target.account, apiKey: Secret("none"), transport: NoNetwork())
        let lockFile = try LockFile(workspace: folder.path)
        let puller = Puller(
            writer: try WorkspaceWriter(workspace: folder.path),
            files: try WorkspaceFiles(root: folder.path),
            logos: LogoDownloads(client: client, folder: URL(fileURLWithPath: scratch.path)),
            keeper: LockKeeper(lock, address: target.address, file: lockFile),
            environment: target.environment,
            overlay: overlay,
            remote: remote,
            websites: [:]
        )
        let names = FileNames(portalFiles: states.keys.map { "portals/\($0).yaml" }, logoPaths: [])
        #expect(try await puller.pull(free, names: names, isWhole: true).isDone)
        let after = Dictionary(uniqueKeysWithValues: try local().map { ($0.id, $0.portal.requestBody) })
        for pull in pulls {
            let number = try #require(Int(pull.id.description.dropFirst()))
            let choices = Self.choices(number, onlyKnown: overlay != nil)
            let state = try #require(states[pull.id])
            let merged = state.map { $0.merged(side) }
            let conflicts = zip(choices, merged).filter { $0.1 == nil }.map(\.0.path.description)
            #expect(Set(pull.conflicts.map(\.path.description)) == Set(conflicts))
            guard conflicts.isEmpty, let body = after[pull.id] else { continue }
            for (choice, expected) in zip(choices, merged) {
                #expect(choice.value(in: body) == expected, "\(pull.id) \(choice.path)")
            }
        }
        try expectLeft(lockFile, target, remote, try local(), free)
    }

    /// What a plan says after it: fields that only the file changed, and nothing that would need a permission for
    /// somebody else's edit.
    private func expectLeft(
        _ lockFile: LockFile,
        _ target: PublishTarget,
        _ remote: RemoteState,
        _ local: [LocalPortal],
        _ pulls: [PortalPull]
    ) throws {
        let plan = PlanMaker(target: target, lock: try lockFile.read(), remote: remote)
            .plan(local, only: Set(pulls.map(\.id)))
        for portal in plan.portals {
            #expect(portal.changes.allSatisfy { $0.comparison.kind == .local })
            #expect(portal.isLockCurrent)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64], [nil, .local, .remote] as [PullSide?])
    func `files merge with the service field by field`(seed: UInt64, side: PullSide?) async throws {
        try await merge(seed, side, environment: "test")
    }

    @Test(arguments: [11, 12] as [UInt64], [nil, .remote] as [PullSide?])
    func `an environment of its own merges as the file does`(seed: UInt64, side: PullSide?) async throws {
        try await merge(seed, side, environment: "live")
    }
}
