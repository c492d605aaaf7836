import Foundation
import TestSupport
import Testing

/// Where nothing can be written, the old site stays and the reason is told.
@Suite struct FullDiskTests {
    @Test func `a file beyond what the shell allows is an error and leaves the old one`() throws {
        let folder = try TestWorkspace.plain()
        _ = try MeasuredRun(["render"], in: folder.path)
        let old = try folder.contents(of: "site")
        try folder.write(TestWorkspace.portal + "x-portico: {website: {name: Other}}\n", to: "portals/acme.yaml")
        let script = "ulimit -f 20; exec '\(Command().path)' render"
        let run = try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash")
        #expect(run.status == 1)
        #expect(run.errors.contains("the file would be larger than allowed here; raise the limit with 'ulimit -f'"))
        let now = try folder.contents(of: "site")
        #expect(now.keys == old.keys)
        #expect(now["acme/preview.html"] == old["acme/preview.html"])
        #expect(try MeasuredRun(["render"], in: folder.path).status == 0)
        #expect(try folder.text("site/acme/preview.html").contains("Other"))
    }

    @Test func `a full disk is an error and leaves the old site`() throws {
        let folder = try TestWorkspace.large()
        try folder.write("", to: "disk/.keep")
        // In a mount namespace of its own, so that nothing is left behind; where that is not allowed, nothing is tested.
        let program = Command().path
        let script = """
            mount -t tmpfs -o size=400k portico-test disk || exit 77
            '\(program)' render --portal acme --output disk/site > /dev/null || exit 78
            cp -r disk/site before
            '\(program)' render --output disk/site > out 2> err; echo $? > code
            cp -r disk/site after
            """
        let arguments = ["--mount", "/bin/bash", "-c", script]
        let unshare = "/usr/bin/unshare"
        guard FileManager.default.isExecutableFile(atPath: unshare) else { return }
        let run = try MeasuredRun(arguments, in: folder.path, program: unshare)
        guard run.status == 0, folder.has("code") else { return }
        #expect(try folder.text("code") == "1\n")
        #expect(try folder.text("err").contains("the disk is full; make room and run the command again"))
        let before = try folder.contents(of: "before")
        let after = try folder.contents(of: "after")
        #expect(after["acme/preview.html"] == before["acme/preview.html"])
        #expect(after["portico-manifest.json"] == before["portico-manifest.json"])
        #expect(!after.keys.contains { $0.contains(".portico-") })
    }

    @Test(arguments: [
        ("file/site", "file"), ("/proc/portico-site", "/proc/portico-site"), ("/dev/null/site", "/dev/null"),
    ])
    func `an output folder that cannot be written is explained`(output: String, named: String) throws {
        let folder = try TestWorkspace.plain()
        try folder.write("mine\n", to: "file")
        let run = try MeasuredRun(["render", "--output", output], in: folder.path)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: \(named)"))
        #expect(run.errors.contains("; "))
        #expect(try folder.text("file") == "mine\n")
    }

    @Test func `a disk that can only be read is told`() throws {
        let folder = try TestWorkspace.plain()
        let script =
            "mount --bind site site && mount -o remount,bind,ro site && '\(Command().path)' render; echo $? > code"
        _ = try MeasuredRun(["render"], in: folder.path)
        try folder.write(TestWorkspace.portal + "status: inactive\n", to: "portals/acme.yaml")
        let unshare = "/usr/bin/unshare"
        guard FileManager.default.isExecutableFile(atPath: unshare) else { return }
        let run = try MeasuredRun(["--mount", "/bin/bash", "-c", script], in: folder.path, program: unshare)
        guard run.errors.contains("error: ") else { return }
        #expect(try folder.text("code") == "1\n")
        #expect(
            run.errors.contains(
                "the disk can only be read; make it writable, or choose another folder"
            )
        )
    }
}
