import Diagnostics
import Testing

@testable import Workspaces

/// `portico.yaml`: every setting, and every refusal with its place.
@Suite struct SettingsTests {
    @Test(arguments: ["", "# nothing\n", "{}\n", "output: site\n"])
    func `every key is optional`(text: String) throws {
        let loaded = try LoadedWorkspace(["portico.yaml": text])
        let settings = loaded.workspace.settings
        #expect(loaded.problems == [])
        #expect(settings.output == "site")
        #expect(settings.sample == Settings.Sample())
        #expect(settings.environment == nil)
        #expect(settings.environments == [])
        #expect(settings.severities.isEmpty)
    }

    @Test func `every setting is read`() throws {
        let text = """
            output: out/pages
            sample: {locale: de-DE, currency: EUR, date: 2027-02-28}
            lint: {colors.contrast: error, logo.not-local: off, fields.additional: note}
            environment: live
            environments:
              test: {rebilly: {server: sandbox, organizationId: org_a}, advancedBilling: {server: us, site: acme-test}}
              live: {rebilly: {server: live, organizationId: "${PORTICO_LIVE}"}, advancedBilling: {server: eu, site: 5}}
            """
        let loaded = try LoadedWorkspace(["portico.yaml": text])
        let settings = loaded.workspace.settings
        #expect(loaded.problems == [])
        #expect(settings.output == "out/pages")
        #expect(
            [settings.sample.locale, settings.sample.currency, settings.sample.date] == ["de-DE", "EUR", "2027-02-28"]
        )
        #expect(settings.environments == ["test", "live"])
        #expect(settings.environment == "live")
        #expect(settings.severities.count == 3)
    }

    @Test(arguments: [
        ("outptu: site", "1:1: error: outptu: unknown field; did you mean 'output'? [fields.unknown]"),
        ("locale: en-US", "1:1: error: locale: unknown field here; it belongs below 'sample' [fields.unknown]"),
        (
            "output: ../x",
            "1:9: error: output: '../x' is no folder inside the workspace; write one such as site [settings.invalid]"
        ),
        (
            "output: /x",
            "1:9: error: output: '/x' is no folder inside the workspace; write one such as site [settings.invalid]"
        ),
        (
            "output: ''",
            "1:9: error: output: '' is no folder inside the workspace; write one such as site [settings.invalid]"
        ),
        (
            "output: .GIT/x",
            "1:9: error: output: '.GIT/x' is no folder inside the workspace; write one such as site [settings.invalid]"
        ),
        (
            "output: Portals",
            "1:9: error: output: 'Portals' holds the workspace's own files; choose another folder [settings.invalid]"
        ),
        ("output: [a]", "1:9: error: output: a list stands where text belongs; write one text [fields.wrong-type]"),
        (
            "sample: {locale: english}",
            "1:18: error: sample.locale: 'english' is wrong here; write a language and region such as en-US [fields.bad-value]"
        ),
        (
            "sample: {currency: usd}",
            "1:20: error: sample.currency: 'usd' is wrong here; write a code such as USD [fields.bad-value]"
        ),
        (
            "sample: {date: 2026-02-29}",
            "1:16: error: sample.date: '2026-02-29' is wrong here; write a day such as 2026-01-15 [fields.bad-value]"
        ),
        (
            "lint: loud",
            "1:7: error: lint: text stands where rules belong; write colors.contrast: error [settings.invalid]"
        ),
        (
            "lint: {colors.contrst: off}",
            "1:8: error: lint.colors.contrst: there is no rule 'colors.contrst'; did you mean 'colors.contrast'? [settings.invalid]"
        ),
        (
            "lint: {colors.contrast: loud}",
            "1:25: error: lint.colors.contrast: a severity is error, warning, note or off [settings.invalid]"
        ),
        (
            "lint: {fields.unknown: off}",
            "1:24: error: lint.fields.unknown: a breach of this rule is always an error; remove the line [settings.invalid]"
        ),
        (
            "environment: live",
            "1:14: error: environment: there is no environment 'live'; add it below 'environments' [settings.invalid]"
        ),
        (
            "environments: {a: {rebilly: {server: https://x.example}}}",
            "1:38: error: environments.a.rebilly.server: 'https://x.example' is no server; write sandbox or live [fields.bad-value]"
        ),
        (
            "environments: {a: 5}",
            "1:19: error: environments.a: a number stands where a mapping belongs; write its fields below 'a' [fields.wrong-type]"
        ),
        ("- a", "1:1: error: the file holds no mapping; write keys such as `output: site` [syntax.not-a-mapping]"),
    ])
    func `a refusal has its place and says what would be right`(text: String, problem: String) throws {
        let loaded = try LoadedWorkspace(["portico.yaml": text + "\n"])
        #expect(loaded.problems == ["portico.yaml:\(problem)"])
        #expect(loaded.workspace.settings.output == "site")
        #expect(loaded.workspace.settings.sample == Settings.Sample())
    }

    @Test(arguments: [("error", Severity.error), ("warning", .warning), ("note", .note), ("off", nil)])
    func `a severity is raised, lowered or silenced`(word: String, severity: Severity?) throws {
        let portal = LoadedWorkspace.required + "loyalty: gold\n"
        let loaded = try LoadedWorkspace([
            "portico.yaml": "lint: {fields.additional: \(word), links.missing: off}\n", "portals/acme.yaml": portal,
        ])
        #expect(loaded.workspace.entries[0].diagnostics.map(\.severity) == (severity.map { [$0] } ?? []))
    }

    @Test func `an error cannot be lowered, also where it is silenced`() throws {
        let loaded = try LoadedWorkspace([
            "portico.yaml": "lint: {id.clash: warning, fields.missing: off}\n", "portals/acme.yaml": "name: A\n",
        ])
        #expect(loaded.workspace.entries[0].diagnostics.filter { $0.severity == .error }.count == 2)
    }

    @Test func `settings that cannot be read leave the defaults`() throws {
        let loaded = try LoadedWorkspace(["portico.yaml": "output: [", "portals/acme.yaml": LoadedWorkspace.required])
        #expect(loaded.workspace.diagnostics.map(\.rule) == [.syntaxInvalid])
        #expect(loaded.workspace.entries[0].state == .whole)
    }
}
