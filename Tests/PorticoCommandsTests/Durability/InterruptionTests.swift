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
    /// Changes every page of a site and ends the run that writes it, again and again.
    ///
    /// - Parameters:
    ///   - signal: The signal.
    ///   - seed: What decides the moments.
    ///   - body: What to check of each run that ended early.
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
        var state = seed
        for _ in 0..<12 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let delay = 2_000 + Int(state >> 33) % 300_000
            let run = try MeasuredRun(["render"], in: folder.path, kill: (signal, delay))
            try body(run)
            for (path, text) in try folder.contents(of: "site") where !Self.isTemporary(path) {
                #expect(text == old[path] || text == new[path], "\(path) is neither old nor new")
            }
            #expect(try Set(folder.contents(of: "site").keys).isSuperset(of: old.keys))
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
        for delay in stride(from: 20_000, through: 260_000, by: 40_000) {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/site")
            _ = try MeasuredRun(["render"], in: folder.path, kill: (SIGKILL, delay))
            let left = (try? folder.contents(of: "site").keys.filter { !$0.contains(".portico-") }) ?? []
            for portal in Set(left.filter { $0.contains("/") }.map { $0.prefix { $0 != "/" } }) {
                let pages = left.filter { $0.hasPrefix("\(portal)/") }
                #expect(Set(pages) == Set(clean.keys.filter { $0.hasPrefix("\(portal)/") }))
            }
        }
        #expect(try MeasuredRun(["render"], in: folder.path).status == 0)
        #expect(try folder.contents(of: "site") == clean)
    }

    @Test func `a run that is interrupted says so and exits with 130`() throws {
        var count = 0
        try interrupt(with: SIGINT, seed: 3) { run in
            // Before its first step the program has not said yet what an interruption does.
            guard run.status == 130 else {
                #expect([-SIGINT, 0].contains(run.status))
                return
            }
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
        let script = "mkfifo p; exec 3<>p; exec '\(Command().path)' render --from - --output site <&3"
        let run = try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash", kill: (SIGINT, 1_000_000))
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
