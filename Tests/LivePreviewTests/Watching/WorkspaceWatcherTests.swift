import Foundation
import Portals
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

#if canImport(Glibc)
import Glibc
private let methods: [WorkspaceWatcher.Method] = [.notifications, .polling]
#else
import Darwin
private let methods: [WorkspaceWatcher.Method] = [.polling]
#endif

// One after the other, because each has threads and files of its own and waits for them.
@Suite(.serialized) struct `Watching a workspace` {
    /// A way in which programs save a file.
    struct Style: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let save: @Sendable (WatchedSite, _ text: String, _ name: String) throws -> Void
    }

    static let styles = [
        Style(testDescription: "in place") { site, text, name in
            let file = try #require(FileHandle(forWritingAtPath: site.path(name)))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        },
        Style(testDescription: "in place, in small pieces") { site, text, name in
            let file = try #require(FileHandle(forWritingAtPath: site.path(name)))
            try file.truncate(atOffset: 0)
            for byte in text.utf8 { try file.write(contentsOf: Data([byte])) }
            try file.close()
        },
        Style(testDescription: "another file that is renamed") { site, text, name in
            try site.write(text, to: "portals/.goutputstream-A1B2C3")
            #expect(rename(site.path("portals/.goutputstream-A1B2C3"), site.path(name)) == 0)
        },
        Style(testDescription: "the old one renamed, a new one written, as vim does") { site, text, name in
            try site.write("", to: "portals/4913")
            try FileManager.default.removeItem(atPath: site.path("portals/4913"))
            try site.move(name, to: "\(name)~")
            try Data(text.utf8).write(to: URL(fileURLWithPath: site.path(name)))
            try FileManager.default.removeItem(atPath: site.path("\(name)~"))
        },
        Style(testDescription: "removed and written anew") { site, text, name in
            try FileManager.default.removeItem(atPath: site.path(name))
            try Data(text.utf8).write(to: URL(fileURLWithPath: site.path(name)))
        },
        Style(testDescription: "linked into its place") { site, text, name in
            try site.write(text, to: "portals/.new")
            try FileManager.default.removeItem(atPath: site.path(name))
            #expect(link(site.path("portals/.new"), site.path(name)) == 0)
            try FileManager.default.removeItem(atPath: site.path("portals/.new"))
        },
        Style(testDescription: "copied over") { site, text, name in
            try site.write(text, to: "copied")
            try FileManager.default.removeItem(atPath: site.path(name))
            try FileManager.default.copyItem(atPath: site.path("copied"), toPath: site.path(name))
        },
    ]

    @Test(arguments: styles, methods)
    func `finds a save of any style`(_ style: Style, method: WorkspaceWatcher.Method) async throws {
        let site = try WatchedSite()
        try await site.watched(method) {
            for name in ["One", "Two"] {
                try style.save(site, WatchedSite.portal(name), "portals/acme.yaml")
                try await WatchedSite.wait(name) { site.name("acme") == name }
            }
        }
        // A preview that is gone for a moment would have been seen.
        #expect(site.names.drop { $0 == "acme" }.allSatisfy { ["One", "Two"].contains($0) })
        #expect(site.portals == ["acme"])
    }

    @Test(arguments: methods + [.automatic])
    func `finds everything that shows in a site, come, changed or gone`(method: WorkspaceWatcher.Method) async throws {
        let site = try WatchedSite()
        func preview() -> [UInt8]? { site.site.page(["acme", "preview.html"])?.bytes }
        try await site.watched(method) {
            try site.write(WatchedSite.portal("volt"), to: "portals/volt.yml")
            try await WatchedSite.wait("a new portal") { site.name("volt") == "volt" }
            try FileManager.default.removeItem(atPath: site.path("portals/volt.yml"))
            try await WatchedSite.wait("a portal gone") { site.site.portal("volt") == nil }
            try site.move("portals/fern.yaml", to: "portals/farn.yaml")
            try await WatchedSite.wait("a file renamed") { site.name("farn") != nil && site.name("fern") == nil }
            let logo = "x-portico: {logo: brand/new/acme.svg}\n"
            try site.write(WatchedSite.portal("Logo", more: logo), to: "portals/acme.yaml")
            try await WatchedSite.wait("a portal with a logo") { site.name("acme") == "Logo" }
            // Folders that are not there yet.
            try site.write(WatchedSite.logo(3), to: "brand/new/acme.svg")
            try await WatchedSite.wait("a logo") { site.site.portal("acme")?.entry.logo != nil }
            var last = preview()
            try site.write(WatchedSite.logo(4), to: "brand/new/acme.svg")
            try await WatchedSite.wait("another logo") { preview() != last }
            last = preview()
            try site.write("body { color: red }\n", to: "templates/preview-style.mustache")
            try await WatchedSite.wait("a template") { preview() != last }
            last = preview()
            try site.write("customer: {firstName: Zoë}\n", to: "sample/customer.yaml")
            try await WatchedSite.wait("a sample customer") { preview() != last }
            last = preview()
            try site.write("sample: {currency: JPY}\n", to: "portico.yaml")
            try await WatchedSite.wait("settings") { preview() != last }
        }
        #expect(site.sharedCount >= 3)
    }

    @Test(arguments: methods)
    func `goes on where a folder is replaced, or the workspace itself`(method: WorkspaceWatcher.Method) async throws {
        let site = try WatchedSite()
        try await site.watched(method) {
            try site.write(WatchedSite.portal("Two"), to: "new/acme.yaml")
            try site.move("portals", to: "old")
            try site.move("new", to: "portals")
            try await WatchedSite.wait("another folder") { site.name("acme") == "Two" && site.name("fern") == nil }
            try site.write(WatchedSite.portal("Three"), to: "portals/acme.yaml")
            try await WatchedSite.wait("a file in it") { site.name("acme") == "Three" }
            try FileManager.default.moveItem(atPath: site.folder / "workspace", toPath: site.folder / "away")
            try await WatchedSite.wait("trouble") { !site.site.problems.isEmpty }
            #expect(site.name("acme") == "Three")
            try FileManager.default.moveItem(atPath: site.folder / "away", toPath: site.folder / "workspace")
            try await WatchedSite.wait("no trouble") { site.site.problems.isEmpty }
            try site.write(WatchedSite.portal("Four"), to: "portals/acme.yaml")
            try await WatchedSite.wait("a file in the folder that is back") { site.name("acme") == "Four" }
        }
    }

    @Test(arguments: methods)
    func `of a hundred saves in a row shows some and the last`(method: WorkspaceWatcher.Method) async throws {
        let site = try WatchedSite()
        try await site.watched(method) {
            var count = 0
            while count < 100 || Set(site.names).count < 4, count < 3000 {
                count += 1
                let style = Self.styles[count % 3]
                try style.save(site, WatchedSite.portal("Save \(count)"), "portals/acme.yaml")
                try site.write(WatchedSite.portal("Fern \(count)"), to: "portals/fern.yaml")
                try await Task.sleep(for: .milliseconds(10))
            }
            try await WatchedSite.wait("the last save") {
                site.name("acme") == "Save \(count)" && site.name("fern") == "Fern \(count)"
            }
            #expect(Set(site.names).count >= 4)
        }
        // In their order, and never one that was cut off.
        let numbers = site.names.compactMap { Int($0.dropFirst("Save ".count)) }
        #expect(numbers == numbers.sorted() && site.names.allSatisfy { $0 == "acme" || $0.hasPrefix("Save ") })
    }

    @Test(arguments: methods)
    func `ends at once with its task`(method: WorkspaceWatcher.Method) async throws {
        let site = try WatchedSite()
        try await site.watched(method) {}
        let watcher = WorkspaceWatcher(workspace: site.folder / "workspace", method: method)
        let task = Task {
            try await watcher.run { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                return true
            }
        }
        try await task.value
        // Cancelled before it begins.
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await watcher.run { _ in false }
        }
        try await early.value
    }

    #if canImport(Glibc)
    /// How many open descriptors there are, and how many of them hear of files.
    private func descriptors() throws -> (all: Int, notified: Int) {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let targets = names.map {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) ?? ""
        }
        return (names.count, targets.count { $0.contains("inotify") })
    }

    @Test func `leaves no descriptor open`() async throws {
        let site = try WatchedSite()
        let before = try descriptors()
        for _ in 0..<150 { try await site.watched(.notifications) {} }
        let after = try descriptors()
        #expect(after.notified == before.notified)
        // Other tests open and close files meanwhile.
        #expect(after.all < before.all + 100)
    }

    @Test func `never shows a file that is half written`() async throws {
        let site = try WatchedSite()
        var times = ChangeTracker.Times()
        times.silence = .seconds(3600)
        try await site.watched(.notifications, times: times) {
            let file = try #require(FileHandle(forWritingAtPath: site.path("portals/acme.yaml")))
            try file.truncate(atOffset: 0)
            // It could be read as a whole portal as it is.
            try file.write(contentsOf: Data(WatchedSite.portal("Half").utf8))
            for name in ["One", "Two"] {
                try site.write(WatchedSite.portal(name), to: "portals/fern.yaml")
                try await WatchedSite.wait("another file") { site.name("fern") == name }
                #expect(site.name("acme") == "acme")
            }
            try file.truncate(atOffset: 0)
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(WatchedSite.portal("Whole").utf8))
            try file.close()
            try await WatchedSite.wait("the whole file") { site.name("acme") == "Whole" }
        }
        #expect(!site.names.contains("Half"))
    }

    @Test func `shows a file that stays open when it is silent`() async throws {
        let site = try WatchedSite()
        let file = try #require(FileHandle(forWritingAtPath: site.path("portals/acme.yaml")))
        try await site.watched(.notifications) {
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(WatchedSite.portal("Open").utf8))
            try await WatchedSite.wait("the open file") { site.name("acme") == "Open" }
        }
        try file.close()
    }

    @Test func `looks at everything where more happened than the system tells`() throws {
        let site = try WatchedSite()
        let notified = try NotifiedFiles(workspace: site.folder / "workspace")
        try notified.watch(WatchedFolders(logoFolders: []))
        let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let count = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
        try #require(count <= 1 << 20)
        let handles = try ["acme", "fern"].map { id in
            try #require(FileHandle(forWritingAtPath: site.path("portals/\(id).yaml")))
        }
        // Two files by turns, since the same event twice in a row counts once.
        for number in 0...count { try handles[number % 2].write(contentsOf: Data("x".utf8)) }
        #expect(try notified.events().last == .everything)
        #expect(try notified.events() == [])
        for handle in handles { try handle.close() }
        #expect(try Set(notified.events()) == [.complete("portals/acme.yaml"), .complete("portals/fern.yaml")])
    }

    @Test func `hears nothing of the files that editors make beside another`() throws {
        let site = try WatchedSite()
        let notified = try NotifiedFiles(workspace: site.folder / "workspace")
        try notified.watch(WatchedFolders(logoFolders: []))
        for name in [".acme.yaml.swp", "4913", "acme.yaml~", ".#acme.yaml", ".goutputstream-ABCDEF", "acme.bak"] {
            try site.write("x", to: "portals/\(name)")
            try FileManager.default.removeItem(atPath: site.path("portals/\(name)"))
        }
        try site.write("x", to: "site/index.html")
        #expect(try notified.events() == [])
        try site.move("portals/acme.yaml", to: "portals/other.yaml")
        #expect(try Set(notified.events()) == [.complete("portals/acme.yaml"), .complete("portals/other.yaml")])
        try site.move("portals/other.yaml", to: "portals/other.yaml~")
        #expect(try notified.events() == [.gone("portals/other.yaml")])
    }
    #endif
}

