package import Rendering

/// What a run did.
package struct SiteReport: Sendable {
    package init() {}

    /// How many portals have pages of this run, or kept those that are right.
    package internal(set) var portalCount = 0
    /// How many files the run stands for, changed or not.
    package internal(set) var fileCount = 0
    /// How many of them were written, because they were new or had changed.
    package internal(set) var writtenCount = 0
    /// What of the templates was interpreted for each portal, and why.
    package internal(set) var obstacles: [TemplateObstacle] = []
    /// The files that were removed because their portal is gone.
    package internal(set) var removed: [String] = []
    /// What is wrong, but notes.
    package internal(set) var problems: SiteProblems = SiteProblems(shared: [])
}
