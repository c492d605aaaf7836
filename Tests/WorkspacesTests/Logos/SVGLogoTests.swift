import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

@Suite struct SVGLogoTests {
    private func inspect(_ text: String) -> LogoInspection {
        LogoInspector.inspect(Array(text.utf8), fileName: "a.svg")
    }

    private func inspectRoot(_ attributes: String, _ content: String = "") -> LogoInspection {
        LogoInspector.inspect(ImageBytes.svg(attributes, content), fileName: "a.svg")
    }

    static let sizes: [(String, Double, Double)] = [
        ("width='120' height='30'", 120, 30), ("width='120px' height=' 30px '", 120, 30),
        ("width='90pt' height='2pc'", 120, 32), ("width='1in' height='.5in'", 96, 48),
        ("width='2.54cm' height='25.4mm'", 96, 96), ("width='101.6Q' height='2em'", 96, 32),
        ("width='1.2e2' height='30'", 120, 30), ("width='120' viewBox='0 0 40 10'", 120, 30),
        ("height='30' viewBox='-5 -5 40,10'", 120, 30), ("width='100%' height='30' viewBox='0 0 40 10'", 120, 30),
        ("width='100'", 100, 150), ("height='75'", 300, 75), ("", 300, 150), ("width='100%' height='100%'", 300, 150),
        ("width='120' height='30' viewBox='nonsense'", 120, 30),
    ]

    @Test(arguments: Self.sizes)
    func `a size follows from the root as in a browser`(attributes: String, width: Double, height: Double) throws {
        let logo = try #require(inspectRoot(attributes).logo)
        #expect(abs((logo.width ?? 0) - width) < 1e-9)
        #expect(abs((logo.height ?? 0) - height) < 1e-9)
    }

    @Test(arguments: [
        "viewBox='0 0 40 10'", "viewBox='\n0,0 40 , 10 '", "width='100%' height='100%' viewBox='0 0 4e1 10.0'",
        "width='auto' height='' viewBox='0 0 40 10'", "width='1e999' height='nan' viewBox='0 0 40 10'",
        "width='-5' height='+5' viewBox='0 0 40 10'", "width='٣' height='0x10' viewBox='0 0 40 10'",
        "width='inf' height='1 2' viewBox='0 0 40 10'", "width='5vw' height='&#53;' viewBox='0 0 40 10'",
        "width='--5' height='1e' viewBox='0 0 40 10'",
    ])
    func `a ratio alone follows from the viewBox`(attributes: String) throws {
        let logo = try #require(inspectRoot(attributes).logo)
        #expect(logo.width == nil)
        #expect(logo.height == nil)
        #expect(logo.aspectRatio == 4)
    }

    @Test(arguments: [
        "viewBox='0 0 1e999 1'", "viewBox='0 0 -4 1'", "viewBox='0 0 4'", "viewBox='0 0 4 1 1'", "viewBox=''",
        "viewBox='a b c d'", "viewBox='0 0 1e300 1e-300'", "viewBox='nan nan nan nan'", "viewbox='0 0 40 10'",
    ])
    func `a viewBox that makes no sense is as if it were not there`(attributes: String) throws {
        let logo = try #require(inspectRoot(attributes).logo)
        #expect(logo.width == 300)
        #expect(logo.height == 150)
    }

    @Test(arguments: ["width='5000' height='5'", "width='1e5'", "height='9' viewBox='0 0 1e9 1'"])
    func `a size above the limit is refused`(attributes: String) {
        #expect(inspectRoot(attributes).findings.map(\.rule) == [.logoTooLarge])
    }

    @Test(arguments: ["width='0' height='5'", "height='0.0'", "viewBox='0 0 0 10'", "viewBox='0 0 10 0'"])
    func `a size of nothing is refused`(attributes: String) {
        #expect(inspectRoot(attributes).findings.map(\.rule) == [.logoNotAnImage])
    }

    static let root = "<svg xmlns=\"http://www.w3.org/2000/svg\">"

    @Test(arguments: [
        "\u{FEFF}\(root)</svg>", "\n\t \(root)</svg>\n", "<?xml version='1.0' encoding='UTF-8'?>\n\(root)</svg>",
        "<?xml version='1.0' encoding=\"iso-8859-1\"?>\(root)</svg>",
        "<!-- a <svg> --><?x ?>\(root)</svg>", "\(root)</svg ><!-- end -->",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/a[b]>.dtd\">\(root)</svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'></s:svg>", "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg\nxmlns = 'http://www.w3.org/2000/svg'\n>é</svg>",
    ])
    func `an SVG is found behind whatever may stand before it`(text: String) {
        let inspection = inspect(text)
        #expect(inspection.logo != nil)
        #expect(inspection.findings.isEmpty)
    }

