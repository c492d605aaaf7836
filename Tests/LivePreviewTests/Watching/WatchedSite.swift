import Foundation
import Portals
import SiteBuilding
import Synchronization
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

/// A workspace in a temporary folder whose changes are watched, and what the site showed of it.
final class WatchedSite: Sendable {
    /// What was seen so far.
    private struct Seen {
        /// The name of `acme` after each look.
        var names: [String] = []
        /// Everything that looks named.
        var portals: Set<String> = []
        var sharedCount = 0
    }

    let folder: TemporaryFolder
    let site: LiveSite
    private let seen = Mutex(Seen())

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("lint: {links.missing: off}\n", to: "workspace/portico.yaml")
        for id in ["acme", "fern"] { try folder.write(Self.portal(id), to: "workspace/portals/\(id).yaml") }
        site = try LiveSite(workspace: folder / "workspace", environment: nil, usesOverrides: true)
    }

    static func portal(_ name: String, more: String = "") -> String {
        "name: \(name)\nslug: acme\nwebsiteId: acme\nlint: no\n\(more)"
    }

    static func logo(_ side: Int) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)"><path d="M0 0h9v9z"/></svg>"#
    }

    /// The path of something in the workspace.
    func path(_ name: String) -> String { folder / "workspace/\(name)" }

    func write(_ text: String, to name: String) throws { try folder.write(text, to: "workspace/\(name)") }

    func move(_ old: String, to new: String) throws {
        try FileManager.default.moveItem(atPath: path(old), toPath: path(new))
    }

    /// The name of a portal as the site shows it; `nil` if there is none.
    func name(_ id: String) -> String? { site.portal(id)?.entry.portal?.name }

    /// The names of `acme` that were shown, each once for a look.
    var names: [String] { seen.withLock { $0.names } }
    /// The ids that looks named.
    var portals: Set<String> { seen.withLock { $0.portals } }
    /// How many looks found that everything differs.
    var sharedCount: Int { seen.withLock { $0.sharedCount } }

    /// Watches while something is done.
    ///
    /// - Parameters:
    ///   - method: How changes are noticed.
    ///   - times: How long is waited for what.
    ///   - body: What is done.
    /// - Throws: What the body throws, and where watching failed.
    func watched(
        _ method: WorkspaceWatcher.Method,
        times: ChangeTracker.Times = ChangeTracker.Times(),
        _ body: () async throws -> Void
    ) async throws {
        // So long that only what is noticed is found.
        var watcher = WorkspaceWatcher(workspace: folder / "workspace", method: method, idleTime: .seconds(3600)) {
            [site] in site.logoFolders
        }
        watcher.times = times
        let begun = Mutex(false)
        let task = Task { [watcher] in
            try await watcher.run { sparing in
                let change = self.site.look(sparing: sparing)
                self.note(change)
                begun.withLock { $0 = true }
                return change.isUnfinished
            }
        }
        let result: Result<Void, any Error>
        do {
            try await Self.wait("the first look") { begun.withLock { $0 } }
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        task.cancel()
        _ = try await task.value
        try result.get()
    }

    private func note(_ change: LiveChange) {
        let name = name("acme")
        seen.withLock { seen in
            if let name { seen.names.append(name) }
            seen.portals.formUnion(change.portals)
            seen.sharedCount += change.isShared ? 1 : 0
        }
    }

    /// Waits until something is so, far longer than it should take.
    static func wait(_ what: String, until isSo: () throws -> Bool) async throws {
        // Counted and not timed: where other tests have all threads, the watcher has none either.
        for _ in 0..<6000 {
            if try isSo() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("never came: \(what)")
        throw CancellationError()
    }
}
