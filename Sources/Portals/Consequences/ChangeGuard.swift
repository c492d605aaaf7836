/// A kind of change that is published only if it is allowed by name, because customers or colleagues could lose
/// something by it.
public enum ChangeGuard: String, Sendable, CaseIterable {
    /// Customers can no longer open the portal.
    case deactivate
    /// Customers can open a portal that they could not open.
    case activate
    /// The address ends differently.
    case slugChange = "slug-change"
    /// The address has another host.
    case domainChange = "domain-change"
    /// Customers can no longer sign in with a password.
    case passwordOff = "password-off"
    /// The service loses a field that Portico does not know, and the file does not have.
    case dropUnknownField = "drop-unknown-field"
    /// What somebody changed at the service is replaced by what the file says.
    case overwriteRemoteEdit = "overwrite-remote-edit"
}