    @Test(arguments: [
        "<svg></svg>", "<svg xmlns='http://www.w3.org/1999/xhtml'></svg>",
        "<svg xmlns:s='http://www.w3.org/2000/svg'/>",
        "<SVG xmlns='http://www.w3.org/2000/svg'/>", "\(root)", "\(root)<g></g>", "\(root)</svgx>", "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg", "<svg xmlns='http://www.w3.org/2000/svg'",
        "<svg xmlns=http://www.w3.org/2000/svg></svg>", "<svg a='1'xmlns='http://www.w3.org/2000/svg'/>",
        "<svg a='1' a='2' xmlns='http://www.w3.org/2000/svg'/>", "<svg a='<' xmlns='http://www.w3.org/2000/svg'/>",
        " <?xml version='1.0'?>\(root)</svg>", "<!-- \(root)</svg>", "<?x \(root)</svg>", "<!DOCTYPE svg",
        "<!DOCTYPE svg \"\(root)</svg>", "<?xml version='1.0' encoding='UTF-7'?>\(root)</svg>",
        "<?xml version='1.0' encoding='iso-8859-1'?>\(root)é</svg>", "text \(root)</svg>", "<a:b:svg/>", "< svg>",
    ])
    func `what shows nothing in a browser is refused`(text: String) {
        let inspection = inspect(text)
        #expect(inspection.logo == nil)
        #expect(inspection.findings.map(\.rule) == [.logoNotAnImage])
    }

    @Test func `a missing namespace is named with what to add`() {
        let message = "a.svg shows nothing in a browser: add xmlns=\"http://www.w3.org/2000/svg\" to its <svg>"
        #expect(inspect("<svg width='9' height='9'></svg>").findings.map(\.message) == [message])
    }

    @Test func `bytes that are no text are refused`() {
        for byte in [0x00, 0x08, 0x1B, 0x80, 0xFF] as [UInt8] {
            var bytes = ImageBytes.svg("", "x")
            bytes[bytes.count - 7] = byte
            #expect(LogoInspector.inspect(bytes, fileName: "a.svg").findings.map(\.rule) == [.logoNotAnImage])
        }
    }

    @Test(arguments: [
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>\(root)&a;</svg>", "<!DOCTYPE svg [ ]>\(root)</svg>",
        "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'http://evil.example'> %a;]>\(root)</svg>",
        "<!DOCTYPE svg SYSTEM 'a' [<!ATTLIST svg onload CDATA 'x'>]>\(root)</svg>", "\(root)<!entity a 'b'></svg>",
    ])
    func `entity declarations are refused`(text: String) {
        let inspection = inspect(text)
        #expect(inspection.logo == nil)
        #expect(inspection.findings.map(\.rule) == [.logoEntities])
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "a script"), ("<SCRIPT/>", "a script"), ("<s:script/>", "a script"),
        ("<g onload=\"x\"/>", "an event handler"), ("<g\nonClick = 'x'/>", "an event handler"),
        ("<g fill='a' onmouseover='x'/>", "an event handler"),
        ("<a href='javascript:x'/>", "a javascript: address and a reference to something outside"),
        ("<a><set to='JavaScript:x'/></a>", "a javascript: address"),
        ("<foreignObject/>", "a page within (<foreignObject>)"), ("<iframe/>", "a page within (<foreignObject>)"),
        ("<image xlink:href='http://evil.example/a.png'/>", "a reference to something outside"),
        ("<image href=\"//evil.example\"/>", "a reference to something outside"),
        ("<use href='other.svg#a'/>", "a reference to something outside"),
        ("<image href='data:text/html,x'/>", "a reference to something outside"),
        ("<style>@import 'a.css';</style>", "a reference to something outside"),
        ("<g style='fill:url(http://evil.example)'/>", "a reference to something outside"),
        ("<g style=\"fill:url( 'a.svg#b' )\"/>", "a reference to something outside"),
        ("<g fill='url(&quot;a.svg&quot;)'/>", "a reference to something outside"),
        ("<g xml:base='http://evil.example'/>", "a reference to something outside"),
        ("<?xml-stylesheet href='a.css'?>", "a reference to something outside"),
    ])
    func `active content is one warning and the logo stays`(content: String, what: String) {
        let inspection = inspectRoot("", content)
        #expect(inspection.logo != nil)
        let message = "a.svg contains \(what); it never runs or loads in previews, but remove it"
        #expect(inspection.findings == [LogoFinding(.logoActiveContent, message)])
    }

    @Test(arguments: [
        "<use href='#a'/>", "<use xlink:href=\"#a\"/>", "<g fill='url(#a)'/>", "<g fill='url(&quot;#a&quot;)'/>",
        "<image href='data:image/png;base64,AA=='/>", "<style>@font-face{src:url(data:font/woff2,AA)}</style>",
        "<title>option = on = \"on\"</title>", "<text>description curl(x) href on='</text>", "<g on='x'/>",
        "<g xmlns:xlink='http://www.w3.org/1999/xlink'/>", "<a href=''/>", "<description/>", "<g data-href-x='y'/>",
    ])
    func `harmless content is not warned of`(content: String) {
        #expect(inspectRoot("", content).findings.isEmpty)
    }

    @Test(arguments: [" on", ":on", " href=\"", " url(", "<a:", "<!--", "</svg", "<", "'x'"])
    func `half a megabyte of nonsense takes no time`(part: String) {
        let content = String(repeating: part, count: 500_000 / part.utf8.count)
        #expect(ProcessorTime.seconds { _ = inspectRoot("", content) } < 20)
        _ = inspect("<svg " + content)
    }
}
