import Foundation
import Workspaces

/// Writes a manifest while portals go by.
final class ManifestWriter {
    private let draft: HashedDraft
    private var isFirst = true

    /// Begins a manifest.
    init(_ head: Manifest.Head, in output: OutputFolder) throws(OutputError) {
        draft = try HashedDraft(in: output)
        var line = Self.json(head)
        // The object goes on.
        line.removeLast()
        try draft.append(line + Array(",\(Manifest.portalsStart)".utf8))
    }

    /// Adds a portal, in the order of their files.
    ///
    /// - Parameter line: What `Manifest.Portal.line` gives.
    /// - Throws: `OutputError` if the disk is full, and the like.
    func append(_ line: ArraySlice<UInt8>) throws(OutputError) {
        if isFirst { isFirst = false } else { try draft.append(UInt8(ascii: ",")) }
        try draft.append(UInt8(ascii: "\n"))
        try draft.append(line)
    }

    /// Ends the manifest and gives it its name.
    func publish(_ files: [(name: String, file: Manifest.File)]) throws(OutputError) -> HashedDraft.Published {
        try draft.append(Array("\n\(Manifest.filesStart)".utf8))
        isFirst = true
        for (name, file) in files.sorted(by: { $0.name < $1.name }) {
            try append((Self.json(name) + [UInt8(ascii: ":")] + Self.json(file))[...])
        }
        try draft.append(Array("\n}}\n".utf8))
        return try draft.publish(as: Manifest.fileName)
    }

    private static func json(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and objects of them can always be written.
        return (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
    }
}
