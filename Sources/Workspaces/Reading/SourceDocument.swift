package import Diagnostics

/// What could be read of a file, and its problems.
package struct SourceDocument: Sendable {
    /// The file, relative to the workspace.
    package let file: String
    /// The outermost value; `nil` if the file is empty or cannot be read to its end.
    package let root: SourceNode?
    /// The problems in the order of their places; may be empty.
    package let diagnostics: [Diagnostic]
    /// The text; `nil` if it is none, or longer than allowed.
    let text: SourceText?
    /// The comments in their order; empty for JSON, and where there is no root.
    let comments: [SourceComment]

    init(
        file: String,
        root: SourceNode?,
        diagnostics: [Diagnostic],
        text: SourceText? = nil,
        comments: [SourceComment] = []
    ) {
        self.file = file
        self.root = root
        self.diagnostics = diagnostics
        self.text = text
        self.comments = comments
    }

    /// Whether the file holds nothing but blanks and comments, which is no problem by itself.
    package var isEmpty: Bool { root == nil && diagnostics.isEmpty }
}

/// The language of a text.
package enum SourceFormat: Sendable {
    /// YAML 1.1 as libyaml reads it; scalars are resolved as `SourceNode.value` says.
    case yaml
    /// JSON, RFC 8259.
    case json
}

/// What a text may cost.
package struct ReadingLimits: Sendable {
    /// The most bytes of a file.
    package var byteCount: Int
    /// The most lists and mappings inside each other, after aliases.
    package var depth: Int
    /// The most values, after aliases.
    package var nodeCount: Int
    /// The most bytes of text in keys and values, after aliases.
    package var expandedByteCount: Int
    /// What the file is, for messages: `a portal file`.
    package var subject: String

    /// Makes limits.
    package init(byteCount: Int, depth: Int, nodeCount: Int, expandedByteCount: Int, subject: String) {
        self.byteCount = byteCount
        self.depth = depth
        self.nodeCount = nodeCount
        self.expandedByteCount = expandedByteCount
        self.subject = subject
    }

    /// The limits of a portal file: 256 KB, 32 levels, 10,000 values, 1 MB of text after aliases.
    package static let portalFile = ReadingLimits(
        byteCount: 256 << 10,
        depth: 32,
        nodeCount: 10_000,
        expandedByteCount: 1 << 20,
        subject: "a portal file"
    )

    /// The limits of `portico.yaml` and of the sample customer: those of a portal file.
    package static let settingsFile = ReadingLimits(
        byteCount: 256 << 10,
        depth: 32,
        nodeCount: 10_000,
        expandedByteCount: 1 << 20,
        subject: "a settings file"
    )

    /// The limits of what the service answered, also a whole list: 8 MB, 250,000 values.
    package static let serviceAnswer = ReadingLimits(
        byteCount: 8 << 20,
        depth: 32,
        nodeCount: 250_000,
        expandedByteCount: 16 << 20,
        subject: "an answer"
    )
}
