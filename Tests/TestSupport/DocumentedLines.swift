import Foundation

/// Holds the code that documents show against a file that is compiled.
package enum DocumentedLines {
    /// Why a document shows what is not compiled.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Throws `Missing` unless each line of each Swift block of an article stands in a file, one behind the other.
    package static func expectCompiled(article: String, in file: String) throws {
        let lines = try trimmedLines(of: file)
        let blocks = try String(contentsOfFile: Repository.path(article), encoding: .utf8)
            .components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        guard !blocks.isEmpty else { throw Missing(description: "\(article) shows no code") }
        for block in blocks {
            var rest = lines[...]
            for line in block.split(separator: "\n") {
                let text = line.trimmingCharacters(in: .whitespaces)
                guard let index = rest.firstIndex(of: text) else {
                    throw Missing(description: "\(file) has no line '\(text)'")
                }
                rest = rest[(index + 1)...]
            }
        }
    }

    private static func trimmedLines(of file: String) throws -> [String] {
        try String(contentsOfFile: Repository.path(file), encoding: .utf8)
            .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
