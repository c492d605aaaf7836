import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A run that is ended at any moment loses nothing, and the next one goes on.
@Suite struct InterruptionTests {
    /// Changes every page of a site, and ends the runs that write it until one has written all.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - seed: What decides how far each run comes.
    ///   - body: What to check of each run.
    /// - Throws: If the program cannot be started, and what `body` throws.
    private func interrupt(with signal: Int32, seed: UInt64, _ body: (MeasuredRun) throws -> Void) throws {
        let folder = try TestWorkspace.large()
        _ = try MeasuredRun(["render"], in: folder.path)
        let old = try folder.contents(of: "site")
        try folder.write("sample: {currency: EUR}\n", to: "portico.yaml")
        for index in 0..<30 {
            let name = "name: Renamed\nslug: portal-\(index)\nwebsiteId: w\nx-portico: {notes: changed}\n"
            try folder.write(name, to: "portals/portal-\(index).yaml")
        }
        _ = try MeasuredRun(["render", "--output", "clean"], in: folder.path)
        let new = try folder.contents(of: "clean")
        #expect(old.keys == new.keys)
        var generator = SeededGenerator(seed: seed)
        // About as they are written: those for all portals come last.
        let changed = old.keys.filter { old[$0] != new[$0] }
        let files = changed.filter { $0.contains("/") }.sorted() + changed.filter { !$0.contains("/") }.sorted()
        var left = files
        while let next = left.prefix(20).randomElement(using: &generator) {
            let isNew = { (try? folder.text("site/\(next)")) == new[next] }
            try body(MeasuredRun(["render"], in: folder.path, kill: (signal, .once(isNew))))
            let site = try folder.contents(of: "site")
            for (path, text) in site where !Self.isTemporary(path) {
                #expect(text == old[path] || text == new[path], "\(path) is neither old nor new")
            }
            #expect(Set(site.keys).isSuperset(of: old.keys))
            try #require(site[next] == new[next])
            left = files.filter { site[$0] != new[$0] }
        }
        let last = try MeasuredRun(["render"], in: folder.path)
        #expect(last.status == 0)
        #expect(try folder.contents(of: "site") == new)
    }

    private static func isTemporary(_ path: String) -> Bool {
        path.split(separator: "/").last?.hasPrefix(".portico-") ?? false
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `a run that is killed leaves whole files, and the next one completes`(seed: UInt64) throws {
        try interrupt(with: SIGKILL, seed: seed) { run in
            #expect([-SIGKILL, 0].contains(run.status))
        }
    }

    @Test func `a killed run leaves the folder of a new portal with all its pages, or none`() throws {
        let folder = try TestWorkspace.large()
        _ = try MeasuredRun(["render", "--output", "clean"], in: folder.path)
        let clean = try folder.contents(of: "clean")
        var killed = 0
        for count in stride(from: 0, to: 30, by: 5) {
            try? FileManager.default.removeItem(atPath: folder / "site")
            let isInHand = { Self.isFolderInHand(folder / "site", after: count) }
            let run = try MeasuredRun(["render"], in: folder.path, kill: (SIGKILL, .once(isInHand)))
            if run.status == -SIGKILL { killed += 1 }
            let left = try folder.contents(of: "site").keys.filter { !$0.contains(".portico-") }
            for portal in Set(left.filter { $0.contains("/") }.map { $0.prefix { $0 != "/" } }) {
                let pages = left.filter { $0.hasPrefix("\(portal)/") }
                #expect(Set(pages) == Set(clean.keys.filter { $0.hasPrefix("\(portal)/") }))
            }
        }
        #expect(killed > 0)
        #expect(try MeasuredRun(["render"], in: folder.path).status == 0)
        #expect(try folder.contents(of: "site") == clean)
    }

    /// Whether a site has so many folders, and one more is being filled.
    private static func isFolderInHand(_ site: String, after count: Int) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: site)) ?? []
        return names.count >= count
            && names.contains { name in
                let files =
                    isTemporary(name) ? try? FileManager.default.contentsOfDirectory(atPath: "\(site)/\(name)") : nil
                return files?.isEmpty == false
            }
    }

    @Test func `a run that is interrupted says so and exits with 130`() throws {
        var count = 0
        try interrupt(with: SIGINT, seed: 3) { run in
            // The last one may have written everything before.
            guard run.status != 0 else { return }
            #expect(run.status == 130)
            count += 1
            #expect(
                run.errors.hasSuffix(
                    "interrupted; every file that was written is whole, so run the command again to go on\n"
                )
            )
        }
        #expect(count > 0)
    }

    @Test func `waiting for an answer ends at once when it is interrupted`() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder / "pipe", 0o600) == 0)
        // Open for writing as well, so that there is never an end.
        let pipe = open(folder / "pipe", O_RDWR | O_NONBLOCK)
        defer { close(pipe) }
        #expect(write(pipe, "{", 1) == 1)
        let hasRead = {
            var state = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            return poll(&state, 1, 0) == 0
        }
        let script = "exec '\(Command().path)' render --from - --output site <pipe"
        let run = try MeasuredRun(
            ["-c", script],
            in: folder.path,
            program: "/bin/bash",
            kill: (SIGINT, .once(hasRead))
        )
        #expect(run.status == 130)
        #expect(run.errors.hasPrefix("interrupted; "))
        #expect(!folder.has("site"))
    }

    @Test func `what killed runs left behind is tidied, also beside a portal's pages`() throws {
        let folder = try TestWorkspace.plain()
        for name in ["site/.portico-7-1.tmp", "site/acme/.portico-7-2.tmp", "site/old/.portico-7-3.tmp"] {
            try folder.write("half", to: name)
        }
        try folder.write("mine", to: "site/acme/.portico-mine.tmp")
        #expect(try MeasuredRun(["render"], in: folder.path).status == 0)
        let left = try FolderContents.files(below: folder / "site").filter { $0.contains(".portico-") }
        #expect(left == ["acme/.portico-mine.tmp"])
    }
}
