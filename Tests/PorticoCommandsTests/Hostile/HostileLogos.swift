import Testing

/// Logos that try to run, load, or use up memory.
enum HostileLogos {
    private static let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\""
    private static let active = Expectation.rules("logo.active-content")
    private static let noImage = Expectation.rules("logo.not-an-image", "logo.entities", "logo.wrong-type")

    private static func svg(_ attributes: String, _ content: String = "") -> HostileFile.Content {
        .text("\(head) \(attributes)>\(content)<path d=\"M0 0h40v20z\"/></svg>")
    }

    private static func png(_ width: [UInt8], _ height: [UInt8]) -> HostileFile.Content {
        .bytes(
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] + width + height + [
                8, 6, 0, 0, 0, 0, 0, 0, 0,
            ]
        )
    }

    static let all: [(file: String, content: HostileFile.Content, expectation: Expectation)] = [
        ("script.svg", svg("", "<script>alert(1)</script>"), active),
        ("script-href.svg", svg("", "<script href=\"https://evil.example/x.js\"/>"), active),
        ("script-case.svg", svg("", "<SCRIPT>alert(1)</SCRIPT>"), active),
        ("script-prefix.svg", svg("xmlns:s=\"http://www.w3.org/2000/svg\"", "<s:script>alert(1)</s:script>"), active),
        (
            "script-cdata.svg", svg("", "<style><![CDATA[</style><script>alert(1)</script>]]></style>"),
            .perhaps("logo.active-content", "logo.not-an-image")
        ),
        ("onload.svg", svg("onload=\"alert(1)\""), active),
        ("onbegin.svg", svg("", "<animate onbegin='alert(1)' attributeName='x'/>"), active),
        ("javascript.svg", svg("", "<a href=\"javascript:alert(1)\"><path d=\"M0 0\"/></a>"), active),
        ("set.svg", svg("", "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>"), active),
        (
            "foreign.svg",
            svg(
                "",
                "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://evil.example\"/></foreignObject>"
            ), active
        ),
        ("image.svg", svg("", "<image href=\"https://evil.example/x.png\" width=\"1\" height=\"1\"/>"), active),
        ("use.svg", svg("", "<use href=\"https://evil.example/x.svg#a\"/>"), active),
        ("import.svg", svg("", "<style>@import url(https://evil.example/x.css);</style>"), active),
        ("fill.svg", svg("fill=\"url(https://evil.example/x#a)\""), active),
        ("stylesheet.svg", .text("<?xml-stylesheet href=\"https://evil.example/x.css\"?>\(head)/>"), active),
        ("base.svg", svg("xml:base=\"https://evil.example/\""), active),
        ("entity.svg", .text("<!DOCTYPE svg [<!ENTITY x \"y\">]>\(head)>&x;</svg>"), .rules("logo.entities")),
        (
            "xxe.svg", .text("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\(head)>&x;</svg>"),
            .rules("logo.entities")
        ),
        (
            "laughs.svg",
            .text("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\(head)>&b;</svg>"),
            .rules("logo.entities")
        ),
        (
            "parameter.svg", .text("<!DOCTYPE svg [<!ENTITY % x SYSTEM \"https://evil.example/x.dtd\"> %x;]>\(head)/>"),
            .rules("logo.entities")
        ),
        ("html.svg", .text("<!doctype html><script>alert(1)</script>"), noImage),
        ("xhtml.svg", .text("<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>"), noImage),
        ("empty.svg", .text(""), noImage),
        ("text.svg", .text("not an image"), noImage),
        ("cut.svg", .text("\(head)"), noImage),
        ("deep.svg", .text("\(head)>" + String(repeating: "<g>", count: 100_000)), .perhaps("logo.not-an-image")),
        (
            "attributes.svg", svg((0..<20_000).map { "a\($0)=\"\"" }.joined(separator: " ")),
            .perhaps("logo.not-an-image")
        ),
        ("comment.svg", .text("<!--" + String(repeating: "-", count: 300_000) + "\(head)/>"), noImage),
        ("nul.svg", .bytes(Array(head.utf8) + [0x3E, 0, 0x3C, 0x2F]), noImage),
        ("utf16.svg", .bytes([0xFF, 0xFE] + Array(head.utf16).flatMap { [UInt8($0 & 255), 0] }), noImage),
        ("large.svg", .large(byteCount: 50 << 20), .rules("logo.too-large")),
        ("over.svg", .text("\(head)>" + String(repeating: " ", count: 530_000) + "</svg>"), .rules("logo.too-large")),
        (
            "size.svg", .text("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e999\" height=\"1\"/>"),
            .perhaps("logo.too-large", "logo.not-an-image")
        ),
        (
            "viewbox.svg", .text("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1e-320 1e300\"/>"),
            .perhaps("logo.too-large", "logo.not-an-image")
        ),
        (
            "nan.svg", .text("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"nan inf -1 0\"/>"),
            .perhaps("logo.not-an-image")
        ),
        (
            "billion.png", png([0x3B, 0x9A, 0xCA, 0], [0x3B, 0x9A, 0xCA, 0]),
            .rules("logo.too-large", "logo.not-an-image")
        ),
        (
            "negative.png", png([0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF]),
            .rules("logo.too-large", "logo.not-an-image")
        ),
        ("zero.png", png([0, 0, 0, 0], [0, 0, 0, 0]), .rules("logo.not-an-image")),
        ("cut.png", .bytes([0x89, 0x50, 0x4E, 0x47]), noImage),
        ("zeros.png", .large(byteCount: 100_000), noImage),
        ("svg.png", svg(""), .rules("logo.wrong-type")),
        ("script.png", svg("", "<script>alert(1)</script>"), .rules("logo.wrong-type", "logo.active-content")),
        ("html.gif", .text("GIF89a=1;/*<script>*/alert(1)//</script>"), .rules("logo.not-an-image", "logo.too-large")),
        ("cut.jpg", .bytes([0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF]), noImage),
        ("loop.jpg", .bytes([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 400_000)), noImage),
        (
            "zero-length.jpg", .bytes([0xFF, 0xD8] + (0..<50_000).flatMap { _ in [0xFF, 0xE0, 0, 0] as [UInt8] }),
            noImage
        ),
        ("elf.svg", .bytes([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]), noImage),
        ("name\"onerror='x.svg", svg(""), .harmless),
        ("<script>.svg", svg(""), .harmless),
        ("`](javascript:x).svg", svg(""), .harmless),
    ]

    /// Renders a portal for each logo, all in one workspace.
    static func check() throws {
        let portals = all.enumerated().map { index, logo in
            let path = logo.file.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            let text = "name: Acme\nslug: logo-\(index)\nwebsiteId: acme\nx-portico: {logo: \"logos/\(path)\"}\n"
            return HostileFile("portals/logo-\(index).yaml", text)
        }
        let stage = try HostileStage(portals + all.map { HostileFile("logos/\($0.file)", $0.content) })
        let problems = try ReportedProblems(try stage.render())
        let pages = try stage.pages()
        for (index, logo) in all.enumerated() {
            let fault = logo.expectation.fault(problems.rules(of: "portals/logo-\(index).yaml"))
            #expect(fault == nil, "\(logo.file): \(fault ?? "")")
            #expect(pages["logo-\(index)/preview.html"] != nil, "\(logo.file)")
        }
    }
}
