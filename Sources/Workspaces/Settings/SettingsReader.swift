import Diagnostics
import Portals

/// Reads `portico.yaml`.
struct SettingsReader {
    /// The name of the file that marks the root of a workspace.
    static let fileName = "portico.yaml"

    private var settings = Settings()
    private var diagnostics: [Diagnostic] = []

    /// Returns the settings of a workspace; what cannot be used is reported and keeps its default.
    static func read(from files: WorkspaceFiles) -> (settings: Settings, diagnostics: [Diagnostic]) {
        read(PlacedSource.read(fileName, from: files, limits: .settingsFile))
    }

    /// Returns the settings of a file that was read.
    static func read(_ source: PlacedSource) -> (settings: Settings, diagnostics: [Diagnostic]) {
        var reader = SettingsReader()
        reader.diagnostics = source.diagnostics
        if let root = source.root { reader.take(root, of: source) }
        return (reader.settings, reader.diagnostics)
    }

    private mutating func take(_ root: SourceNode, of source: PlacedSource) {
        guard case .object(let body) = root.value else {
            let message = "the file holds no mapping; write keys such as `output: site`"
            diagnostics.append(
                Diagnostic(.syntaxNotAMapping, file: Self.fileName, range: root.range, message: message)
            )
            return
        }
        let object = FieldTable.settings.takingTextAsWritten(in: body)
        let findings = Validator(table: .settings, isClosed: true).findings(in: object)
        diagnostics += findings.map { source.diagnostic(of: $0, file: Self.fileName) }
        let broken = Set(findings.filter { $0.severity == .error }.map(\.path))
        func text(_ path: String) -> String? {
            broken.contains(FieldPath(path)) ? nil : object.value(at: FieldPath(path))?.string
        }
        settings.sample.locale = text("sample.locale") ?? settings.sample.locale
        settings.sample.currency = text("sample.currency") ?? settings.sample.currency
        settings.sample.date = text("sample.date") ?? settings.sample.date
        settings.environments = object["environments"]?.object?.members.map(\.key) ?? []
        settings.environment = text("environment")
        settings.usualEnvironment = settings.environment
        for name in settings.environments {
            func text(_ service: String, _ key: String) -> String? {
                let path = FieldPath("environments").appending(name).appending(service).appending(key)
                return broken.contains(path) ? nil : object.value(at: path)?.string
            }
            settings.rebilly[name] = .init(
                server: text("rebilly", "server"),
                organizationID: text("rebilly", "organizationId")
            )
            settings.advancedBilling[name] = .init(
                server: text("advancedBilling", "server"),
                site: text("advancedBilling", "site")
            )
        }
        takeOutput(text("output"), root: root)
        takeEnvironment(root: root)
        takeSeverities(object["lint"], root: root)
    }

    private mutating func takeOutput(_ path: String?, root: SourceNode) {
        guard let path else { return }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.isEmpty,
            !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.lowercased() == ".git" })
        else {
            refuse("output", "'\(path)' is no folder inside the workspace; write one such as site", root: root)
            return
        }
        guard !Workspace.holdsSources(String(parts[0])) else {
            refuse("output", "'\(path)' holds the workspace's own files; choose another folder", root: root)
            return
        }
        settings.output = path
    }

    private mutating func takeEnvironment(root: SourceNode) {
        guard let name = settings.environment, !settings.environments.contains(name) else { return }
        let near = Spelling.nearest(to: name, among: settings.environments)
        let remedy = near.map { "did you mean '\($0)'?" } ?? "add it below 'environments'"
        refuse("environment", "there is no environment '\(name)'; \(remedy)", root: root)
        settings.environment = nil
        settings.usualEnvironment = nil
    }

    private mutating func takeSeverities(_ value: Value?, root: SourceNode) {
        guard let value, value != .null else { return }
        guard let rules = value.object else {
            refuse("lint", "\(value.kindInWords) stands where rules belong; write colors.contrast: error", root: root)
            return
        }
        for member in rules.members {
            let path = FieldPath(components: ["lint", member.key])
            guard let rule = Rule.named(member.key) else {
                let near = Spelling.nearest(to: member.key, among: Rule.all.map(\.id))
                let remedy = near.map { "did you mean '\($0)'?" } ?? "docs/rules.md lists all of them"
                refuse(path, "there is no rule '\(member.key)'; \(remedy)", root: root, anchor: .key)
                continue
            }
            let word = member.value.string ?? ""
            guard word == "off" || Severity(rawValue: word) != nil else {
                refuse(path, "a severity is error, warning, note or off", root: root)
                continue
            }
            guard rule.severity != .error || word == Severity.error.rawValue else {
                refuse(path, "a breach of this rule is always an error; remove the line", root: root)
                continue
            }
            settings.severities[rule.id] = .some(Severity(rawValue: word))
        }
    }

    private mutating func refuse(_ path: String, _ message: String, root: SourceNode) {
        refuse(FieldPath(path), message, root: root)
    }

    private mutating func refuse(
        _ path: FieldPath,
        _ message: String,
        root: SourceNode,
        anchor: Finding.Anchor = .value
    ) {
        let range = anchor == .key ? root.keyRange(at: path) : root.valueRange(at: path)
        diagnostics.append(
            Diagnostic(
                .settingsInvalid,
                file: Self.fileName,
                range: range,
                field: path.description,
                message: message
            )
        )
    }
}
