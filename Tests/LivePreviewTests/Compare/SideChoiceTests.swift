import Testing

@testable import LivePreview

/// What an address says of a side.
@Suite struct SideChoiceTests {
    @Test(
        arguments: [
            ("portal:acme", nil, SideChoice(.file, "acme")), ("published:acme", nil, SideChoice(.published, "acme")),
            ("committed:a.b-c", nil, SideChoice(.committed, "a.b-c")),
            ("portal:acme", "committed", SideChoice(.committed, "acme")),
            ("published:acme", "portal", SideChoice(.file, "acme")), ("portal:a:b", nil, SideChoice(.file, "a:b")),
        ] as [(String, String?, SideChoice)]
    )
    func `a side is a version and an id`(text: String, version: String?, side: SideChoice) {
        #expect(SideChoice(text, version: version) == side)
    }

    @Test(
        arguments: [
            ("", nil), (":", nil), ("acme", nil), ("portal", nil), ("portal:", nil), (":acme", nil),
            ("file:acme", nil), ("PORTAL:acme", nil), (" portal:acme", nil), ("portal\u{0}:acme", nil),
            ("portal:acme", ""), ("portal:acme", "file"), ("portal:acme", "published "), ("../portal:acme", nil),
        ] as [(String, String?)]
    )
    func `what is no version of a portal is none`(text: String, version: String?) {
        #expect(SideChoice(text, version: version) == nil)
    }
}
