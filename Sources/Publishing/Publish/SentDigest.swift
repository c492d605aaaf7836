import Portals
import RebillyAPI
import Workspaces

/// The digest of what is sent of a portal, by which the next run knows it again at the service.
enum SentDigest {
    /// Takes the digest of a body.
    ///
    /// Only fields that the service is known to keep count, and not the logo, whose id is not known before its picture
    /// is uploaded.
    ///
    /// - Parameter body: What is sent, or what the service holds.
    /// - Returns: `sha256:` and hexadecimal digits.
    static func text(of body: ValueObject) -> String {
        let fields = ComparedFields(body).entries.filter { $0.isKnown && $0.path != PortalField.logoID }
        return Value.array(fields.map(\.value)).digest
    }
}

extension Lock.Target {
    /// What a run sent of a portal before it was killed, as if that run had seen it; `nil` if the service holds
    /// something else, or nothing was being sent.
    func sent(_ held: Portal) -> Lock.SeenPortal? {
        guard let digest = sending[held.id], digest == SentDigest.text(of: held.body) else { return nil }
        return Lock.SeenPortal(body: held.body, unkept: portals[held.id]?.unkept ?? [])
    }
}
