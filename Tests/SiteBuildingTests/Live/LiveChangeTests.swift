import Foundation
import Portals
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `A look at a changed workspace` {
    private typealias Bench = LiveBench

    /// Something that changes a workspace of `acme` and `fern`, and what it changes.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let act: @Sendable (LiveBench) throws -> Void
        let change: LiveChange

        init(_ name: String, _ change: LiveChange, _ act: @escaping @Sendable (LiveBench) throws -> Void) {
            (testDescription, self.change, self.act) = (name, change, act)
        }
    }

    static let cases = [
        Case("nothing", LiveChange()) { _ in },
        Case("the same content once more", LiveChange()) {
            try $0.write(Bench.portal("acme", more: Bench.naming("logos/a.svg")), to: "portals/acme.yaml")
        },
        Case("a name", LiveChange(portals: ["acme"], gallery: true)) {
            try $0.write(Bench.portal("acme", name: "New"), to: "portals/acme.yaml")
        },
        Case("a text that no card shows", LiveChange(portals: ["fern"])) {
            try $0.write(Bench.portal("fern", more: "x-portico: {notes: Hello}\n"), to: "portals/fern.yaml")
        },
        Case("a new portal", LiveChange(portals: ["volt"], gallery: true)) {
            try $0.write(Bench.portal("volt"), to: "portals/volt.yaml")
        },
        Case("a removed portal", LiveChange(portals: ["acme"], gallery: true)) { try $0.remove("portals/acme.yaml") },
        Case("a renamed file", LiveChange(portals: ["acme", "zeta"], gallery: true)) {
            try $0.rename("portals/acme.yaml", to: "portals/zeta.yaml")
        },
        Case("another id", LiveChange(portals: ["fern", "other"], gallery: true)) {
            try $0.write(Bench.portal("fern", id: "other"), to: "portals/fern.yaml")
        },
        Case("an id that is taken", LiveChange(portals: ["fern"], gallery: true)) {
            try $0.write(Bench.portal("fern", id: "acme"), to: "portals/fern.yaml")
        },
        Case("a slug that is taken by a file before", LiveChange(portals: ["fern"], gallery: true)) {
            try $0.write(Bench.portal("fern"), to: "portals/aaa.yaml")
        }.also(["aaa"]),
        Case("a logo", LiveChange(portals: ["acme"], gallery: true)) { try $0.write(Bench.logo(9), to: "logos/a.svg") },
        Case("a logo that is gone", LiveChange(portals: ["acme"], gallery: true)) { try $0.remove("logos/a.svg") },
        Case("a picture beside an SVG", LiveChange(portals: ["acme"], gallery: true)) {
            try $0.write("no picture, but there", to: "logos/a.png")
        },
        Case("a logo that nobody names", LiveChange()) { try $0.write(Bench.logo(9), to: "logos/b.svg") },
        Case("a template that is used", LiveChange(isShared: true, gallery: true)) {
            try $0.write("{{{markdown}}}<!-- own -->", to: "templates/reviewer-style.mustache")
        },
        Case("the sample customer", LiveChange(isShared: true, gallery: true)) {
            try $0.write("customer: {firstName: Ada}\n", to: "sample/customer.yaml")
        },
        Case("settings", LiveChange(isShared: true, gallery: true)) {
            try $0.write("sample: {currency: EUR}\nlint: {links.missing: off}\n", to: "portico.yaml")
        },
        Case("files that are no portals", LiveChange()) {
            try $0.write("x", to: "portals/.acme.yaml.swp")
            try $0.write("x", to: "portals/acme.yaml~")
            try $0.write("x", to: "portals/4913")
            try $0.write("x", to: "README.md")
        },
    ]

    @Test(arguments: cases)
    func `names exactly the pages that differ`(_ case: Case) throws {
        let bench = try LiveBench([
            "portals/acme.yaml": Bench.portal("acme", more: Bench.naming("logos/a.svg")),
            "portals/fern.yaml": Bench.portal("fern"),
            "logos/a.svg": Bench.logo(3),
        ])
        // So that stamps are beyond doubt from here on.
        #expect(bench.look().isEmpty)
        let before = try bench.rendered()
        bench.expectSame(as: before)
        try `case`.act(bench)
        var change = bench.look()
        let problems = change.problems
        change.problems = false
        #expect(change.isShared == `case`.change.isShared && change.gallery == `case`.change.gallery)
        if !change.isShared { #expect(change.portals == `case`.change.portals && !problems) }
        let after = try bench.rendered()
        bench.expectSame(as: after)
        if !change.isShared {
            #expect(change.portals.isSuperset(of: RandomWorkspaceTests.foldersThatDiffer(before, after)))
        }
        #expect(bench.look().isEmpty)
    }

    @Test func `that is spared a file leaves it as it was`() throws {
        let bench = try LiveBench()
        let before = try bench.rendered()
        let spared: Set = ["portals/acme.yaml", "portals/new.yaml", "portico.yaml", "templates/board.mustache"]
        try bench.write("name: ha", to: "portals/acme.yaml")
        try bench.write("name: ha", to: "portals/new.yaml")
        try bench.write("samp", to: "portico.yaml")
        try bench.write("{{#half", to: "templates/board.mustache")
        #expect(bench.site.look(sparing: spared) == LiveChange())
        bench.expectSame(as: before)
        try bench.remove("portals/acme.yaml")
        try bench.remove("portico.yaml")
        #expect(bench.site.look(sparing: spared) == LiveChange())
        bench.expectSame(as: before)
        try bench.remove("templates/board.mustache")
        try bench.write("lint: {links.missing: off}\n", to: "portico.yaml")
        try bench.write(LiveBench.portal("new"), to: "portals/new.yaml")
        #expect(bench.look() == LiveChange(portals: ["acme", "new"], gallery: true))
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `that is spared a logo leaves the portals that name it as they were`() throws {
        let bench = try LiveBench([
            "portals/acme.yaml": LiveBench.portal("acme", more: LiveBench.naming("logos/a.svg")),
            "logos/a.svg": LiveBench.logo(3),
        ])
        #expect(bench.look().isEmpty)
        try bench.write("<svg", to: "logos/a.svg")
        #expect(bench.site.look(sparing: ["logos/a.svg"]) == LiveChange())
        try bench.write(LiveBench.logo(4), to: "logos/a.svg")
        #expect(bench.look() == LiveChange(portals: ["acme"], gallery: true))
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `does not take a file for complete that was written just now and can't be read`() throws {
        let bench = try LiveBench()
        let before = try bench.rendered()
        try bench.write("", to: "portals/acme.yaml")
        let change = bench.site.look()
        // On a machine that takes longer than that to come here, the file is old enough to be believed.
        if change.isUnfinished {
            #expect(change.isEmpty)
            bench.expectSame(as: before)
        }
        #expect(bench.look().isEmpty != change.isEmpty)
        #expect(bench.site.portal("acme")?.lastGood != nil)
    }
}

extension `A look at a changed workspace`.Case {
    /// The same with more portals.
    fileprivate func also(_ portals: Set<String>) -> Self {
        Self(testDescription, LiveChange(portals: change.portals.union(portals), gallery: change.gallery), act)
    }
}
