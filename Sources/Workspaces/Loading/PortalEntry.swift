package import Diagnostics
package import Portals

/// A portal file of a workspace and all that is known of it.
package struct PortalEntry: Sendable {
    /// How much of a file can be shown.
    package enum State: Sendable, Hashable {
        /// It can be read as a portal and has a folder of its own.
        case whole
        /// It cannot be read as a portal.
        case unreadable
        /// Its id is taken or can't be a folder.
        case withoutFolder
    }

    /// The file, relative to the workspace.
    package let file: String
    /// The id; where it is not legal, the text that was to be one.
    package let idText: String
    /// The legal id; `nil` where there is none.
    package let id: PortalID?
    /// The portal as it is in the chosen environment; `nil` if the file cannot be read as one.
    package let portal: Portal?
    /// The logo's file, checked; `nil` if there is none or it cannot be used.
    package internal(set) var logo: Logo?
    /// The colours in which the portal's brand is painted, in the chosen environment; `nil` if nothing says its id.
    package let palette: BrandPalette?
    /// What is wrong with it, as comments silence it and the settings judge it.
    package internal(set) var diagnostics: [Diagnostic]
    /// Whether another portal has the id already.
    package internal(set) var isClashing = false
    /// Where the id stands, for problems that only all files together show.
    let idRange: SourceRange?
    /// Where slug, website, domain and logo stand, to which other files or the service may object.
    package let places: [FieldPath: SourceRange]
    /// The policy links that are legal, in the order of the footer.
    package let links: [PlacedLink]
    /// The paths of all logos that it names, in any environment.
    package let logoPaths: [String]
    /// What its comments silence.
    let silencing: Silencing
    /// What is wrong with it in other environments, as far as a comment might silence that.
    let elsewhere: [Diagnostic]

    /// A policy link and where it stands.
    package struct PlacedLink: Sendable {
        /// The page.
        package let link: Link
        /// The field, in an environment if it is that one's.
        package let field: FieldPath
        /// The place of its value.
        package let range: SourceRange?
    }

    /// How much can be shown.
    package var state: State {
        if isClashing || id == nil { return .withoutFolder }
        return portal == nil ? .unreadable : .whole
    }

    /// The entry without the bytes of its logo, for those who keep many.
    package var withoutLogo: PortalEntry {
        var entry = self
        entry.logo = nil
        return entry
    }

    /// Returns the entry with a logo, for those who keep it without.
    ///
    /// - Parameter logo: The logo that its portal names, checked.
    /// - Returns: The entry; it differs in nothing else.
    package func with(logo: Logo?) -> PortalEntry {
        var entry = self
        entry.logo = logo
        return entry
    }

    /// Returns problems that were found later, as comments silence them and settings judge them.
    ///
    /// - Parameters:
    ///   - problems: Problems of this file.
    ///   - settings: The workspace's settings.
    /// - Returns: Those that are left.
    package func judged(_ problems: [Diagnostic], by settings: Settings) -> [Diagnostic] {
        settings.judged(silencing.kept(of: problems))
    }

    /// Returns the entry with its problems as its comments silence them and settings judge them.
    func judged(by settings: Settings) -> PortalEntry {
        var entry = self
        entry.diagnostics = settings.judged(silencing.applied(to: diagnostics, elsewhere: elsewhere))
        return entry
    }
}
