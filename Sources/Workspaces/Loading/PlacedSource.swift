package import Diagnostics
package import Portals

/// A text file of a workspace, read with places, and what is wrong with it so far.
package struct PlacedSource: Sendable {
    /// The outermost value; `nil` if the file is empty or cannot be read.
    package let root: SourceNode?
    /// What is wrong with the file.
    package let diagnostics: [Diagnostic]
    /// Whether the file is there and holds nothing.
    package let isEmpty: Bool
    /// Whether the file does not exist.
    package let isMissing: Bool
    /// The text, to look up what stands where; `nil` if it could not be read, or is a part of a file.
    let text: SourceText?
    /// The comments in their order.
    let comments: [SourceComment]

    static func read(_ path: String, from files: WorkspaceFiles, limits: ReadingLimits) -> PlacedSource {
        do throws(FileReadError) {
            let bytes = try files.read(path, limit: limits.byteCount)
            return PlacedSource(bytes, file: path, format: .of(path), limits: limits)
        } catch {
            return PlacedSource(unreadable: error, file: path)
        }
    }

    /// Stands for a file that could not be read.
    init(unreadable error: FileReadError, file: String) {
        self.init(
            root: nil,
            diagnostics: [Diagnostic(error.rule, file: file, message: error.sentence)],
            isEmpty: false,
            isMissing: error == .notFound
        )
    }

    package init(_ bytes: [UInt8], file: String, format: SourceFormat, limits: ReadingLimits) {
        let document = SourceReader().read(bytes, file: file, format: format, limits: limits)
        self.init(
            root: document.root,
            diagnostics: document.diagnostics,
            isEmpty: document.isEmpty,
            isMissing: false,
            text: document.text,
            comments: document.comments
        )
    }

    /// Takes a part of a file that was read without problems of its own.
    init(_ root: SourceNode) {
        self.init(root: root, diagnostics: [], isEmpty: false, isMissing: false)
    }

    private init(
        root: SourceNode?,
        diagnostics: [Diagnostic],
        isEmpty: Bool,
        isMissing: Bool,
        text: SourceText? = nil,
        comments: [SourceComment] = []
    ) {
        self.root = root
        self.diagnostics = diagnostics
        self.isEmpty = isEmpty
        self.isMissing = isMissing
        self.text = text
        self.comments = comments
    }

    /// Returns a problem of the file's content with its place, and with its fix where one is certain.
    ///
    /// - Parameters:
    ///   - finding: The problem; its path leads from the outermost value.
    ///   - file: The file, relative to the workspace.
    /// - Returns: The problem, to be shown.
    package func diagnostic(of finding: Finding, file: String) -> Diagnostic {
        guard let root else {
            return Diagnostic(finding.rule, severity: finding.severity, file: file, message: finding.message)
        }
        let placed = finding.placed(in: root, file: file)
        // Where the syntax has a problem, something may stand in the text that is not in the tree.
        guard finding.remedy != nil, diagnostics.isEmpty, let text else { return placed }
        return placed.with(fix: FixMaker(text: text, root: root, comments: comments).fix(for: finding))
    }
}

extension SourceFormat {
    /// The format that a file's name tells.
    package static func of(_ path: String) -> SourceFormat {
        path.lowercased().hasSuffix(".json") ? .json : .yaml
    }
}

extension FileReadError {
    var rule: Rule {
        switch self {
        case .tooLarge: .fileTooLarge
        case .outside: .fileOutside
        default: .fileUnreadable
        }
    }

    /// What is wrong and what would be right, to stand after the file's name.
    var sentence: String {
        switch self {
        case .notAFolder: "it is no folder; move it away, and make a folder of this name"
        default: "it \(words)"
        }
    }
}

extension Finding {
    /// The problem with its file and place.
    func placed(in root: SourceNode, file: String) -> Diagnostic {
        Diagnostic(
            rule,
            severity: severity,
            file: file,
            range: anchor == .key ? root.keyRange(at: path) : root.valueRange(at: path),
            field: path.components.isEmpty ? nil : path.description,
            message: commentMessage(in: root) ?? message
        )
    }

    /// A better message where a value is empty because `#` began a comment.
    private func commentMessage(in root: SourceNode) -> String? {
        guard rule == .fieldsNull, let comment = root.node(at: path)?.scalar?.comment else { return nil }
        let meant = comment.prefix { !$0.isWhitespace }
        return
            "the value is empty, because an unquoted # begins a comment; write \(meant.dropFirst()), or put it in quotes"
    }
}
