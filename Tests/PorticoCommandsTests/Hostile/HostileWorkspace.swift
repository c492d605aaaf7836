import TestSupport
import Testing

/// A whole hostile workspace.
struct HostileWorkspace: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [HostileFile]
    let status: Int32
    /// The rules that have to be named, and no others; `nil` where any may be, or none.
    let rules: Set<String>?
    /// What standard error has to say, where the command stops before it has a result.
    let words: String

    init(_ name: String, _ files: [HostileFile], _ status: Int32, _ rules: Set<String>?, says words: String = "") {
        testDescription = name
        self.files = files
        self.status = status
        self.rules = rules
        self.words = words
    }

    /// Renders it and holds what happened against what is expected.
    func check() throws {
        let stage = try HostileStage(files)
        let run = try stage.render(label: testDescription)
        guard rules != nil || !words.isEmpty else {
            #expect([0, 1].contains(run.status), "\(run.errors)")
            return
        }
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty == (rules == nil))
        guard let rules else { return }
        #expect(try ReportedProblems(run).rules().subtracting(Expectation.advice) == rules, "\(run.errors)")
    }
}

/// Hostile workspaces; the groups stand in files of their own.
enum HostileWorkspaces {
    /// A portal that is as it should be.
    static let ok = HostileFile("portals/acme.yaml", portal("acme-billing"))

    static func portal(_ slug: String, logo: String? = nil) -> String {
        let last = logo.map { "x-portico: {logo: '\($0)'}\n" } ?? ""
        return "name: Acme billing\nslug: \(slug)\nwebsiteId: acme-main\n\(last)"
    }
}

@Suite struct HostileWorkspaceTests {
    @Test(arguments: HostileWorkspaces.links)
    func `links, pipes and devices lead nowhere`(workspace: HostileWorkspace) throws {
        try workspace.check()
    }

    @Test(arguments: HostileWorkspaces.templates)
    func `a hostile template is refused or harmless`(workspace: HostileWorkspace) throws {
        try workspace.check()
    }

    @Test(arguments: HostileWorkspaces.settings)
    func `hostile settings are refused with their place`(workspace: HostileWorkspace) throws {
        try workspace.check()
    }

    @Test(arguments: HostileWorkspaces.samples)
    func `a hostile sample customer is text`(workspace: HostileWorkspace) throws {
        try workspace.check()
    }

    @Test(arguments: HostileWorkspaces.manifests)
    func `a hostile manifest removes nothing that is not Portico's`(workspace: HostileWorkspace) throws {
        try workspace.check()
    }

    @Test func `hostile logos are refused or cannot run`() throws {
        try HostileLogos.check()
    }

    @Test(arguments: HostileAnswer.all)
    func `a hostile answer is refused or harmless`(answer: HostileAnswer) throws {
        try answer.check()
    }
}
