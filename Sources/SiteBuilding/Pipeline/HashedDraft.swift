import Rendering
import Workspaces

/// A file of the site that is written piece by piece, and hashed on the way.
struct HashedDraft {
    /// A file that has its name.
    struct Published: Sendable {
        let content: ContentHash
        let size: Int
        let outcome: WriteOutcome
    }

    private let draft: OutputDraft
    private var hasher = ContentHasher()

    /// Begins a file.
    init(in output: OutputFolder) throws(OutputError) {
        draft = try OutputDraft(in: output)
    }

    mutating func append(_ bytes: [UInt8]) throws(OutputError) {
        try append(bytes[...])
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
        hasher.update(bytes)
        try draft.append(bytes)
    }

    /// Gives the file its name; one of this name with the same bytes stays as it is.
    consuming func publish(as name: String) throws(OutputError) -> Published {
        Published(content: hasher.finish(), size: draft.count, outcome: try draft.publish(as: name))
    }
}

extension SharedPage {
    /// Makes the page and writes it, piece by piece.
    func publish(in output: OutputFolder) throws -> HashedDraft.Published {
        var draft = try HashedDraft(in: output)
        try write { try draft.append($0) }
        return try draft.publish(as: name)
    }
}
