import Foundation
import TestSupport
import Testing

/// `portico lint --fix`, as somebody types it.
@Suite struct LintFixTests {
    private static let links =
        "customization:\n  links: {termsOfService: null, privacyPolicy: https://a.example, refundPolicy: null}\n"

    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("ouput: pages  # not committed\n", to: "portico.yaml")
        try folder.write(
            "# Acme\nname: Acme billing\nslug: acme-billing\nwebsiteId: w\ncreatedTime: x\n" + links
                + "features:\n  orderCancle: no   # for now\nstatus: activ\n",
            to: "portals/acme.yaml"
        )
        try folder.write("customr:\n  name: 'Ada'\n", to: "sample/customer.yaml")
        return folder
    }

    @Test func `what is certain is mended, and what is left is listed`() throws {
        let folder = try Self.workspace()
        let run = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(
            run.output == """
                portico.yaml:1: fixed: rename 'ouput' to 'output' [fields.unknown]
                portals/acme.yaml:5: fixed: remove 'createdTime' [fields.read-only]
                portals/acme.yaml:9: fixed: rename 'orderCancle' to 'orderCancel' [fields.unknown]
                portals/acme.yaml:9: fixed: write false for 'orderCancel' [fields.wrong-type]
                sample/customer.yaml:1: fixed: rename 'customr' to 'customer' [fields.unknown]
                portals/acme.yaml:9:9: error: status: 'activ' is no status; did you mean 'active'? [fields.bad-value]
                 9 | status: activ
                   |         ^^^^^

                """
        )
        #expect(run.errors == "5 problems fixed in 3 files; 1 error in 1 portal\n")
        #expect(run.status == 1)
        #expect(try folder.text("portico.yaml") == "output: pages  # not committed\n")
        #expect(
            try folder.text("portals/acme.yaml") == "# Acme\nname: Acme billing\nslug: acme-billing\nwebsiteId: w\n"
                + Self.links + "features:\n  orderCancel: false   # for now\nstatus: activ\n"
        )
        #expect(try folder.text("sample/customer.yaml") == "customer:\n  name: 'Ada'\n")
    }

    @Test func `a key is mended though its value then breaks a rule that the settings made an error`() throws {
        let folder = try TemporaryFolder()
        try folder.write("lint: {colors.alike: error}\n", to: "portico.yaml")
        let start = "name: Acme billing\nslug: acme-billing\nwebsiteId: w\n" + Self.links
        try folder.write(start + "  colors: {primary: 0044d4, secondry: 0044d5}\n", to: "portals/acme.yaml")
        let run = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(run.output.contains("fixed: rename 'secondry' to 'secondary'"))
        #expect(run.output.contains("error: customization.colors.secondary: primary and secondary, "))
    }

    @Test func `a second run has nothing to do and touches nothing`() throws {
        let folder = try Self.workspace()
        _ = try MeasuredRun(["lint", "--fix"], in: folder.path)
        let contents = try folder.contents(of: ".")
        func number() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: folder / "portals/acme.yaml")[.systemFileNumber] as? Int
        }
        let before = try number()
        let run = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(run.errors == "nothing to fix; 1 error in 1 portal\n")
        #expect(!run.output.contains("fixed:"))
        #expect(try folder.contents(of: ".") == contents)
        #expect(try number() == before)
    }

    @Test func `without --fix nothing is written`() throws {
        let folder = try Self.workspace()
        let contents = try folder.contents(of: ".")
        #expect(try MeasuredRun(["lint"], in: folder.path).status == 1)
        #expect(try folder.contents(of: ".") == contents)
    }

    @Test func `JSON lists the fixes, and of each problem how to mend it`() throws {
        struct Report: Decodable {
            struct Fix: Decodable {
                let file: String
                let line: Int
                let field: String?
                let rule: String
                let title: String
            }
            struct Edit: Decodable, Equatable {
                let line: Int
                let column: Int
                let endLine: Int
                let endColumn: Int
                let replacement: String
            }
            struct Suggestion: Decodable {
                let title: String
                let edits: [Edit]
            }
            struct Problem: Decodable {
                let rule: String
                let fix: Suggestion?
            }
            let version: Int
            let problems: [Problem]
            let fixes: [Fix]?
        }
        let folder = try Self.workspace()
        func report(_ flags: [String]) throws -> Report {
            let run = try MeasuredRun(["lint", "--format", "json"] + flags, in: folder.path)
            return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
        }
        let before = try report([])
        #expect(before.fixes == nil)
        let unknown = before.problems.first {
            $0.rule == "fields.unknown" && $0.fix?.title.contains("orderCancel") == true
        }
        let edit = Report.Edit(line: 9, column: 3, endLine: 9, endColumn: 14, replacement: "orderCancel")
        #expect(unknown?.fix?.edits == [edit])
        let after = try report(["--fix"])
        #expect(after.fixes?.map(\.line) == [1, 5, 9, 9, 1])
        #expect(after.fixes?.first?.file == "portico.yaml" && after.fixes?.first?.field == "ouput")
        #expect(after.problems.map(\.rule) == ["fields.bad-value"])
        #expect(try report(["--fix"]).fixes?.isEmpty == true)
    }

    @Test func `a file that cannot be replaced is said, and the others are fixed`() throws {
        let folder = try Self.workspace()
        try FileManager.default.moveItem(atPath: folder / "portals/acme.yaml", toPath: folder / "acme.yaml")
        try FileManager.default.createSymbolicLink(
            atPath: folder / "portals/acme.yaml",
            withDestinationPath: "../acme.yaml"
        )
        let text = try folder.text("acme.yaml")
        let run = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.errors.hasPrefix(
                "not fixed: portals/acme.yaml is a symbolic link and is left as it is; fix the file that it leads to\n"
            )
        )
        #expect(try folder.text("acme.yaml") == text)
        #expect(try folder.text("portico.yaml").hasPrefix("output"))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder / "portals/acme.yaml")
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    }

    @Test func `a folder that is a link is not followed`() throws {
        let folder = try Self.workspace()
        try FileManager.default.moveItem(atPath: folder / "portals", toPath: folder / "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: folder / "portals", withDestinationPath: "elsewhere")
        let text = try folder.text("elsewhere/acme.yaml")
        let run = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(run.errors.contains("not fixed: portals/acme.yaml is reached through a symbolic link"))
        #expect(try folder.text("elsewhere/acme.yaml") == text)
    }

    @Test func `colour and hostile names stay in their place`() throws {
        let folder = try Self.workspace()
        try folder.write(
            "name: true\nslug: acme-billing-2\nwebsiteId: w\n" + Self.links,
            to: "portals/a\u{1B}[31m.yaml"
        )
        let plain = try MeasuredRun(["lint", "--fix"], in: folder.path)
        #expect(!plain.output.contains("\u{1B}"))
        let other = try Self.workspace()
        let colored = try MeasuredRun(["lint", "--fix", "--color", "always"], in: other.path)
        #expect(colored.output.contains("\u{1B}[1;32mfixed:\u{1B}[0m"))
    }
}
