import Rendering
import Workspaces

/// A file of the site that is written piece by piece, and hashed on the way.
final class HashedDraft {
    /// A file that has its name.
    struct Published: Sendable {
        let content: ContentHash
        let size: Int
        let outcome: WriteOutcome
    }

    /// How much is hashed and handed on at once: most pieces are lines, and to begin for each costs more than copying it.
    private static let pieceSize = 64 << 10

    private let draft: OutputDraft
    private var hasher = ContentHasher()
    /// What was appended and not handed on yet.
    private var waiting: [UInt8] = []

    /// Begins a file.
    init(in output: OutputFolder) throws(OutputError) {
        draft = try OutputDraft(in: output)
        waiting.reserveCapacity(Self.pieceSize + Self.pieceSize / 4)
    }

    func append(_ bytes: [UInt8]) throws(OutputError) {
        try append(bytes[...])
    }

    func append(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
        if waiting.isEmpty, bytes.count >= Self.pieceSize { return try handOn(bytes) }
        waiting += bytes
        try handOnIfFull()
    }

    func append(_ byte: UInt8) throws(OutputError) {
        waiting.append(byte)
        try handOnIfFull()
    }

    /// Gives the file its name; one of this name with the same bytes stays as it is.
    func publish(as name: String) throws(OutputError) -> Published {
        try handOn(waiting[...])
        return Published(content: hasher.finish(), size: draft.count, outcome: try draft.publish(as: name))
    }

    /// Ends the file with the hash of all that comes before, and gives it its name.
    func publishWithHash(as name: String) throws(OutputError) {
        try handOn(waiting[...])
        try draft.append(hasher.finish().bytes[...])
        _ = try draft.publish(as: name)
    }

    private func handOnIfFull() throws(OutputError) {
        guard waiting.count >= Self.pieceSize else { return }
        try handOn(waiting[...])
        waiting.removeAll(keepingCapacity: true)
    }

    private func handOn(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
        hasher.update(bytes)
        try draft.append(bytes)
    }
}

extension SharedPage {
    /// Makes the page and writes it, piece by piece.
    func publish(in output: OutputFolder) throws -> HashedDraft.Published {
        let draft = try HashedDraft(in: output)
        try write { try draft.append($0) }
        return try draft.publish(as: name)
    }
}
