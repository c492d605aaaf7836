import Rendering

/// A file of the site, in memory.
struct SiteFile: Sendable {
    /// The names from the output folder to the file.
    let path: [String]
    /// The content.
    let bytes: [UInt8]
    /// The hash of the content.
    let hash: ContentHash
    /// The portal file it was made from; `nil` for what is made from all.
    let source: String?

    init(_ path: String..., bytes: [UInt8], source: String? = nil) {
        self.path = path
        self.bytes = bytes
        hash = ContentHash(of: bytes)
        self.source = source
    }
}
