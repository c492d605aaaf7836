/// Writes the workspace with which somebody begins.
package enum NewWorkspace {
    /// Writes the files of a new workspace; a file that exists already is never touched.
    ///
    /// One that a killed run left, and that is as it should be, is no obstacle; nor is a `.gitignore`, which many a
    /// folder has.
    ///
    /// - Parameter folder: The folder, which is made if it is missing.
    /// - Returns: The files that were written, in their order (empty if all are there), and whether a `.gitignore` was
    ///   kept that does not say what the new one would.
    /// - Throws: `OutputError`; if any file exists with another content, before anything is written.
    package static func write(to folder: String) throws(OutputError) -> (written: [String], keptIgnoreFile: Bool) {
        let output = try OutputFolder(path: folder)
        let files = StarterFiles.all.map { ($0.path, OutputFolder.names(of: $0.path), $0.bytes) }
        var missing: [(path: String, names: [String], bytes: [UInt8])] = []
        var keptIgnoreFile = false
        for (path, names, bytes) in files {
            guard try output.kind(of: names) != nil else {
                missing.append((path, names, bytes))
                continue
            }
            guard try output.read(names, limit: 1 << 20) == bytes else {
                if path == StarterFiles.ignoreFile {
                    keptIgnoreFile = true
                    continue
                }
                throw OutputError(path: folder == "." ? path : "\(folder)/\(path)", reason: .exists)
            }
        }
        try output.removeStaleTemporaryFiles()
        for (_, names, bytes) in missing { try output.createNew(bytes, at: names) }
        return (missing.map(\.path), keptIgnoreFile)
    }
}
