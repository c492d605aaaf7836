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
            manifest("path \(path)", "{\"version\": 1, \"portico\": \"0.1.0\", \"files\": {\"\(path)\": {\(victim)}}}")
        } + [
            manifest("not JSON", "this is no JSON"),
            manifest("empty", ""),
            manifest("a list", "[]"),
            manifest("cut", "{\"version\": 1, \"files\": {\"acme/preview.html\": {\"sha"),
            manifest("binary", String(repeating: "\u{0}\u{1}", count: 5000)),
            manifest("another version", "{\"version\": 99, \"portico\": \"9\", \"files\": {}}"),
            manifest("a huge version", "{\"version\": 1e400, \"portico\": \"9\", \"files\": {}}"),
            manifest(
                "a huge size",
                "{\"version\": 1, \"portico\": \"1\", \"files\": {\"docs.md\": {\"size\": 9223372036854775808, \"sha256\": \"\"}}}"
            ),
            manifest(
                "a negative size",
                "{\"version\": 1, \"portico\": \"1\", \"files\": {\"old/preview.html\": {\"size\": -1, \"sha256\": \"\"}}}"
            ),
            manifest("wrong types", "{\"version\": \"1\", \"portico\": 1, \"files\": []}"),
            manifest(
                "values",
                "{\"version\":1,\"portico\":\"1\",\"files\":{},\"x\":[" + String(repeating: "1,", count: 1_000_000)
                    + "1]}"
            ),
            manifest("deep", String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)),
            manifest("very deep", String(repeating: "{\"a\":", count: 1_000_000)),
            manifest(
                "deep source",
                "{\"version\":1,\"portico\":\"1\",\"files\":{},\"x\":" + String(repeating: "[", count: 500)
                    + String(repeating: "]", count: 500) + "}"
            ),
            manifest(
                "many files",
                "{\"version\":1,\"portico\":\"1\",\"files\":{"
                    + (0..<20_000).map { "\"p\($0)/preview.html\":{\"size\":1,\"sha256\":\"\"}" }.joined(separator: ",")
                    + "}}"
            ),
            .init("50 MB of nothing", [ok, .init("site/portico-manifest.json", .large(byteCount: 50 << 20))], 0, []),
            .init(
                "larger than its limit",
                [ok, .init("site/portico-manifest.json", .large(byteCount: 1 << 32))],
                0,
                []
            ),
        ]

    private static func manifest(_ name: String, _ text: String) -> HostileWorkspace {
        .init(
            name,
            [ok, .init("site/link", .link(to: "../../outside")), .init("site/portico-manifest.json", text)],
            0,
            []
        )
    }
}
