extension HostileWorkspaces {
    private static let victim = "\"size\": 23, \"sha256\": \"\(victimHash)\""
    /// The SHA-256 of the victim's bytes, so that only the path can protect it.
    private static let victimHash = "67c69f847c86c3eb56f5b3025905c70c3054960aa5de1c9190a530107e5b63f5"

    /// `portico-manifest.json` in the output folder, which anyone can edit: whatever it says, nothing else is lost.
    static let manifests: [HostileWorkspace] =
        [
            "../outside/victim.txt", "../../outside/victim.txt", "acme/../../portals/acme.yaml", "/etc/passwd",
            "../portals/acme.yaml", "../portico.yaml", "..", ".", "", "/", "a//b", "a/./b", "acme\\\\..\\\\x",
            "\\u0000", "a\\u0000/preview.html", "<script>", "..%2fportico.yaml", ".git/config", "link/victim.txt",
            "notes.txt", "acme/notes.txt", "acme/preview.html/x", "portico-manifest.json",
        ].map { path in
            manifest("path \(path)", around(portal: "", file: "\"\(path)\":{\(victim)}"))
        }
        + [
            ("..", "outside/victim.txt"), ("../outside", "victim.txt"), ("acme/../..", "portals/acme.yaml"),
            ("", "etc/passwd"),
            ("link", "victim.txt"), ("link", "preview.html"), (".git", "config"), ("acme", "notes.txt"),
            ("\\u0000", "preview.html"),
            ("acme", "../../portico.yaml"), ("<script>", "preview.html"), ("acme\\\\..", "preview.html"),
        ].map { id, name in manifest("portal \(id) file \(name)", around(portal: portal(id, name), file: "")) }
        + [
            manifest("not JSON", "this is no JSON"),
            manifest("empty", ""),
            manifest("a list", "[]"),
            manifest("cut", String(around(portal: portal("acme", "preview.html"), file: "").dropLast(60))),
            manifest("binary", String(repeating: "\u{0}\u{1}", count: 5000)),
            manifest("another version", around(version: "99", portal: "", file: "")),
            manifest("a huge version", around(version: "1e400", portal: "", file: "")),
            manifest(
                "a huge size",
                around(portal: "", file: "\"docs.md\":{\"size\":9223372036854775808,\"sha256\":\"\"}")
            ),
            manifest("a negative size", around(portal: "", file: "\"docs.md\":{\"size\":-1,\"sha256\":\"\"}")),
            manifest("wrong types", around(version: "\"2\"", portal: "[]", file: "")),
            manifest("values", around(portal: "{\"x\":[" + String(repeating: "1,", count: 30_000) + "1]}", file: "")),
            manifest(
                "a long line",
                around(portal: "{\"x\":[" + String(repeating: "1,", count: 1_000_000) + "1]}", file: "")
            ),
            manifest("deep", String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)),
            manifest("very deep", String(repeating: "{\"a\":", count: 1_000_000)),
            manifest(
                "deep portal",
                around(portal: String(repeating: "[", count: 500) + String(repeating: "]", count: 500), file: "")
            ),
            manifest(
                "many portals",
                around(
                    portal: (0..<20_000).map { portal("p\($0)", "preview.html") }.joined(separator: ",\n"),
                    file: ""
                )
            ),
            manifest(
                "many empty lines",
                around(portal: String(repeating: "\n", count: 5_000_000), file: "")
            ),
            .init("50 MB of nothing", [ok, .init("site/portico-manifest.json", .large(byteCount: 50 << 20))], 0, []),
            .init(
                "larger than its limit",
                [ok, .init("site/portico-manifest.json", .large(byteCount: 1 << 32))],
                0,
                []
            ),
        ]

    /// A manifest as Portico lays it out, around a line of a portal and one of a shared file.
    private static func around(version: String = "2", portal: String, file: String) -> String {
        let lines = [portal, "],\"files\":{", file, "}}"].filter { !$0.isEmpty }.joined(separator: "\n")
        return "{\"version\":\(version),\"portico\":\"0.1.0\",\"portals\":[\n\(lines)\n"
    }

    private static func portal(_ id: String, _ name: String) -> String {
        "{\"id\":\"\(id)\",\"source\":\"x\",\"logos\":{},\"files\":{\"\(name)\":{\(victim)}}}"
    }

    private static func manifest(_ name: String, _ text: String) -> HostileWorkspace {
        .init(
            name,
            [ok, .init("site/link", .link(to: "../../outside")), .init("site/portico-manifest.json", text)],
            0,
            []
        )
    }
}
