import Portals
import Workspaces

/// Where a workspace's portals are published, as far as flags, variables and settings say it.
package enum PublishedPlace: Sendable, Hashable {
    /// The address by which `portico.lock.json` knows the organization.
    case address(String)
    /// It is not known where, for a reason: a sentence without a full stop.
    case unknown(String)
}

/// What `portico.lock.json` has of portals.
struct PublishedVersions: Sendable {
    /// What was last seen of a portal.
    struct Version: Sendable {
        /// The portal, with what its file says for previews alone.
        let portal: Portal
        /// The SHA-256 of its logo in hexadecimal digits; `nil` if the lock does not know the picture.
        let logoHash: String?
        /// Whether it has a logo.
        let hasLogo: Bool
    }

    /// What came of looking.
    enum Answer: Sendable {
        case version(Version)
        /// There is none, for a reason: a sentence without a full stop.
        case none(String)
    }

    private let target: Lock.Target
    private let obstacle: String?

    /// Reads the lock.
    ///
    /// - Parameters:
    ///   - workspace: The workspace's folder.
    ///   - place: Where its portals are published.
    init(workspace: String, place: PublishedPlace) {
        guard case .address(let address) = place else {
            if case .unknown(let words) = place { obstacle = words } else { obstacle = nil }
            target = Lock.Target()
            return
        }
        guard let file = try? LockFile(workspace: workspace) else {
            (target, obstacle) = (Lock.Target(), "the workspace’s folder can’t be read")
            return
        }
        do throws(LockError) {
            let lock = try file.read()
            target = lock[address]
            obstacle =
                lock == Lock()
                ? "there is no \(LockFile.name), which ‘portico pull’ and ‘portico publish’ write"
                : target == Lock.Target() ? "\(LockFile.name) has nothing of \(address)" : nil
        } catch {
            (target, obstacle) = (Lock.Target(), error.sentence)
        }
    }

    /// Returns what was last seen of a portal.
    ///
    /// - Parameters:
    ///   - id: Its id.
    ///   - file: The portal as its file has it, for what the service has nothing of; `nil` if it can't be read.
    /// - Returns: The version, or why there is none.
    func version(of id: PortalID, file: Portal?) -> Answer {
        if let obstacle { return .none(obstacle) }
        guard let seen = target.portals[id] else {
            return .none("\(LockFile.name) has no portal \(id), so that it was never pulled or published from here")
        }
        var portal = Portal(id: id, body: seen.body)
        var own = file?.body[Portal.extensionKey]?.object ?? ValueObject([])
        if let website = target.websites[portal.websiteID], !website.isEmpty {
            own["website"] = .object(
                ValueObject(website.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
            )
        } else if let file, !file.websiteID.utf8.elementsEqual(portal.websiteID.utf8) {
            // What the file says is of another website.
            own["website"] = nil
        }
        own["logo"] = nil
        portal.body[Portal.extensionKey] = own.members.isEmpty ? nil : .object(own)
        let logoID = portal.logoID
        let hash = target.logos.filter { $0.value == logoID }.keys.min()
        return .version(Version(portal: portal, logoHash: hash, hasLogo: logoID != nil))
    }
}
