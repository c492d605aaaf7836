import Diagnostics
public import Portals

/// The little that the gallery and the index of the docs need of each portal, so that memory stays small.
public struct PortalSummary: Sendable {
    /// How a portal's card differs by what could be read.
    public enum State: Sendable, Hashable {
        /// It has a preview and docs.
        case whole
        /// Its file could not be read as a portal: it has problems alone.
        case unreadable
        /// Its id is taken or can't be a folder: it has a card alone.
        case withoutFolder
    }

    /// What could be read.
    public let state: State
    /// The id, or the file's stem where there is no legal one.
    public let id: String
    /// The internal name, or the file where there is none.
    public let name: String
    /// The public address without its scheme.
    public let address: String
    /// The public address; `nil` where it cannot be opened.
    public let url: String?
    /// Whether customers can reach the portal.
    public let status: Status
    /// The name that customers see; empty for a file that could not be read.
    public let brandName: String
    /// The colours in which the brand is painted; `nil` for a file that could not be read.
    public let palette: BrandPalette?
    /// The logo's file, checked; `nil` shows the name.
    public let logo: Logo?
    /// The features that are on.
    public let features: Set<Feature>
    /// The file it was read from, relative to the workspace.
    public let file: String
    /// How many errors the portal has.
    public let errorCount: Int
    /// How many warnings the portal has.
    public let warningCount: Int
    /// The first of its worst problems, as a sentence without its place; `nil` if there is none.
    public let firstProblem: String?

    /// Summarizes a portal that could be read.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - state: `whole`, or `withoutFolder` where its id is taken.
    public init(_ view: PortalView, state: State = .whole) {
        self.state = state
        id = view.portal.id.description
        name = view.name
        address = view.shortAddress
        url = view.url
        status = view.portal.status
        brandName = view.brandName
        palette = view.palette
        logo = view.logo
        features = Set(Feature.allCases.filter(view.portal.allows))
        file = view.file
        (errorCount, warningCount, firstProblem) = Self.digest(view.problems)
    }

    /// Summarizes a file that could not be read as a portal.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - state: `unreadable`, or `withoutFolder` where its id is taken or illegal.
    public init(_ file: UnreadableFile, state: State = .unreadable) {
        self.state = state
        id = file.id
        name = file.file
        address = ""
        url = nil
        status = .active
        brandName = ""
        palette = nil
        logo = nil
        features = []
        self.file = file.file
        (errorCount, warningCount, firstProblem) = Self.digest(file.problems)
    }

    /// The name of the portal's folder in the site.
    var folder: String { id }

    private static func digest(_ problems: [Diagnostic]) -> (errors: Int, warnings: Int, first: String?) {
        let sorted = problems.sorted()
        let first = sorted.first { $0.severity == .error } ?? sorted.first { $0.severity == .warning }
        return (sorted.count(of: .error), sorted.count(of: .warning), first.map(\.sentence))
    }
}

extension PortalSummary {
    static var specimen: PortalSummary { PortalSummary(.specimen) }
}
