package import Diagnostics
import Portals

/// Portals as the API answered them: one, or a whole list, without a workspace.
package struct PortalAnswer: Sendable {
    /// The name of the file, or `standard input`.
    package let file: String
    /// The portals in the order of the answer.
    package let entries: [PortalEntry]
    /// What is wrong with the answer as a whole.
    package let diagnostics: [Diagnostic]

    /// Whether it is an answer with portals, be it none; an error of the service is not.
    package var isReadable: Bool { !entries.isEmpty || diagnostics.count(of: .error) == 0 }

    init(file: String, entries: [PortalEntry], diagnostics: [Diagnostic]) {
        self.file = file
        self.entries = entries
        self.diagnostics = diagnostics
    }

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - bytes: JSON, or YAML: one portal, or a list of portals.
    ///   - file: The name for messages.
    ///   - settings: The settings that judge problems.
    package init(_ bytes: [UInt8], file: String, settings: Settings) {
        self.file = file
        let isYAML = [".yaml", ".yml"].contains { file.lowercased().hasSuffix($0) }
        let format: SourceFormat = isYAML ? .yaml : .json
        let source = PlacedSource(bytes, file: file, format: format, limits: .serviceAnswer)
        guard let root = source.root else {
            let empty = Diagnostic(
                .syntaxNotAMapping,
                file: file,
                message: "there is nothing in it; pipe a portal or a list"
            )
            diagnostics = source.diagnostics + (source.isEmpty ? [empty] : [])
            entries = []
            return
        }
        if let refusal = Self.refusal(root.value) {
            diagnostics = [Diagnostic(.syntaxNotAMapping, file: file, range: root.range, message: refusal)]
            entries = []
            return
        }
        let reader = PortalReader(settings: settings, environment: nil, files: nil)
        let nodes = root.sequence ?? [root]
        let portals = nodes.filter { $0.mapping != nil && Self.byteCount(of: $0) <= Self.portalByteLimit }
        let entries = portals.map { node in
            reader.entry(file: file, stem: nil, source: PlacedSource(node), format: format)
        }
        var clashes = ClashFinder()
        self.entries = entries.map { $0.marked(clashes.clashes(of: $0.clashKeys)).judged(by: settings) }
        diagnostics = source.diagnostics + Self.strayProblems(in: nodes, file: file)
    }

    /// How much text a portal may hold: no more than in a file of its own.
    private static let portalByteLimit = ReadingLimits.portalFile.byteCount

    /// What is wrong with the elements that are no portals; said once, however many there are.
    private static func strayProblems(in nodes: [SourceNode], file: String) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        let strays = nodes.filter { $0.mapping == nil }
        if let first = strays.first {
            let others = strays.count == 1 ? "" : ", and so in \(strays.count - 1) more places"
            let message = "\(first.value.kindInWords) stands where a portal belongs\(others); pipe a portal or a list"
            problems.append(Diagnostic(.syntaxNotAMapping, file: file, range: first.range, message: message))
        }
        for node in nodes where node.mapping != nil {
            let byteCount = byteCount(of: node)
            guard byteCount > portalByteLimit else { continue }
            let message =
                "the portal has \(ByteCount.words(byteCount)) of text; at most \(ByteCount.words(portalByteLimit)) "
                + "are allowed"
            problems.append(Diagnostic(.fileTooLarge, file: file, range: node.range, message: message))
        }
        return problems
    }

    /// How many bytes of text stand in a node; the reader has limited its depth.
    private static func byteCount(of node: SourceNode) -> Int {
        switch node.content {
        case .scalar(let scalar): scalar.text.utf8.count
        case .sequence(let nodes): nodes.reduce(0) { $0 + byteCount(of: $1) }
        case .mapping(let mapping):
            mapping.entries.reduce(0) { $0 + $1.key.utf8.count + byteCount(of: $1.value) }
        }
    }

    /// Why a value is no answer with portals, if it is none: above all an error that the service answered.
    private static func refusal(_ value: Value) -> String? {
        switch value {
        case .array: return nil
        case .object(let object):
            guard object["slug"] == nil, object["websiteId"] == nil else { return nil }
            guard let words = (object["detail"] ?? object["title"] ?? object["error"])?.string else {
                return "this is no portal: it has neither 'slug' nor 'websiteId'; pipe a portal or a list of portals"
            }
            return "the service answered with an error: \(words)"
        default: return "\(value.kindInWords) stands where a portal or a list of portals belongs"
        }
    }
}
