import Testing

/// The promised surface: every help page and the tree of commands, as recorded (`make record` accepts new ones).
@Suite struct GoldenHelpTests {
    @Test(arguments: [
        ("portico", ["--help"]), ("init", ["init", "--help"]), ("render", ["render", "--help"]),
        ("docs", ["docs", "--help"]), ("lint", ["lint", "--help"]), ("schema", ["schema", "--help"]),
        ("diff", ["diff", "--help"]), ("gallery", ["gallery", "--help"]),
        ("pull", ["pull", "--help"]), ("plan", ["plan", "--help"]), ("publish", ["publish", "--help"]),
        ("status", ["status", "--help"]), ("delete", ["delete", "--help"]),
        ("access", ["access", "--help"]), ("access-enable", ["access", "enable", "--help"]),
        ("access-link", ["access", "link", "--help"]), ("access-resend", ["access", "resend", "--help"]),
        ("access-revoke", ["access", "revoke", "--help"]), ("access-status", ["access", "status", "--help"]),
        ("serve", ["serve", "--help"]), ("sandbox", ["sandbox", "--help"]),
        ("commands", ["--experimental-dump-help"]),
    ])
    func `help is as recorded`(name: String, arguments: [String]) throws {
        let run = try MeasuredRun(arguments, in: "/", environment: ["COLUMNS": "100"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        try RecordedOutput.check(run.output, "golden/help/\(name).txt")
    }
}
