package import Diagnostics

/// Applies the certain fixes of a workspace's files in place.
package struct FileFixer: Sendable {
    /// What became of a file.
    package enum Outcome: Sendable, Hashable {
        /// These fixes are in the file now.
        case fixed([FixRun.Applied])
        /// Nothing was changed, for this reason.
        case refused(String)
        /// There was nothing to do.
        case untouched
    }

    private let writer: WorkspaceWriter

    /// Opens a workspace's folder.
    ///
    /// - Parameter path: The folder as the user named it.
    /// - Throws: `OutputError` if it cannot be opened.
    package init(workspace path: String) throws(OutputError) {
        writer = try WorkspaceWriter(workspace: path)
    }

    /// Fixes a file.
    ///
    /// The file is read, mended in memory and replaced as a whole, with its permissions, line ends and byte-order mark.
    /// A symbolic link, or a file that somebody changes at the same time, is left as it is.
    ///
    /// - Parameters:
    ///   - file: The file, relative to the workspace.
    ///   - problems: Says what is wrong with a text of this file.
    /// - Returns: What became of it.
    package func fix(_ file: String, problems: @escaping @Sendable ([UInt8]) -> [Diagnostic]) -> Outcome {
        do throws(OutputError) {
            guard let bytes = try writer.read(file) else { return .untouched }
            let run = FixRun(bytes, problems: problems)
            guard !run.applied.isEmpty else { return .untouched }
            try writer.replace(file, holding: bytes, with: run.bytes)
            return .fixed(run.applied)
        } catch {
            let remedy = "and is left as it is; fix the file that it leads to"
            return switch error.reason {
            case .notAFile(.link): .refused("\(file) is a symbolic link \(remedy)")
            case .notAFolder(.link): .refused("\(file) is reached through a symbolic link \(remedy)")
            default: .refused(error.sentence)
            }
        }
    }
}
