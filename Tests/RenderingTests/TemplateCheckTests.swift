import Diagnostics
import Portals
import Testing

@testable import Rendering

@Suite struct `An override of a template` {
    @Test func `replaces the built-in one wherever it is included`() throws {
        let result = try Overrides(["footer-content": "<p>Ours: {{websiteName}}</p>\n"])
        #expect(result.problems == [])
        let page = try result.preview()
        #expect(page.contains("<p>Ours: Acme</p>"))
        #expect(!page.contains("Terms of service"))
    }

    @Test func `replaces a style sheet`() throws {
        let result = try Overrides(["preview-style": "body { color: #{{fill}}; }\n", "reviewer-style": "p { top: 0 }"])
        #expect(result.problems == [])
        #expect(try result.preview().contains("body { color: #0044d4; }\n</style>"))
    }

    @Test(arguments: [
        ("{{websiteNmae}}", 1, 1, "nothing is called 'websiteNmae' here; did you mean 'websiteName'?"),
        ("ä\n  {{{zzz}}}", 2, 3, "nothing is called 'zzz' here; templates/README.md lists the keys"),
        ("a\r\n\r\n {{& fil}}", 3, 2, "nothing is called 'fil' here; did you mean 'fill'?"),
        ("{{#hasLog}}x{{/hasLog}}", 1, 1, "nothing is called 'hasLog' here; did you mean 'hasLogo'?"),
        ("{{^ hasLog }}x{{/hasLog}}", 1, 1, "nothing is called 'hasLog' here; did you mean 'hasLogo'?"),
        ("{{name}}", 1, 1, "nothing is called 'name' here; templates/README.md lists the keys"),
        ("{{#countries}}{{nam}}{{/countries}}", 1, 15, "nothing is called 'nam' here; did you mean 'name'?"),
        ("{{uppercased(websiteNam)}}", 1, 1, "nothing is called 'websiteNam' here; did you mean 'websiteName'?"),
        ("{{>fotter}}", 1, 1, "there is no partial 'fotter'; did you mean 'footer'?"),
        ("{{> zzz}}", 1, 1, "there is no partial 'zzz'; templates/README.md lists the partials"),
    ])
    func `is refused for a name that nothing fills`(text: String, line: Int, column: Int, message: String) throws {
        let result = try Overrides(["country-options": text])
        #expect(result.problems == ["templates/country-options.mustache:\(line):\(column): \(message)"])
        #expect(result.diagnostics.map(\.rule) == [.templateUnknownKey])
        #expect(try result.preview() == Overrides([:]).preview())
    }

    @Test(arguments: [
        "{{.}}", "{{#countries}}{{.}}{{/countries}}", "{{}}", "{{ }}", "{{{ }}}", "{{&}}", "{{.websiteName}}",
        "{{#.}}x{{/.}}", "{{websiteName.count}}", "{{>*websiteName}}", "{{> *websiteName}}", "{{<footer}}{{/footer}}",
        "{{$a}}x{{/a}}", "{{=<% %>=}}<%websiteName%>", "{{=| |=}}", "{{shouted(websiteName)}}",
        "{{^shouted()}}x{{/shouted()}}", "{{uppercased(countries)}}",
        "{{#uppercased(hasLogo)}}x{{/uppercased(hasLogo)}}",
    ])
    func `is refused for what a flat context cannot mean`(text: String) throws {
        let result = try Overrides(["country-options": text])
        #expect(result.problems.count == 1)
        #expect(result.problems.first?.hasPrefix("templates/country-options.mustache:1:") == true)
        #expect(try result.preview() == Overrides([:]).preview())
    }

    @Test(arguments: [
        "{{! {{ any thing }}", "{{!\n#x }}", "{{uppercased(websiteName)}}", "{{lowercased(uppercased(websiteName))}}",
        "{{#countries}}{{^last()}}, {{/last()}}{{index()}}{{name}}{{/countries}}", "{{count(countries)}}",
        "{{#reversed(countries)}}{{name}}{{/reversed(countries)}}", "{{#empty(countries)}}x{{/empty(countries)}}",
        "{{#first(countries)}}{{name}}{{/first(countries)}}", "{{% CONTENT_TYPE:HTML}}{{websiteName}}",
        "{{#countries}}{{websiteName}}{{#isChosen}}{{name}}{{/isChosen}}{{/countries}}", "} {{{ websiteName }}} { { .",
        "\u{600}{{! x }}", "",
    ])
    func `may use what Mustache offers otherwise`(text: String) throws {
        let problems = try Overrides(["country-options": text]).problems
        #expect(problems == [])
    }

