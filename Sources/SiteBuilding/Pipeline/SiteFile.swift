import Rendering

/// A file of the site, in memory.
struct SiteFile: Sendable {
    /// The names from the output folder to the file.
    let path: [String]
    /// The content.
    let bytes: [UInt8]
    /// The hash of the content.
    let hash: ContentHash

    init(_ path: String..., bytes: [UInt8], hash: ContentHash? = nil) {
        self.path = path
        self.bytes = bytes
        self.hash = hash ?? ContentHash(of: bytes)
    }
}
