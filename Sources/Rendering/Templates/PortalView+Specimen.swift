import Portals

extension PortalView {
    /// A portal for checking the names in templates; every key of a context is there for any portal.
    static var specimen: PortalView {
        guard let id = try? PortalID("specimen") else { preconditionFailure("'specimen' is a legal id") }
        return PortalView(portal: Portal(id: id, body: ValueObject()), file: "portals/specimen.yaml")
    }
}
