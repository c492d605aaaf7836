package import Portals

/// A portal of the workspace as it is to be published, in the environment of the target.
package struct LocalPortal: Sendable {
    /// What the workspace has for the header.
    package enum LocalLogo: Sendable, Hashable {
        /// The file names none; its `logoId` counts.
        case none
        /// A picture that the service takes.
        case picture(LogoFile)
        /// An SVG without a picture beside it that the service would take; the path as the file has it.
        case vectorAlone(String)
    }

    /// The portal in the environment of the target.
    package let portal: Portal
    /// Its file, relative to the workspace.
    package let file: String
    /// Its logo.
    package let logo: LocalLogo

    /// The identifier.
    package var id: PortalID { portal.id }

    /// Makes a portal.
    ///
    /// - Parameters:
    ///   - portal: The portal in the environment of the target.
    ///   - file: Its file, relative to the workspace.
    ///   - logo: Its logo.
    package init(portal: Portal, file: String, logo: LocalLogo) {
        self.portal = portal
        self.file = file
        self.logo = logo
    }
}