    @Test(arguments: [
        ("{{#hasLogo}}x", "a section is never ended"), ("{{#hasLogo}}x{{/hasLog}}", "under another name"),
        ("{{websiteName", "end it with }}"), ("{{websiteName}", "end it with }}"), ("{{a b}}", "end it with }}"),
        ("x{{/hasLogo}}", "under another name"), ("{{! x", "end it with }}"), ("{{% X:Y}}", "only CONTENT_TYPE"),
        ("{{{websiteName}}", "end it with }}"), ("{{=<%=}}", "delimiters"), ("{{uppercased(websiteName}}", "end it"),
        (String(repeating: "{{#hasLogo}}", count: 21_000), "nest"),
        ("{{" + String(repeating: "a(", count: 120_000) + "}}", "longer than"),
        (String(repeating: "{{#hasLogo}}", count: 40) + String(repeating: "{{/hasLogo}}", count: 40), "nest"),
    ])
    func `is refused if it is no valid template`(text: String, words: String) throws {
        let result = try Overrides(["country-options": text])
        #expect(result.problems.count == 1)
        #expect(result.problems.first?.contains(words) == true, "\(result.problems.first?.prefix(200) ?? "")")
        #expect(result.diagnostics.first?.rule == .templateSyntax)
        #expect(try result.preview() == Overrides([:]).preview())
    }

    @Test func `is refused if it overrides nothing`() throws {
        let result = try Overrides(["headr": "x", "zzz": "y"])
        #expect(
            result.problems == [
                "templates/headr.mustache: it overrides no built-in template; did you mean 'header.mustache'?",
                "templates/zzz.mustache: it overrides no built-in template; templates/README.md lists the names",
            ]
        )
        #expect(result.diagnostics.allSatisfy { $0.rule == .templateUnknown })
    }

    @Test func `lists all its mistakes, and spares the others`() throws {
        let result = try Overrides([
            "country-options": "{{one}}\n{{websiteName}}\n{{#two}}{{three}}{{/two}}\n{{> four}}\n",
            "icon-box": "<svg>{{five}}</svg>",
            "no-submit": "<b>ours</b>\n",
        ])
        let places = result.problems.map { $0.prefix { $0 != " " } }
        #expect(
            places == [
                "templates/country-options.mustache:1:1:", "templates/country-options.mustache:3:1:",
                "templates/country-options.mustache:3:9:", "templates/country-options.mustache:4:1:",
                "templates/icon-box.mustache:1:6:",
            ]
        )
        #expect(try result.preview().contains("<b>ours</b>"))
    }

    @Test func `is blamed for a built-in partial that it includes in the wrong place`() throws {
        let result = try Overrides(["orders": "<h1>Orders</h1>\n  {{> invoice-row}}\n"])
        #expect(
            result.problems.allSatisfy { $0.hasPrefix("templates/orders.mustache:2:3: in the partial 'invoice-row'") }
        )
        #expect(result.problems.first?.contains("nothing is called 'number' here") == true)
        #expect(try result.preview() == Overrides([:]).preview())
    }

    @Test func `lists so many mistakes and no more`() throws {
        let text = (0..<1000).map { "{{k\($0)}}" }.joined()
        #expect(try Overrides(["icon-chevron": text]).problems.count == TemplateCheck.largestProblemCount)
    }

    @Test func `is checked against lists that the workspace left empty`() throws {
        let empty = try RenderedPortal.sample {
            $0.orders = []
            $0.instruments = []
            $0.invoices = []
        }
        let result = try Overrides(["invoice-row": "<tr><td>{{number}}</td></tr>\n"], sample: empty)
        #expect(result.problems == [])
        let wrong = try Overrides(["invoice-row": "<tr><td>{{nubmer}}</td></tr>\n"], sample: empty)
        #expect(wrong.problems.count == 1)
    }
}
