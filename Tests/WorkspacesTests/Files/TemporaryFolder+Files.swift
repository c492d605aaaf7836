import Foundation
import TestSupport

extension TemporaryFolder {
    /// The absolute path of something in the folder.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and the folders that it needs.
    func file(_ name: String, _ text: String = "text") throws {
        try write(text, to: name)
    }

    func folder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }

    /// Makes a symbolic link.
    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    /// What a file holds now; `nil` if there is none.
    func content(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// All names in a folder, hidden ones too, sorted.
    func names(_ name: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    }
}
