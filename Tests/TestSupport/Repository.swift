package import Foundation

/// The places of the repository that tests read.
package enum Repository {
    /// The repository's root.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Returns the path of something in the repository.
    package static func path(_ name: String) -> String {
        root.appendingPathComponent(name).path
    }
}
