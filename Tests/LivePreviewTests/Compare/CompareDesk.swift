import Foundation
import HTTPTypes
import Portals
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

/// A workspace in a temporary folder, and a comparison that is asked as a browser asks it.
struct CompareDesk {
    static let address = "https://api.example/organizations/org_a"
    static let portal = """
        name: Acme billing
        slug: acme-billing
        websiteId: acme-main
        features:
          paymentInstrumentDeactivate: false
        customization:
          colors:
            primary: 1d5fd1
        x-portico:
          website:
            name: Acme

        """

    let folder: TemporaryFolder
    let site: LiveSite
    let comparer: Comparer

    init(
        _ portal: String = Self.portal,
        place: PublishedPlace = .address(Self.address),
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        folder = try TemporaryFolder()
        try folder.write("site: site\n", to: "portico.yaml")
        try folder.write(portal, to: "portals/acme.yaml")
        try folder.write("name: Other <b>&\"'\nslug: other-portal\nwebsiteId: other\n", to: "portals/other.yaml")
        site = try LiveSite(workspace: folder.path, environment: nil, usesOverrides: false)
        comparer = try Comparer(
            site: site,
            workspace: folder.path,
            events: LiveEvents(session: "test"),
            git: GitBlobs(folder: folder.path, variables: variables)
        ) { _ in place }
    }

    /// Asks for a comparison.
    func ask(_ query: [String: String], of id: String = "acme") async -> LiveAnswer? {
        await comparer.answer(id, query)
    }

    /// The page of a comparison.
    func page(_ left: String, _ right: String) async throws -> String {
        let answer = try #require(await ask(["left": left, "right": right]))
        #expect(answer.status == .ok)
        return String(decoding: answer.body, as: UTF8.self)
    }

    /// Writes a file as another program would, and has the site look.
    func write(_ text: String, to file: String = "portals/acme.yaml") throws {
        try folder.write(text, to: file)
        _ = site.look()
    }

    /// Keeps what the service held, as publishing does.
    func publish(_ body: ValueObject, as id: String = "acme", at address: String = Self.address) throws {
        var lock = Lock()
        lock[address].portals[try PortalID(id)] = Lock.SeenPortal(body: body)
        try LockFile(workspace: folder.path).write(lock)
    }

    /// Runs git in the workspace.
    func git(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"]
        process.arguments = ["git"] + identity + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "git \(arguments)")
    }

    /// Makes the workspace a repository with everything committed.
    func commit() throws {
        try git("init", "-q")
        try git("add", "-A")
        try git("commit", "-q", "-m", "All")
    }
}
