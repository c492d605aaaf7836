import TestSupport
import Testing

@Suite struct `render --verbose` {
    @Test func `says which template is interpreted for each portal, and why`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("{{uppercased(websiteName)}}\n", to: "templates/footer.mustache")
        try folder.write("<b>{{websiteName}}</b>\n", to: "templates/gate-header.mustache")
        let run = try Command().run(["render", "--verbose"], in: folder.path)
        #expect(run.status == 0)
        #expect(
            run.errors == """
                note: templates/footer.mustache: interpreted anew for each portal, which is slow, because of \
                'uppercased(websiteName)'

                """
        )
        #expect(try Command().run(["render"], in: folder.path).errors.isEmpty)
        #expect(try Command().run(["render", "--verbose", "--no-overrides"], in: folder.path).errors.isEmpty)
    }
}
