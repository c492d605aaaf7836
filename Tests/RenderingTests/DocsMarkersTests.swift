import Testing

@testable import Rendering

@Suite struct DocsMarkersTests {
    private static let whole = """
        # Shop

        <!-- portico:docs portal=acme -->
        old
        <!-- /portico:docs -->

        ## All

        <!--portico:matrix-->
        <!-- /portico:matrix -->
        """

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `markers are found with their lines and the heading around them`(lineBreak: String) {
        let markers = DocsMarkers(Self.whole.replacing("\n", with: lineBreak))
        #expect(markers.problems == [])
        #expect(
            markers.regions == [
                DocsRegion(content: .portal("acme"), firstLine: 3, lastLine: 5, headingLevel: 1),
                DocsRegion(content: .matrix, firstLine: 9, lastLine: 10, headingLevel: 2),
            ]
        )
    }

    @Test func `a heading that was filled in is not the heading around the next place`() {
        let text = """
            # A
            <!-- portico:docs portal=a -->
            ## B
            ### C
            <!-- /portico:docs -->
            <!-- portico:docs portal=b -->
            <!-- /portico:docs -->
            """
        #expect(DocsMarkers(text).regions.map(\.headingLevel) == [1, 1])
    }

    @Test(arguments: [
        "```\nX\n```", "~~~\nX\n~~~", "    X", "`X`", "\\X", "<pre>\nX\n</pre>", "<script>\nX\n</script>",
        "<!--\nX", "<style>\nX\n</style>", "<textarea>\nX\n</textarea>", "<?php\nX\n?>", "> ```\n> X\n> ```",
        "- ~~~\n  X\n  ~~~", "<PRE>\nX\n</PRE>",
    ])
    func `what only shows a marker is none`(frame: String) {
        for marker in ["<!-- portico:docs portal=acme -->", "<!-- /portico:docs -->"] {
            let markers = DocsMarkers(frame.replacing("X", with: marker))
            #expect(markers.regions == [] && markers.problems == [], "\(frame)")
        }
    }

    @Test(arguments: [
        ("<!-- portico:docs portal=a -->", "1 'portico:docs' has no end; put <!-- /portico:docs -->"),
        ("<!-- /portico:docs -->", "1 '/portico:docs' ends nothing"),
        (
            "<!-- portico:docs portal=a -->\n\n<!-- portico:matrix -->\n<!-- /portico:docs -->",
            "3 'portico:matrix' begins inside the 'portico:docs' of line 1; put <!-- /portico:docs --> above it"
        ),
        (
            "<!-- portico:docs portal=a -->\n<!-- /portico:matrix -->",
            "2 '/portico:matrix' stands where the 'portico:docs' of line 1 ends; write <!-- /portico:docs -->"
        ),
        ("# A\n<!-- portico:docs -->", "2 'portico:docs' names one portal"),
        ("<!-- portico:docs portal= -->", "1 'portico:docs' names one portal"),
        ("<!-- portico:docs portal=a portal=b -->", "1 'portico:docs' names one portal"),
        ("<!-- portico:doc portal=a -->", "1 'portico:doc portal=a' is no marker"),
        ("<!-- portico:matrix portal=a -->", "1 'portico:matrix portal=a' is no marker"),
        ("a <!-- portico:matrix -->", "1 a marker does not count beside other text"),
        ("<!-- portico:matrix --> a", "1 a marker does not count beside other text"),
        ("<!-- portico:matrix --><!-- /portico:matrix -->", "1 a marker does not count beside other text"),
        ("<!-- portico:docs\nportal=a -->", "1 a marker does not count beside other text"),
        ("> <!-- portico:matrix -->", "1 a marker inside a list or a quotation does not count"),
        ("a\n\n- <!-- portico:matrix -->", "3 a marker inside a list or a quotation does not count"),
    ])
    func `a wrong marker is told with its line`(text: String, problem: String) {
        let markers = DocsMarkers(text)
        let told = markers.problems.map { "\($0.line) \($0.message)" }
        #expect(told.count == 1 && told.first?.hasPrefix(problem) == true, "\(told)")
    }

    @Test func `all wrong markers are told at once, in their order`() {
        let text =
            "<!-- /portico:docs -->\n\n<!-- portico:x -->\n\na <!-- portico:matrix -->\n\n<!-- portico:matrix -->"
        #expect(DocsMarkers(text).problems.map(\.line) == [1, 3, 5, 7])
    }

    @Test func `a marker may stand in an element that is open around it`() {
        let text = "<details>\n<summary>A</summary>\n<!-- portico:matrix -->\n<!-- /portico:matrix -->\n</details>\n"
        #expect(DocsMarkers(text).regions.map(\.firstLine) == [3])
    }

    @Test(arguments: ["<!-- a portico:matrix -->", "<!-- PORTICO:matrix -->", "<!---->", "<!-->", "<!-- -->", "<b>"])
    func `another comment is nobody's marker`(text: String) {
        let markers = DocsMarkers(text)
        #expect(markers.regions == [] && markers.problems == [])
    }

    @Test func `many comments in a line cost little`() {
        let text = String(repeating: "<!-- portico:x -->", count: 50_000)
        #expect(DocsMarkers(text).problems.map(\.line) == [1])
    }
}
