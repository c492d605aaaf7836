extension Portal {
    /// The key of Portico's own members, which are never sent to the service (product.md).
    public static let extensionKey = "x-portico"

    /// The logo's path from the workspace, as written.
    public var logoPath: String? { text(PortalField.logo) }
    /// The notes in CommonMark; `nil` if there are none, or if they are longer than notes may be.
    public var notes: String? { legalText(PortalField.notes) }
    /// The name that customers see; `nil` if the file has none.
    public var websiteName: String? { text(PortalField.websiteName) }
    /// The company's website.
    public var websiteURL: Link? { text(PortalField.websiteURL).flatMap { try? Link($0) } }
    /// Where customers write for help.
    public var supportEmail: EmailAddress? { text(PortalField.supportEmail).flatMap(EmailAddress.init) }
    /// Where customers call for help.
    public var supportPhone: PhoneNumber? { text(PortalField.supportPhone).flatMap(PhoneNumber.init) }

    /// The environments for which the file differs, in its order.
    public var environmentNames: [String] {
        body.value(at: Portal.environmentsPath)?.object?.members.map(\.key) ?? []
    }

    static let environmentsPath = PortalField.environments

    /// Returns the portal as it is in an environment: what the file says for that environment replaces the rest.
    ///
    /// - Parameter environment: A name such as `live`; `nil` for the file without any environment.
    /// - Returns: The portal; unchanged if the file says nothing for the environment.
    public func inEnvironment(_ environment: String?) -> Portal {
        guard let environment else { return self }
        let path = Portal.environmentsPath.appending(environment)
        guard let overlay = body.value(at: path)?.object else { return self }
        var portal = self
        portal.body = body.merging(overlay)
        return portal
    }
}

extension FieldPath {
    /// Whether the path leads to Portico's own keys, of which the service knows none.
    var isInExtension: Bool { components.first == Portal.extensionKey }
}
