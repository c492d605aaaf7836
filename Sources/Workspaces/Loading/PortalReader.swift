import Diagnostics
import Portals

/// Makes a portal of a file's content, with every problem that the file has by itself.
package struct PortalReader: Sendable {
    let settings: Settings
    let environment: String?
    let files: WorkspaceFiles?
    let logos: LogoShelf?
    /// The palettes that it derived last, by primary and secondary colour.
    let palettes = Remembered<[HexColor], BrandPalette>()
    /// Whether portals stand in files, or would; else they are as the API answers them.
    let isOfFiles: Bool
    /// The logo that a portal's file would have; `nil` if files are there to be looked at.
    let heldLogo: Logo?

    /// Makes a reader for one reading of a workspace: a logo that it has met is not looked at again.
    ///
    /// - Parameters:
    ///   - settings: The workspace's settings.
    ///   - environment: The environment in which portals are shown; `nil` for none.
    ///   - files: Where logos are; `nil` if there is no workspace, as for an answer of the API.
    package init(settings: Settings, environment: String?, files: WorkspaceFiles?) {
        self.settings = settings
        self.environment = environment
        self.files = files
        logos = files.map(LogoShelf.init)
        isOfFiles = files != nil
        heldLogo = nil
    }

    /// Makes a reader for a portal that a service holds, as if it stood in a file.
    ///
    /// - Parameters:
    ///   - settings: The settings of the workspace.
    ///   - logo: The logo that the file would have.
    init(settings: Settings, holding logo: Logo?) {
        self.settings = settings
        environment = nil
        files = nil
        logos = nil
        isOfFiles = true
        heldLogo = logo
    }

    private static let idPath = FieldPath("id")
    private static let disputable = [
        PortalField.slug, PortalField.websiteID, PortalField.customDomain, PortalField.logo,
    ]

    /// Reads portal files of the workspace: each step for all of them before the next one, so that its code stays in the
    /// core's caches.
    ///
    /// - Parameter portals: The files.
    /// - Returns: What is in each, in their order.
    func read(_ portals: [PortalFile]) -> [ReadPortal] {
        let contents = portals.map { content(of: $0.path) }
        let sources = zip(portals, contents).map { portal, content in
            switch content {
            case .success(let bytes):
                PlacedSource(bytes, file: portal.path, format: .of(portal.path), limits: .portalFile)
            case .failure(let error): PlacedSource(unreadable: error, file: portal.path)
            }
        }
        return portals.indices.map { index in
            ReadPortal(
                entry: entry(file: portals[index].path, source: sources[index]),
                content: try? contents[index].get(),
                stamp: portals[index].stamp
            )
        }
    }

    private func content(of path: String) -> Result<[UInt8], FileReadError> {
        guard let files else { preconditionFailure("a portal file has a workspace") }
        return Result { () throws(FileReadError) in
            try files.read(path, limit: ReadingLimits.portalFile.byteCount)
        }
    }

    /// Makes an entry of a portal file of the workspace that was read.
    func entry(file: String, source: PlacedSource) -> PortalEntry {
        entry(file: file, stem: Self.stem(of: file), source: source, format: .of(file))
    }

    /// Makes an entry of what was read.
    ///
    /// - Parameters:
    ///   - file: The file, for messages.
    ///   - stem: The id unless the body has one; `nil` where it must.
    ///   - source: What was read.
    ///   - format: The language it is written in.
    /// - Returns: The entry, with its problems before comments and settings judge them.
    package func entry(file: String, stem: String?, source: PlacedSource, format: SourceFormat) -> PortalEntry {
        var diagnostics = source.diagnostics
        guard let root = source.root, case .object(let written) = root.value else {
            diagnostics += Self.noPortal(source, file: file)
            return unreadable(file: file, stem: stem, diagnostics: diagnostics)
        }
        let body = format == .yaml ? FieldTable.portal.takingTextAsWritten(in: written) : written
        let findings = Validator().findings(in: body)
        let isMissing = findings.contains { $0.rule == .fieldsMissing }
        diagnostics += findings.map { source.diagnostic(of: $0, file: file) }
        let (id, idText, idProblem) = Self.id(in: body, stem: stem, root: root, file: file)
        if let idProblem { diagnostics.append(idProblem) }
        let own = id.map { Portal(id: $0, body: body) }
        let advice = own.map { self.advice($0, environment: environment, isWhole: !isMissing) }
        diagnostics += (advice?.findings ?? []).map { source.diagnostic(of: $0, file: file) }
        let silencing = Silencing(IgnoreComment.all(in: source), file: file)
        let elsewhere = silencing.isEmpty ? [] : own.map(self.elsewhere) ?? []
        return PortalEntry(
            file: file,
            idText: idText,
            id: id,
            portal: isMissing ? nil : own?.inEnvironment(environment),
            logo: advice?.logo,
            palette: advice?.palette,
            diagnostics: diagnostics,
            idRange: body["id"] == nil ? nil : root.valueRange(at: Self.idPath),
            places: places(in: own, root),
            links: own.map { placed(advice?.links ?? [], of: $0, in: root) } ?? [],
            logoPaths: own.map(logoPaths) ?? [],
            silencing: silencing,
            elsewhere: elsewhere.map { source.diagnostic(of: $0, file: file) }
        )
    }

    private func places(in own: Portal?, _ root: SourceNode) -> [FieldPath: SourceRange] {
        let places = Self.disputable.map { ($0, root.valueRange(at: own?.place(of: $0, in: environment) ?? $0)) }
        return Dictionary(places) { first, _ in first }
    }

    private func placed(
        _ links: [(policy: PolicyLink, link: Link)],
        of own: Portal,
        in root: SourceNode
    ) -> [PortalEntry.PlacedLink] {
        links.map { policy, link in
            let field = own.place(of: policy.path, in: environment)
            return PortalEntry.PlacedLink(link: link, field: field, range: root.valueRange(at: field))
        }
    }

    private func unreadable(file: String, stem: String?, diagnostics: [Diagnostic]) -> PortalEntry {
        var diagnostics = diagnostics
        var id: PortalID?
        if let stem {
            do {
                id = try PortalID(stem)
            } catch {
                diagnostics.append(Self.fileNameProblem(error, stem: stem, file: file))
            }
        }
        return PortalEntry(
            file: file,
            idText: stem ?? "",
            id: id,
            portal: nil,
            logo: nil,
            palette: nil,
            diagnostics: diagnostics,
            idRange: nil,
            places: [:],
            links: [],
            logoPaths: [],
            silencing: Silencing([], file: file),
            elsewhere: []
        )
    }

    private static func noPortal(_ source: PlacedSource, file: String) -> [Diagnostic] {
        if source.isEmpty {
            let message = "the file is empty; write at least name, slug and websiteId"
            return [Diagnostic(.syntaxNotAMapping, file: file, message: message)]
        }
        guard let root = source.root else { return [] }
        let message = "\(root.value.kindInWords) stands where a portal belongs; write keys such as `name: Acme billing`"
        return [Diagnostic(.syntaxNotAMapping, file: file, range: root.range, message: message)]
    }

    /// The id of the body, else the file's stem.
    private static func id(
        in body: ValueObject,
        stem: String?,
        root: SourceNode,
        file: String
    ) -> (id: PortalID?, text: String, problem: Diagnostic?) {
        if let own = body["id"] {
            // The validator has reported what is wrong with it.
            let text = own.string ?? stem ?? ""
            return (own.string.flatMap { try? PortalID($0) }, text, nil)
        }
        guard let stem else {
            let message = "the portal has no 'id'; an answer of the API has one"
            return (nil, "", Diagnostic(.fieldsMissing, file: file, range: root.range, message: message))
        }
        do {
            return (try PortalID(stem), stem, nil)
        } catch {
            return (nil, stem, fileNameProblem(error, stem: stem, file: file))
        }
    }

    private static func fileNameProblem(_ refusal: PortalID.Refusal, stem: String, file: String) -> Diagnostic {
        let message = "\(refusal.reason(for: stem)); rename the file, or add a line such as `id: acme`"
        return Diagnostic(refusal.rule, file: file, message: message)
    }

    private static func stem(of file: String) -> String {
        let name = file.utf8.split(separator: UInt8(ascii: "/")).last ?? file.utf8[...]
        let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        return String(Substring(name[..<end]))
    }
}
