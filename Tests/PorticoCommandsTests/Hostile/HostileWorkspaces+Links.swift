extension HostileWorkspaces {
    /// Symbolic links, pipes and devices, in the workspace and below the output folder.
    static let links: [HostileWorkspace] = [
        .init(
            "portal file is a link out",
            [.init("portals/a.yaml", .link(to: "../../outside/victim.txt"))],
            1,
            ["file.outside"]
        ),
        .init(
            "portal file is an absolute link out",
            [.init("portals/a.yaml", .link(to: "/etc/passwd"))],
            1,
            ["file.outside"]
        ),
        .init(
            "portal file is a link to nothing",
            [.init("portals/a.yaml", .link(to: "nowhere.yaml"))],
            1,
            ["file.unreadable"]
        ),
        .init(
            "portal file is a link to itself",
            [.init("portals/a.yaml", .link(to: "a.yaml"))],
            1,
            ["file.unreadable"]
        ),
        .init(
            "portal file is a link inside",
            [.init("portals/a.yaml", .link(to: "../b.txt")), .init("b.txt", portal("b-slug"))],
            0,
            []
        ),
        .init("portal file is a pipe", [.init("portals/a.yaml", .pipe)], 1, ["file.unreadable"]),
        .init(
            "portal file is a device by link",
            [.init("portals/a.yaml", .link(to: "/dev/zero"))],
            1,
            ["file.outside"]
        ),
        .init(
            "portal file is a tape without end",
            [.init("portals/a.yaml", .link(to: "/proc/self/fd/0"))],
            1,
            ["file.outside"]
        ),
        .init("portal file is a folder", [.init("portals/a.yaml", .folder)], 0, []),
        .init(
            "portals is a link out",
            [.init("portals", .link(to: "../outside"))],
            1,
            nil,
            says: "portals leads out of the workspace"
        ),
        .init(
            "portals is a link to the root",
            [.init("portals", .link(to: "/"))],
            1,
            nil,
            says: "portals leads out of the workspace"
        ),
        .init("portals is a file", [.init("portals", "text")], 1, nil, says: "portals is no folder; move it away"),
        .init("portals is a pipe", [.init("portals", .pipe)], 1, nil, says: "portals is no folder; move it away"),
        .init(
            "portals is a link inside",
            [.init("portals", .link(to: "other")), .init("other/a.yaml", portal("a-slug"))],
            0,
            []
        ),
        .init("templates is a link out", [.init("templates", .link(to: "../outside"))], 1, ["file.outside"]),
        .init(
            "a template is a link out",
            [.init("templates/footer.mustache", .link(to: "/etc/passwd"))],
            1,
            ["file.outside"]
        ),
        .init("a template is a pipe", [.init("templates/footer.mustache", .pipe)], 1, ["file.unreadable"]),
        .init(
            "the sample is a link out",
            [.init("sample/customer.yaml", .link(to: "/etc/passwd"))],
            1,
            ["file.outside"]
        ),
        .init("the sample is a pipe", [.init("sample/customer.yaml", .pipe)], 1, ["file.unreadable"]),
        .init("the sample's folder is a link out", [.init("sample", .link(to: "../outside"))], 1, ["file.outside"]),
        .init("the settings are a pipe", [.init("portico.yaml", .pipe)], 1, nil, says: "portico.yaml is a named pipe"),
        .init(
            "the settings are a link out",
            [.init("portico.yaml", .link(to: "../outside/victim.txt"))],
            1,
            nil,
            says: "portico.yaml leads out"
        ),
        .init("the settings are a folder", [.init("portico.yaml", .folder)], 1, nil, says: "portico.yaml is a folder"),
        .init("the logo is a link out", logo(.link(to: "../../outside/victim.txt")), 1, ["logo.outside"]),
        .init("the logo is a link to /etc/passwd", logo(.link(to: "/etc/passwd")), 1, ["logo.outside"]),
        .init("the logo is a pipe", logo(.pipe), 1, ["logo.unreadable"]),
        .init("the logo is a device by link", logo(.link(to: "/dev/random")), 1, ["logo.outside"]),
        .init("the logo is a link to itself", logo(.link(to: "a.svg")), 1, ["logo.unreadable"]),
        .init("the logo is a folder", logo(.folder), 1, ["logo.unreadable"]),
        .init(
            "the logos' folder is a link out",
            [
                .init("logos", .link(to: "../outside")),
                .init("portals/a.yaml", portal("a-slug", logo: "logos/victim.txt")),
            ],
            1,
            ["logo.outside"]
        ),
        .init(
            "site is a link out",
            [ok, .init("site", .link(to: "../outside"))],
            1,
            nil,
            says: "site is a symbolic link"
        ),
        .init(
            "site is a link to the portals",
            [ok, .init("site", .link(to: "portals"))],
            1,
            nil,
            says: "site is a symbolic link"
        ),
        .init(
            "site is a link to nothing",
            [ok, .init("site", .link(to: "nowhere"))],
            1,
            nil,
            says: "site is a symbolic link"
        ),
        .init("site is a file", [ok, .init("site", "text")], 1, nil, says: "site is a file"),
        .init("site is a pipe", [ok, .init("site", .pipe)], 1, nil, says: "site is a named pipe"),
        .init(
            "a portal's folder is a link out",
            [ok, .init("site/acme", .link(to: "../../outside"))],
            1,
            nil,
            says: "site/acme is a symbolic link"
        ),
        .init("a portal's folder is a file", [ok, .init("site/acme", "text")], 1, nil, says: "site/acme is a file"),
        .init(
            "a page is a link out",
            [ok, .init("site/acme/preview.html", .link(to: "../../../outside/victim.txt"))],
            0,
            []
        ),
        .init("a page is an absolute link", [ok, .init("site/acme/portal.md", .link(to: "/etc/hostname"))], 0, []),
        .init(
            "a page is a pipe",
            [ok, .init("site/acme/preview.html", .pipe)],
            1,
            nil,
            says: "site/acme/preview.html is a named pipe"
        ),
        .init(
            "a page is a folder",
            [ok, .init("site/acme/preview.html/x", "text")],
            1,
            nil,
            says: "site/acme/preview.html is a folder"
        ),
        .init("the index is a link out", [ok, .init("site/index.html", .link(to: "../../outside/victim.txt"))], 0, []),
        .init(
            "the manifest is a link out",
            [ok, .init("site/portico-manifest.json", .link(to: "../../outside/victim.txt"))],
            0,
            []
        ),
        .init(
            "the manifest is a pipe",
            [ok, .init("site/portico-manifest.json", .pipe)],
            1,
            nil,
            says: "portico-manifest.json is a named pipe"
        ),
        .init(
            "the manifest is a folder",
            [ok, .init("site/portico-manifest.json/x", "text")],
            1,
            nil,
            says: "portico-manifest.json is a folder"
        ),
        .init(
            "a temporary file is a link out",
            [ok, .init("site/.portico-1-0.tmp", .link(to: "../../outside/victim.txt"))],
            0,
            []
        ),
    ]

    private static func logo(_ content: HostileFile.Content) -> [HostileFile] {
        [.init("logos/a.svg", content), .init("portals/a.yaml", portal("a-slug", logo: "logos/a.svg"))]
    }
}
