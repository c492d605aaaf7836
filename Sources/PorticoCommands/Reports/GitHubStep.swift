import Diagnostics
import Foundation
import Workspaces

/// The step of GitHub Actions in which the program may run.
struct GitHubStep {
    /// Whether it runs in one.
    let isActive: Bool
    /// The file whose Markdown GitHub shows with the step; `nil` if there is none.
    private let summaryFile: String?
    /// The repository's root; the current folder outside of a step.
    private let root: [String]
    /// The current folder.
    private let folder: [String]

    /// Looks at the environment.
    ///
    /// - Parameters:
    ///   - variables: The environment's variables.
    ///   - folder: The current folder.
    init(variables: [String: String], folder: String) {
        isActive = variables["GITHUB_ACTIONS"] == "true"
        summaryFile = variables["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
        self.folder = RelativePath.parts(of: folder)
        let workspace = variables["GITHUB_WORKSPACE"].flatMap { $0.hasPrefix("/") ? RelativePath.parts(of: $0) : nil }
        root = workspace ?? self.folder
    }

    /// The step of this process.
    static var current: GitHubStep {
        GitHubStep(
            variables: ProcessInfo.processInfo.environment,
            folder: FileManager.default.currentDirectoryPath
        )
    }

    /// Returns a file's path from the repository's root, as annotations name it.
    ///
    /// - Parameter path: The path as the user typed it.
    /// - Returns: The path; one that leads out of the repository stays as it is.
    func path(of path: String) -> String {
        let parts = RelativePath.parts(of: path, in: folder)
        guard parts.count > root.count, parts.starts(with: root, by: { $0.utf8.elementsEqual($1.utf8) })
        else { return path }
        return parts.dropFirst(root.count).joined(separator: "/")
    }

    /// Returns a problem of a workspace as an annotation.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - folder: The workspace's folder as the user typed it.
    /// - Returns: The annotation, with the file's path from the repository's root.
    func annotation(of problem: Diagnostic, below folder: String) -> GitHubAnnotation {
        GitHubAnnotation(problem, file: path(of: "\(folder)/\(problem.file)"))
    }

    /// Appends Markdown to the step's summary.
    ///
    /// - Parameter markdown: The Markdown.
    /// - Returns: Whether there is one, and it took the text.
    func summarize(_ markdown: String) -> Bool {
        guard let summaryFile else { return false }
        return (try? GivenOutput.append(Array(markdown.utf8), toFileAt: summaryFile)) != nil
    }

    /// Frames text that is printed in a step, so that no line of it is taken for a command to the runner.
    ///
    /// The runner takes commands at the start of a line, blanks aside, and `##[…]` anywhere in it; it takes none until
    /// it meets the word that ends the pause
    /// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands>.
    static func withoutCommands(_ text: String) -> String {
        let folded = text.lowercased()
        var number = 1
        while folded.contains("portico-\(number)") { number += 1 }
        return "::stop-commands::portico-\(number)\n\(text)::portico-\(number)::\n"
    }
}
