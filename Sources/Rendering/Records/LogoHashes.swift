package import Portals

/// The hashes of logos that portals beside each other share, each computed once.
package final class LogoHashes: Sendable {
    private let known = Remembered<Bytes, ContentHash>()

    /// The bytes of a logo, told apart by how many they are before anything else.
    private struct Bytes: Hashable {
        let bytes: [UInt8]

        // Equal bytes of one logo lie in the same memory, so that they are not looked at.
        func hash(into hasher: inout Hasher) { hasher.combine(bytes.count) }
    }

    package init() {}

    /// Returns the hash of a logo's bytes.
    package func hash(of logo: Logo) -> ContentHash {
        known.value(for: Bytes(bytes: logo.bytes)) { ContentHash(of: logo.bytes) }
    }
}
