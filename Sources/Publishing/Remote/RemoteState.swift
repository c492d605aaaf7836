package import Portals
package import RebillyAPI
import Transport

/// What an organization holds at one moment, as far as planning needs it.
package struct RemoteState: Sendable {
    /// The portals by their ids.
    package var portals: [PortalID: Portal] = [:]
    /// Whether every portal was listed; if not, those of the workspace were asked for one by one.
    package var isComplete = true
    /// The ids of portals that no file of a workspace could have.
    package var unusableIDs: [String] = []
    /// The websites by their ids; `nil` if there are more than the service can list.
    package var websites: [String: Website]? = [:]
    /// The custom domains by their names in lower case; `nil` if there are more than the service can list.
    package var domains: [String: CustomDomain]? = [:]
    /// The uploaded files by their ids; none if nothing needed them.
    package var files: [String: StoredFile] = [:]

    /// Nothing is held.
    package init() {}

    /// The file that holds exactly a picture's bytes, by the service's own hash; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - logo: The picture.
    ///   - ids: Files to be preferred, the best one first.
    /// - Returns: The file; of several the one that was uploaded first.
    package func file(holding logo: LogoFile, preferring ids: [String?]) -> StoredFile? {
        let preferred = ids.lazy.compactMap { $0.flatMap { files[$0] } }.first { $0.holds(logo) }
        return preferred ?? files.values.filter { $0.holds(logo) }.min(by: Self.isOlder)
    }

    private static func isOlder(_ left: StoredFile, _ right: StoredFile) -> Bool {
        let times = (left.created?.text ?? "", right.created?.text ?? "")
        return times.0 == times.1 ? left.id.description < right.id.description : times.0 < times.1
    }
}

extension StoredFile {
    /// Whether the service says that the file has exactly a picture's bytes.
    func holds(_ logo: LogoFile) -> Bool {
        sha1?.lowercased() == logo.sha1 && (byteCount ?? logo.byteCount) == logo.byteCount
    }
}
