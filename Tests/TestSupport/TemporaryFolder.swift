package import Foundation

/// A folder of its own for a test, gone with it.
package final class TemporaryFolder: Sendable {
    /// The folder's path, links resolved.
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        let folder = base.appendingPathComponent("portico-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, with the folders that lead to it.
    package func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    /// Writes a file, with the folders that lead to it.
    package func write(_ data: Data, to name: String) throws {
        let url = URL(fileURLWithPath: self / name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    /// Reads a file as text.
    package func text(_ name: String) throws -> String {
        try String(contentsOfFile: self / name, encoding: .utf8)
    }

    /// Whether a file or folder is there.
    package func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: self / name)
    }

    /// Every file below the folder, sorted, as paths from it.
    package func files() throws -> [String] {
        try FolderContents.files(below: path)
    }

    /// The path of something in the folder.
    package static func / (folder: TemporaryFolder, name: String) -> String {
        "\(folder.path)/\(name)"
    }
}

/// What is in a folder.
package enum FolderContents {
    /// Every file below a folder, sorted, as paths from it; links are not followed.
    package static func files(below path: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
