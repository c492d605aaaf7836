package import Portals

/// A logo with the hash of its bytes.
package struct HashedLogo: Sendable {
    /// The logo.
    package let logo: Logo
    /// The hash of its bytes.
    package let hash: ContentHash

    /// Takes a logo whose hash is known.
    fileprivate init(_ logo: Logo, hash: ContentHash) {
        self.logo = logo
        self.hash = hash
    }

    /// Hashes a logo.
    package init(_ logo: Logo) {
        self.init(logo, hash: ContentHash(of: logo.bytes))
    }
}

/// The hashes of logos, so that one that portals beside each other share is mostly hashed once.
package final class LogoHashes: Sendable {
    private let known = Remembered<Bytes, ContentHash>()

    /// The bytes of a logo, told apart by how many they are before anything else.
    private struct Bytes: Hashable {
        let bytes: [UInt8]

        // Those of one logo usually lie in the same memory, so that they are not looked at.
        func hash(into hasher: inout Hasher) { hasher.combine(bytes.count) }
    }

    package init() {}

    /// Returns a logo with its hash.
    package func hashed(_ logo: Logo) -> HashedLogo {
        HashedLogo(logo, hash: known.value(for: Bytes(bytes: logo.bytes)) { ContentHash(of: logo.bytes) })
    }
}
