import Diagnostics
import Portals

@testable import Workspaces

/// Reads a text as a portal file called `f`.
func read(_ text: String, _ format: SourceFormat = .yaml) -> SourceDocument {
    SourceReader().read(Array(text.utf8), file: "f", format: format)
}

extension SourceDocument {
    /// The problems as `line:column-line:column rule`, without their words.
    var places: [String] {
        diagnostics.map { diagnostic in
            guard let range = diagnostic.range else { return diagnostic.rule.id }
            return "\(range.words) \(diagnostic.rule.id)"
        }
    }

    /// The value at a dotted path.
    func value(_ path: String) -> Value? {
        root?.node(at: FieldPath(path))?.value
    }
}

extension SourceRange {
    /// The range as `line:column-line:column`.
    var words: String {
        "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }
}
