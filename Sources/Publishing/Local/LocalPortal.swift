package import Diagnostics
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
        /// A file that is not there or cannot be used; the path as the portal has it.
        case unreadable(String)
    }

    /// The portal in the environment of the target.
    package let portal: Portal
    /// Its file, relative to the workspace.
    package let file: String
    /// Its logo.
    package let logo: LocalLogo
    /// Where what the service may object to stands in the file.
    package let places: [FieldPath: SourceRange]
    /// The paths of all logos that the file names, in any environment.
    package let logoPaths: [String]

    /// The identifier.
    package var id: PortalID { portal.id }

    /// Makes a portal.
    ///
    /// - Parameters:
    ///   - portal: The portal in the environment of the target.
    ///   - file: Its file, relative to the workspace.
    ///   - logo: Its logo.
    ///   - places: Where what the service may object to stands in the file.
    ///   - logoPaths: The paths of all logos that the file names, in any environment.
    package init(
        portal: Portal,
        file: String,
        logo: LocalLogo,
        places: [FieldPath: SourceRange] = [:],
        logoPaths: [String] = []
    ) {
        self.portal = portal
        self.file = file
        self.logo = logo
        self.places = places
        self.logoPaths = logoPaths
    }
}
