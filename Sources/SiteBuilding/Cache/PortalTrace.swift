import Portals
import Rendering
import Workspaces

/// What a run leaves of a portal for the next one, which need not read what did not change.
struct PortalTrace: Sendable {
    /// A logo that shows in the portal or in its problems.
    struct Logo: Sendable, Hashable {
        /// The path as the portal file has it.
        var path: String
        /// What the file system said of it; `nil` if there was nothing that can be read, or if the pages may show what
        /// it was before.
        var stamp: FileStamp?
        /// The hash of its content; `nil` if there was none.
        var content: ContentHash?
        /// Whether a picture that the service takes stood beside it.
        var hasRaster: Bool
    }

    /// A page that was written.
    struct Page: Sendable, Hashable {
        /// Its file's name.
        var name: String
        /// The hash of its content.
        var content: ContentHash
        /// What the file system said of it.
        var stamp: FileStamp
    }

    /// The portal's file.
    var file: String
    /// What the file system said of it.
    var stamp: FileStamp?
    /// The hash of the file's content; `nil` if the pages are not what this content gives, so that it is read again.
    var content: ContentHash?
    var logos: [Logo]
    /// The id; where it is not legal, the text that was to be one.
    var id: String
    var slug: String?
    /// How much can be shown.
    var state: PortalEntry.State
    /// What it had in common with portals before it, as messages.
    var clashes: [String]
    var pages: [Page]
    /// Its problems but notes.
    var problems: PortalProblems
    /// What pages of all portals show of it; `nil` for a portal of another shard.
    var summary: PortalSummary?

    /// What it may not have in common with others.
    var clashKeys: ClashKeys {
        // What has no folder although it has nothing in common with others has no legal id, whatever stands for it.
        let hasID = state != .withoutFolder || !clashes.isEmpty
        return ClashKeys(file: file, id: hasID ? id : "", slug: slug)
    }
}

extension PortalTrace {
    /// Reads a trace.
    init(packed bytes: ArraySlice<UInt8>) throws(PackedBytesError) {
        var reader = PackedBytesReader(bytes)
        file = try reader.text()
        stamp = try reader.optional { reader throws(PackedBytesError) in try reader.stamp() }
        content = try reader.optional { reader throws(PackedBytesError) in try reader.hash() }
        logos = try reader.list { reader throws(PackedBytesError) in try Logo(&reader) }
        id = try reader.text()
        slug = try reader.optionalText()
        state = try Self.state(try reader.integer())
        clashes = try reader.list { reader throws(PackedBytesError) in try reader.text() }
        pages = try reader.list { reader throws(PackedBytesError) in try Page(&reader) }
        problems = try PortalProblems(packed: try reader.bytes())
        summary = try reader.optional { reader throws(PackedBytesError) in
            try PortalSummary(packed: try reader.bytes())
        }
        guard reader.isAtEnd else { throw PackedBytesError() }
    }

    /// The trace as bytes.
    var packed: [UInt8] {
        // More than most traces take, so that it grows once at most.
        var writer = PackedBytesWriter(capacity: 1024)
        writer.append(file)
        writer.append(stamp) { $0.append($1) }
        writer.append(content) { $0.append($1) }
        writer.append(logos) { $1.pack(into: &$0) }
        writer.append(id)
        writer.append(slug)
        writer.append(Self.number(of: state))
        writer.append(clashes) { $0.append($1) }
        writer.append(pages) { $1.pack(into: &$0) }
        writer.append(problems.packed)
        writer.append(summary) { $0.append($1.packed) }
        return writer.bytes
    }

    private static func number(of state: PortalEntry.State) -> Int {
        switch state {
        case .whole: 0
        case .unreadable: 1
        case .withoutFolder: 2
        }
    }

    private static func state(_ number: Int) throws(PackedBytesError) -> PortalEntry.State {
        switch number {
        case 0: return .whole
        case 1: return .unreadable
        case 2: return .withoutFolder
        default: throw PackedBytesError()
        }
    }
}

extension PortalTrace.Logo {
    fileprivate init(_ reader: inout PackedBytesReader) throws(PackedBytesError) {
        path = try reader.text()
        stamp = try reader.optional { reader throws(PackedBytesError) in try reader.stamp() }
        content = try reader.optional { reader throws(PackedBytesError) in try reader.hash() }
        hasRaster = try reader.flag()
    }

    fileprivate func pack(into writer: inout PackedBytesWriter) {
        writer.append(path)
        writer.append(stamp) { $0.append($1) }
        writer.append(content) { $0.append($1) }
        writer.append(hasRaster)
    }
}

extension PortalTrace.Page {
    fileprivate init(_ reader: inout PackedBytesReader) throws(PackedBytesError) {
        let number = try reader.integer()
        guard SitePath.portalPages.indices.contains(number) else { throw PackedBytesError() }
        name = SitePath.portalPages[number]
        content = try reader.hash()
        stamp = try reader.stamp()
    }

    fileprivate func pack(into writer: inout PackedBytesWriter) {
        guard let number = SitePath.portalPages.firstIndex(of: name) else {
            preconditionFailure("a portal has no page \(name)")
        }
        writer.append(number)
        writer.append(content)
        writer.append(stamp)
    }
}

extension PackedBytesWriter {
    mutating func append(_ stamp: FileStamp) {
        append(stamp.size)
        append(stamp.inode)
        append(UInt64(bitPattern: stamp.modified))
        append(UInt64(bitPattern: stamp.changed))
    }

    mutating func append(_ hash: ContentHash) {
        append(hash.bytes)
    }
}

extension PackedBytesReader {
    mutating func stamp() throws(PackedBytesError) -> FileStamp {
        FileStamp(
            size: try integer(),
            inode: try number(),
            modified: Int64(bitPattern: try number()),
            changed: Int64(bitPattern: try number())
        )
    }

    mutating func hash() throws(PackedBytesError) -> ContentHash {
        guard let hash = ContentHash(bytes: try bytes()) else { throw PackedBytesError() }
        return hash
    }
}
