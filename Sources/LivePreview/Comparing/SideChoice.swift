/// A side of a comparison as an address names it: a portal and which version of it, `published:acme`.
struct SideChoice: Sendable, Hashable {
    /// Which version of a portal.
    enum Version: String, Sendable, CaseIterable {
        /// Its file as it is now.
        case file = "portal"
        /// What the service held when it was last pulled or published.
        case published
        /// What is committed.
        case committed

        /// How people call it.
        var words: String {
            switch self {
            case .file: "File now"
            case .published: "Last published"
            case .committed: "Last commit"
            }
        }
    }

    /// Which version.
    var version: Version
    /// The portal's id; looked up and never part of a path.
    var id: String

    /// Takes a version of a portal.
    init(_ version: Version, _ id: String) {
        (self.version, self.id) = (version, id)
    }

    /// Reads what an address says.
    ///
    /// - Parameters:
    ///   - text: The value of a side; untrusted.
    ///   - version: The value of the select beside it; `nil` for none. Untrusted.
    init?(_ text: String, version: String?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, let stated = Version(rawValue: String(parts[0])) else { return nil }
        var chosen = stated
        if let version {
            guard let other = Version(rawValue: version) else { return nil }
            chosen = other
        }
        self.init(chosen, String(parts[1]))
    }

    /// As it stands in an address, before it is encoded.
    var text: String { "\(version.rawValue):\(id)" }
}
