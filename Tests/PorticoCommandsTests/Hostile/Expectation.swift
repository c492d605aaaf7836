import Testing

/// What a hostile input has to come to.
struct Expectation: Sendable {
    /// The rules that may be named; nothing else may.
    let allowed: Set<String>
    /// Whether at least one of them has to be.
    let isRequired: Bool

    /// No problem at all: the value is text like any other.
    static let harmless = Expectation(allowed: [], isRequired: false)

    /// At least one of some rules, and no other.
    static func rules(_ ids: String...) -> Expectation {
        Expectation(allowed: Set(ids), isRequired: true)
    }

    /// Nothing, or some of these.
    static func perhaps(_ ids: String...) -> Expectation {
        Expectation(allowed: Set(ids), isRequired: false)
    }

    /// What is said of portals that are legal and could be better, which has nothing to do with hostile input.
    static let advice: Set = [
        "colors.contrast", "colors.alike", "links.missing", "links.equal", "links.insecure", "support.missing",
        "features.no-payment", "name.public", "logo.too-small", "logo.oversized", "logo.no-raster",
    ]

    /// Why rules are not what is expected; `nil` if they are.
    func fault(_ all: Set<String>) -> String? {
        let found = all.subtracting(Self.advice.subtracting(allowed))
        let others = found.subtracting(allowed)
        if !others.isEmpty { return "unexpected \(others.sorted())" }
        if isRequired, found.isEmpty { return "none of \(allowed.sorted())" }
        return nil
    }
}

/// A hostile portal file, to be rendered together with others.
struct HostilePortal: Sendable, CustomTestStringConvertible {
    /// The file's name below `portals/`.
    let file: String
    let content: HostileFile.Content
    let expectation: Expectation
    /// The folder of its preview; `nil` where there may be none.
    let page: String?

    init(_ file: String, _ content: HostileFile.Content, _ expectation: Expectation, page: String? = nil) {
        self.file = file
        self.content = content
        self.expectation = expectation
        self.page = page
    }

    var testDescription: String { file.debugDescription }
}
