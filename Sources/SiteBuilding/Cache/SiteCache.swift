import Portals
import Rendering
import Workspaces

/// What the last run left for the next one, in `.portico.cache` of the site: how the files looked that it read and
/// wrote, and what it found out about portals.
///
/// It may go at any time; then everything is rendered anew. One that is damaged, of another version of Portico, or does
/// not belong to the manifest beside it is as good as none.
struct SiteCache {
    static let fileName = ".portico.cache"
    /// What the file begins with.
    static let start = Array("portico cache 1\n".utf8)
    /// The largest cache that is read for some portals: many times what they need.
    static func byteLimit(portalCount: Int) -> Int {
        min(4 << 20 + portalCount * (16 << 10), 1 << 30)
    }

    /// A file of the site that all portals share.
    struct Shared: Sendable, Hashable {
        var name: String
        /// The hash of what it was made from; `nil` for what says what was written.
        var inputs: ContentHash?
        var content: ContentHash
        var stamp: FileStamp
    }

    /// The hash of everything outside portal files that shows in pages.
    let key: ContentHash
    /// When the run that wrote it began, in nanoseconds since 1970.
    let moment: Int64
    /// The portals in their order, packed.
    let portals: [ArraySlice<UInt8>]
    /// The files that all portals share.
    let shared: [Shared]

    /// Reads a cache.
    ///
    /// - Parameter bytes: The content of the file.
    /// - Throws: `PackedBytesError` if they are no cache of this version, whole and undamaged.
    init(_ bytes: [UInt8]) throws(PackedBytesError) {
        let hashStart = bytes.count - 32
        guard hashStart >= Self.start.count, bytes.starts(with: Self.start),
            ContentHash(bytes: bytes[hashStart...]) == ContentHash(of: bytes[..<hashStart])
        else { throw PackedBytesError() }
        var reader = PackedBytesReader(bytes[Self.start.count..<hashStart])
        key = try reader.hash()
        moment = Int64(bitPattern: try reader.number())
        var portals: [ArraySlice<UInt8>] = []
        while true {
            let portal = try reader.bytes()
            if portal.isEmpty { break }
            portals.append(portal)
        }
        self.portals = portals
        shared = try reader.list { reader throws(PackedBytesError) in try Shared(&reader) }
        guard reader.isAtEnd else { throw PackedBytesError() }
    }

    /// Reads the cache of an output folder if it belongs to what is there.
    ///
    /// - Parameters:
    ///   - output: The folder.
    ///   - key: What it has to be made with.
    ///   - portalCount: How many portals there are now; what far more of them left is not worth reading.
    ///   - isVerifying: Whether manifest and records are read, also if they look unchanged.
    init?(in output: OutputFolder, key: ContentHash, portalCount: Int, isVerifying: Bool) {
        let limit = Self.byteLimit(portalCount: portalCount)
        guard let bytes = try? output.read([Self.fileName], limit: limit), let cache = try? SiteCache(bytes),
            cache.key == key
        else { return nil }
        for name in [Manifest.fileName, PortalRecords.fileName] {
            guard let file = cache.shared.first(where: { $0.name == name }),
                output.holds(file, isVerifying: isVerifying)
            else { return nil }
        }
        self = cache
    }
}

extension SiteCache.Shared {
    /// The file as the manifest lists it.
    var listed: Manifest.File { Manifest.File(sha256: content.hexadecimal, size: stamp.size) }

    fileprivate init(_ reader: inout PackedBytesReader) throws(PackedBytesError) {
        name = try reader.text()
        inputs = try reader.optional { reader throws(PackedBytesError) in try reader.hash() }
        content = try reader.hash()
        stamp = try reader.stamp()
        guard SitePath.isOfASite(name) || name == Manifest.fileName else { throw PackedBytesError() }
    }

    fileprivate func pack(into writer: inout PackedBytesWriter) {
        writer.append(name)
        writer.append(inputs) { $0.append($1) }
        writer.append(content)
        writer.append(stamp)
    }
}

extension OutputFolder {
    /// Whether a file that all portals share is what a run left, by its size and time, else by its content.
    ///
    /// - Parameters:
    ///   - file: What the run left.
    ///   - isVerifying: Whether its content is looked at in any case.
    /// - Returns: Whether it is there and the same.
    func holds(_ file: SiteCache.Shared, isVerifying: Bool) -> Bool {
        guard let stamp = stamps(of: [file.name], in: "")[0] else { return false }
        if stamp.hasSameContent(as: file.stamp), !isVerifying { return true }
        return stamp.size == file.stamp.size && (try? hash(of: [file.name])) == file.content
    }

    /// Returns the hash of a file that a run wrote; `nil` if none is there.
    ///
    /// - Throws: `OutputError` if something else is there.
    func hash(of path: [String]) throws(OutputError) -> ContentHash? {
        var hasher = ContentHasher()
        let isThere = try eachPart(of: path) { hasher.update($0) }
        return isThere ? hasher.finish() : nil
    }
}

/// Writes a cache while portals go by.
final class SiteCacheWriter {
    private let draft: HashedDraft

    /// Begins a cache.
    init(key: ContentHash, moment: Int64, in output: OutputFolder) throws(OutputError) {
        draft = try HashedDraft(in: output)
        var writer = PackedBytesWriter()
        writer.append(key)
        writer.append(UInt64(bitPattern: moment))
        try draft.append(SiteCache.start + writer.bytes)
    }

    /// Adds a portal.
    ///
    /// - Parameter portal: Its trace, packed.
    /// - Throws: `OutputError` if the disk is full, and the like.
    func append(_ portal: ArraySlice<UInt8>) throws(OutputError) {
        var count = PackedBytesWriter()
        count.append(portal.count)
        try draft.append(count.bytes)
        try draft.append(portal)
    }

    /// Ends the cache and gives it its name.
    func publish(_ shared: [SiteCache.Shared]) throws(OutputError) {
        var writer = PackedBytesWriter()
        writer.append([] as [UInt8])
        writer.append(shared) { $1.pack(into: &$0) }
        try draft.append(writer.bytes)
        try draft.publishWithHash(as: SiteCache.fileName)
    }
}
