import Diagnostics
import Foundation
import HTTPTypes
import Portals
import Rendering
import SiteBuilding
import Workspaces

/// Answers what the editor's panel asks: what a portal is, how it would look, and that it be saved.
struct Editor: Sendable {
    let site: LiveSite
    let files: WorkspaceFiles
    let writer: WorkspaceWriter
    let logos = EditorLogos()
    /// Called when a file was written, before the answer is sent.
    let onSaved: @Sendable () async -> Void

    /// Makes the editor of a workspace.
    ///
    /// - Parameters:
    ///   - site: The workspace's site.
    ///   - workspace: The folder that holds `portico.yaml`.
    ///   - onSaved: Called when a file was written, before the answer is sent.
    /// - Throws: `FileReadError` or `OutputError` if the folder can't be opened.
    init(site: LiveSite, workspace: String, onSaved: @escaping @Sendable () async -> Void = {}) throws {
        self.site = site
        files = try WorkspaceFiles(root: workspace)
        writer = try WorkspaceWriter(workspace: workspace)
        self.onSaved = onSaved
    }

    /// Answers a request whose path begins with `_live/edit`.
    ///
    /// - Parameter request: The request, of which everything but its content is checked.
    /// - Returns: The answer; `nil` if there is nothing at its path.
    /// - Throws: What reading the body throws.
    func answer(_ request: LiveRequest) async throws -> LiveAnswer? {
        guard (3...4).contains(request.path.count), request.path[0] == "_live", request.path[1] == "edit" else {
            return nil
        }
        let act = request.path.count == 4 ? request.path[3] : ""
        let id = request.path[2]
        let wanted: HTTPRequest.Method? = [
            "": .get, "draft": .post, "save": .post, "yaml": .post, "share": .post, "logo": .put,
        ][act]
        guard let wanted, let portal = site.portal(id) else { return nil }
        guard request.method == wanted else {
            return json(EditorFailure(reason: "failed", message: "This address takes \(wanted.rawValue)."), status: 405)
        }
        do {
            if act == "logo" { return try await keep(request) }
            guard act != "" else { return json(try state(of: portal)) }
            guard let body = try await request.body(EditorChanges.byteLimit) else {
                throw EditorRefusal(status: 413, sentence: "The request is too large.")
            }
            let changes = try EditorChanges(json: body)
            switch act {
            case "save":
                try checkSettings()
                return try await save(changes, portal)
            case "share": return try share(changes, portal)
            case "yaml": return try yaml(changes, portal)
            default: return try draft(changes, portal)
            }
        } catch let refusal as EditorRefusal {
            let reason = refusal.status == 422 ? "logo" : "failed"
            return json(EditorFailure(reason: reason, message: refusal.sentence), status: refusal.status)
        } catch let error as EditorBroken {
            let failure = EditorFailure(reason: "broken", message: error.sentence, state: try? state(of: portal))
            return json(failure, status: 409)
        }
    }

    /// Refuses to write while nobody knows for certain in which environment portals are shown.
    private func checkSettings() throws(EditorRefusal) {
        let file = Workspace.settingsFile
        // A key that nobody knows leaves the others as they are.
        let fault = site.problems.first { problem in
            problem.file == file && problem.severity == .error
                && ["syntax.", "file."].contains(where: problem.rule.id.hasPrefix)
        }
        guard let fault else { return }
        let place = fault.range.map { ", line \($0.start.line)" } ?? ""
        throw EditorRefusal(
            status: 409,
            sentence: "Nothing was saved: \(file) can’t be read\(place), and it says which environment is shown. "
                + "Mend it first; your changes are kept."
        )
    }

    func json(_ value: some Encodable, status: Int = 200) -> LiveAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = (try? encoder.encode(value)) ?? Data()
        return LiveAnswer(status: .init(code: status), type: "application/json", body: Array(body))
    }

    // MARK: Reading

    /// The file as it is now; of one that can't be read at all its `fault` says so.
    ///
    /// - Throws: `EditorRefusal` if it has no legal id.
    func file(of portal: LivePortal) throws(EditorRefusal) -> EditorFile {
        guard let id = portal.entry.id ?? portal.lastGood?.id else {
            throw EditorRefusal(status: 409, sentence: "\(portal.file) has no id that is legal.")
        }
        let environment = site.settings.environment
        do throws(FileReadError) {
            let bytes = try files.read(portal.file, limit: ReadingLimits.portalFile.byteCount)
            return EditorFile(bytes, path: portal.file, id: id, environment: environment)
        } catch {
            return EditorFile(unreadable: error, path: portal.file, id: id, environment: environment)
        }
    }

    /// What the panel shows; of a file that can't be read what it said last.
    func state(of portal: LivePortal) throws(EditorRefusal) -> EditorState {
        state(of: try file(of: portal), portal)
    }

    func state(of file: EditorFile, _ portal: LivePortal) -> EditorState {
        let shown = file.portal ?? portal.entry.portal ?? portal.lastGood?.portal
        let logo = shown.flatMap { self.logo(of: $0, portal) }
        let view = shown.map { PortalView(portal: $0, file: file.path, logo: logo) }
        let fields = shown.map { shown in
            EditableField.all.map { field in
                let place = file.place(of: field)
                return EditorState.Field(
                    name: field.name,
                    label: field.label,
                    kind: field.kind,
                    value: field.value(in: shown),
                    line: file.line(of: field),
                    isOfEnvironment: place != field.path,
                    problem: file.errors.first { $0.path == place }?.message.sentence
                        ?? (field.kind == .logo ? self.fault(ofLogoIn: shown) : nil)
                )
            }
        }
        return EditorState(
            id: portal.id,
            file: file.path,
            digest: file.digest,
            environment: file.environment,
            fields: fields ?? [],
            logo: shown.flatMap { picture(logo, of: $0) },
            colors: shown.map(EditorColors.init),
            brand: view?.brandName ?? "",
            address: view?.shortAddress ?? "",
            broken: file.fault.map { .init($0, isUnreadable: !file.isThere, isShown: portal.entry.portal == nil) }
        )
    }
}

/// The file can't be read as a portal, so that nothing can be changed in it.
struct EditorBroken: Error {
    /// What to do.
    let sentence: String
}
