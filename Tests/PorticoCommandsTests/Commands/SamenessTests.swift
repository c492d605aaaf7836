import Foundation
import TestSupport
import Testing

/// The same files make the same bytes, wherever and however the program runs.
@Suite struct SamenessTests {
    private static let examples = Repository.path("examples/storefronts")

    private func render(
        into folder: TemporaryFolder,
        _ name: String,
        in current: String,
        _ environment: [String: String] = [:],
        program: String = Command().path
    ) throws -> [String: String] {
        let arguments = ["render", "--workspace", Self.examples, "--output", folder / name]
        let run = try MeasuredRun(arguments, in: current, environment: environment, program: program)
        #expect(run.status == 0, "\(run.errors)")
        return try folder.contents(of: name)
    }

    @Test(arguments: [
        ["TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
        ["TZ": "America/St_Johns", "LANG": "C", "LC_ALL": "C"],
        ["TZ": "", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar"],
        ["TZ": "nonsense", "LC_ALL": "tr_TR.UTF-8", "HOME": "/nonexistent", "USER": ""],
    ])
    func `time zone and language change no byte`(environment: [String: String]) throws {
        let folder = try TemporaryFolder()
        let usual = try render(into: folder, "usual", in: "/")
        #expect(usual.count > 12)
        #expect(try render(into: folder, "other", in: folder.path, environment) == usual)
    }

    @Test func `the program alone, without a home, renders the same`() throws {
        let folder = try TemporaryFolder()
        let usual = try render(into: folder, "usual", in: "/")
        try FileManager.default.createDirectory(atPath: folder / "alone", withIntermediateDirectories: true)
        // Copied by a program of its own: a file that is being written cannot be run, and other tests start programs.
        let script =
            "cp '\(Command().path)' portico && exec env -i PATH=/nonexistent LD_LIBRARY_PATH=\"$LD_LIBRARY_PATH\" ./portico render "
            + "--workspace '\(Self.examples)' --output site"
        let run = try MeasuredRun(["-c", script], in: folder / "alone", program: "/bin/sh")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.contents(of: "alone/site") == usual)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "alone").sorted() == ["portico", "site"])
    }

    @Test func `a second run touches no file`() throws {
        let folder = try TestWorkspace.large(count: 5)
        _ = try MeasuredRun(["render"], in: folder.path)
        let before = try dates(in: folder)
        let run = try MeasuredRun(["render"], in: folder.path)
        #expect(run.output.hasPrefix("6 portals: 0 files written, 28 unchanged\n"))
        #expect(try dates(in: folder) == before)
    }

    private func dates(in folder: TemporaryFolder) throws -> [String: Date?] {
        let files = try folder.files()
        return Dictionary(
            uniqueKeysWithValues: try files.map { file in
                (file, try FileManager.default.attributesOfItem(atPath: folder / file)[.modificationDate] as? Date)
            }
        )
    }
}
