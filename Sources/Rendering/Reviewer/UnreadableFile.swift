public import Diagnostics

/// A file of a workspace that cannot be read as a portal: all that pages know of it.
public struct UnreadableFile: Sendable {
    /// The file's stem.
    public let id: String
    /// The file, relative to the workspace.
    public let file: String
    /// What is wrong with it, sorted.
    public let problems: [Diagnostic]

    /// Takes what is known.
    ///
    /// - Parameters:
    ///   - id: The file's stem.
    ///   - file: The file, relative to the workspace.
    ///   - problems: What is wrong with it.
    public init(id: String, file: String, problems: [Diagnostic]) {
        self.id = id
        self.file = file
        self.problems = problems.sorted()
    }
}
