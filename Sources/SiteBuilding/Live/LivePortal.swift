package import Workspaces

/// A portal of a site in memory.
package struct LivePortal: Sendable {
    /// The name of its folder in the site.
    package let id: String
    /// The file it was read from, relative to the workspace.
    package let file: String
    /// The portal as it is now, with its logo.
    package let entry: PortalEntry
    /// The last that could be read, with its logo; `nil` if the file can be read, or never could be in this run.
    package let lastGood: PortalEntry?

    /// What lists show of a portal.
    package struct Head: Sendable, Hashable {
        /// The id; where it is not legal, the text that was to be one.
        package let id: String
        /// The internal name; the file's where there is none.
        package let name: String
        /// The file it was read from, relative to the workspace.
        package let file: String
        /// Whether the file can be read as a portal.
        package let isReadable: Bool
        /// Whether it has pages of its own: its id is legal, and no portal before it has it.
        package let hasPages: Bool
    }
}
