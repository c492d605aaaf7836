/// What a look at a workspace found to differ from the look before.
package struct LiveChange: Sendable, Hashable {
    /// The ids whose pages differ; new portals and those that are gone are among them.
    package internal(set) var portals: Set<String> = []
    /// Whether settings, templates or the sample customer changed, so that every page differs.
    package internal(set) var isShared = false
    /// Whether the gallery and the docs of all portals differ.
    package internal(set) var gallery = false
    /// Whether something else is wrong with settings, templates and the sample customer, or nothing any more.
    package internal(set) var problems = false
    /// Whether a file was left out that somebody seems to be writing: look again in some 50 ms.
    ///
    /// It says nothing of what differs.
    package internal(set) var isUnfinished = false

    /// Makes a change.
    ///
    /// - Parameters:
    ///   - portals: The ids whose pages differ.
    ///   - isShared: Whether every page differs.
    ///   - gallery: Whether the pages that all portals share differ.
    ///   - problems: Whether something else is wrong apart from portals.
    package init(portals: Set<String> = [], isShared: Bool = false, gallery: Bool = false, problems: Bool = false) {
        self.portals = portals
        self.isShared = isShared
        self.gallery = gallery
        self.problems = problems
    }

    /// Whether nothing differs.
    package var isEmpty: Bool { portals.isEmpty && !isShared && !gallery && !problems }
}