@Suite struct `Looking at files again and again` {
    private func polled() throws -> (WatchedSite, PolledFiles) {
        let site = try WatchedSite()
        let polled = PolledFiles(workspace: site.folder / "workspace")
        polled.watch(WatchedFolders(logoFolders: []))
        return (site, polled)
    }

    private func set(_ date: Date, on path: String) throws {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    @Test func `finds what came, changed and is gone`() throws {
        let (site, polled) = try polled()
        #expect(polled.events() == [])
        try site.write(WatchedSite.portal("New"), to: "portals/acme.yaml")
        try set(Date(timeIntervalSinceNow: -60), on: site.path("portals/acme.yaml"))
        #expect(polled.events() == [.complete("portals/acme.yaml")])
        #expect(polled.events() == [])
        try FileManager.default.removeItem(atPath: site.path("portals/acme.yaml"))
        #expect(polled.events() == [.gone("portals/acme.yaml")])
        #expect(polled.events() == [])
        try site.write(WatchedSite.logo(3), to: "logos/new.svg")
        try set(Date(timeIntervalSinceNow: -60), on: site.path("logos/new.svg"))
        #expect(polled.events() == [.complete("logos/new.svg")])
        try FileManager.default.createSymbolicLink(
            atPath: site.path("portals/x.yaml"),
            withDestinationPath: "/etc/passwd"
        )
        #expect(polled.events() == [.complete("portals/x.yaml")])
        #expect(polled.events() == [])
    }

    @Test func `takes a file for complete when it no longer changes`() throws {
        let (site, polled) = try polled()
        let path = site.path("portals/acme.yaml")
        try site.write(WatchedSite.portal("New"), to: "portals/acme.yaml")
        // By its time it is being written just now, for as long as this test may take.
        let first = polled.events()
        guard first == [.written("portals/acme.yaml")] else {
            // This machine took longer to come here than a file is thought to be written.
            #expect(first == [.complete("portals/acme.yaml")])
            return
        }
        #expect(polled.pause == .milliseconds(50))
        #expect(polled.events() == [.complete("portals/acme.yaml")])
        #expect(polled.pause == .milliseconds(250))
        try set(Date(timeIntervalSinceNow: 3600), on: path)
        #expect(polled.events() == [.complete("portals/acme.yaml")])
    }
}
