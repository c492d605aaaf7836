import Testing

@Suite struct GoldenSchemaTests {
    @Test(arguments: ["portal", "workspace", "sample"])
    func `a schema is as recorded, whatever the format`(kind: String) throws {
        let run = try MeasuredRun(["schema", kind], in: "/")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try MeasuredRun(["schema", kind, "--format", "json"], in: "/").output == run.output)
        try RecordedOutput.check(run.output, "golden/schema/\(kind).json")
    }

    @Test(arguments: [[], ["portals"], ["portal", "workspace"]])
    func `only a kind of file has a schema`(arguments: [String]) throws {
        let run = try MeasuredRun(["schema"] + arguments, in: "/")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }
}
