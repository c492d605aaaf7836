import Foundation
import TestSupport
import Testing

/// What the program printed once, as somebody accepted it with `make record`.
enum RecordedOutput {
    /// Fails unless a text is as recorded; records it if PORTICO_RECORD is 1.
    ///
    /// - Parameters:
    ///   - text: What the program prints now.
    ///   - path: The file, below Tests/Fixtures.
    ///   - sourceLocation: The test that asks.
    /// - Throws: If the file cannot be recorded.
    static func check(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = Repository.path("Tests/Fixtures/\(path)")
        guard text != (try? String(contentsOfFile: file, encoding: .utf8)) else { return }
        guard ProcessInfo.processInfo.environment["PORTICO_RECORD"] == "1" else {
            let words = "\(path) differs; run `make record`, and look at what changed"
            Issue.record("\(words)", sourceLocation: sourceLocation)
            return
        }
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(path)", sourceLocation: sourceLocation)
    }
}
