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
        let entries = nodes.map { node in
            reader.entry(file: file, stem: nil, source: PlacedSource(node), format: format)
        }
        self.entries = Clashes.marked(entries, settings: settings)
        diagnostics = source.diagnostics
    }

    /// Why a value is no answer with portals, if it is none: above all an error that the service answered.
    private static func refusal(_ value: Value) -> String? {
        switch value {
        case .array: return nil
        case .object(let object):
            guard object["slug"] == nil, object["websiteId"] == nil else { return nil }
            guard let words = (object["detail"] ?? object["title"] ?? object["error"])?.string else { return nil }
            return "this is an error that the service answered, and no portal: \(words)"
        default: return "\(value.kindInWords) stands where a portal or a list of portals belongs"
        }
    }
}
