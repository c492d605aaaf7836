import Diagnostics
import Portals
import Rendering
import Workspaces

/// The file of a portal as the editor sees it: its text, what it says, and where.
struct EditorFile: Sendable {
    /// The file, relative to the workspace.
    let path: String
    /// Its bytes.
    let bytes: [UInt8]
    /// The portal's id.
    let id: PortalID
    /// The environment in which it is shown; `nil` for none.
    let environment: String?
    /// The portal without any environment; `nil` if the file can't be read as one.
    let own: Portal?
    /// Why it can't be read; `nil` if it can.
    let fault: Diagnostic?
    /// The errors of its fields, by their paths.
    let errors: [Finding]
    private let source: PlacedSource
    /// Whether there is a file of which the text could be read.
    let isThere: Bool

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - path: The file, relative to the workspace.
    ///   - id: The portal's id.
    ///   - environment: The environment in which it is shown; `nil` for none.
    init(_ bytes: [UInt8], path: String, id: PortalID, environment: String?) {
        self.path = path
        self.bytes = bytes
        self.id = id
        self.environment = environment
        isThere = true
        let format = SourceFormat.of(path)
        source = PlacedSource(bytes, file: path, format: format, limits: .portalFile)
        guard let written = source.root?.value.object else {
            (own, errors) = (nil, [])
            fault =
                source.diagnostics.first
                ?? Diagnostic(.syntaxNotAMapping, file: path, message: "the file holds no portal")
            return
        }
        let body = format == .yaml ? FieldTable.portal.takingTextAsWritten(in: written) : written
        let findings = Validator().findings(in: body)
        errors = findings.filter { $0.severity == .error }
        let missing = findings.first { $0.rule == .fieldsMissing }
        fault =
            source.diagnostics.first { $0.severity == .error }
            ?? missing.map { [source] in source.diagnostic(of: $0, file: path) }
        own = fault == nil ? Portal(id: id, body: body) : nil
    }

    /// The portal as it is shown; `nil` if the file can't be read as one.
    var portal: Portal? { own?.inEnvironment(environment) }

    /// What tells this text from every other.
    var digest: String { String(ContentHash(of: bytes).hexadecimal.prefix(32)) }

    /// Where the file says what a field is: in the environment if it stands there.
    func place(of field: EditableField) -> FieldPath {
        own?.place(of: field.path, in: environment) ?? field.path
    }

    /// The line in which a field's value stands; `nil` if it isn't there.
    func line(of field: EditableField) -> Int? {
        let place = place(of: field)
        guard let root = source.root, root.node(at: place) != nil else { return nil }
        return root.valueRange(at: place).start.line
    }

    /// What a field holds; `nil` if the file can't be read.
    func value(of field: EditableField) -> EditedValue? { portal.map(field.value) }

    /// Stands for a file that can't be read at all.
    ///
    /// - Parameters:
    ///   - error: What reading it came to.
    ///   - path: The file, relative to the workspace.
    ///   - id: The portal's id.
    ///   - environment: The environment in which it is shown; `nil` for none.
    init(unreadable error: FileReadError, path: String, id: PortalID, environment: String?) {
        self.path = path
        bytes = []
        self.id = id
        self.environment = environment
        (own, errors) = (nil, [])
        fault = Diagnostic(.fileUnreadable, file: path, message: error.editorWords)
        source = PlacedSource([], file: path, format: SourceFormat.of(path), limits: .portalFile)
        isThere = false
    }

    /// Returns the change of the file that makes a field hold a value.
    func change(of field: EditableField, to value: EditedValue) -> FieldChange {
        let place = place(of: field)
        switch value {
        case .flag(let flag): return .set(place, to: .boolean(flag))
        case .text(let text) where text.isEmpty && field.kind != .color && field.kind != .status:
            // In an environment nothing takes its place, whatever the file's own field says.
            return place == field.path ? .remove(place) : .set(place, to: .null)
        case .text(let text): return .set(place, to: .string(text))
        }
    }
}
