import Testing

@testable import LivePreview

@Suite struct `Noting what happens to files` {
    private static let start = ContinuousClock.now

    private static func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    /// What is known at the moments at which a look is due, up to a second; events come at their milliseconds.
    private static func looks(_ events: [(Int, FileEvent)]) -> [String] {
        var tracker = ChangeTracker()
        var looks: [String] = []
        for moment in 0...1000 {
            for (time, event) in events where time == moment { tracker.note(event, at: at(moment)) }
            if let deadline = tracker.deadline, deadline < at(moment) { Issue.record("a deadline passed") }
            if tracker.takeDue(at: at(moment)) {
                looks.append("\(moment) \(tracker.sparing.sorted().joined(separator: " "))")
            }
        }
        #expect(tracker.deadline == nil)
        return looks
    }

    @Test(
        arguments: [
            // A file that is closed is looked at soon; one that is being written is left alone, or shown when it is silent.
            ([(10, .complete("a"))], ["15 "]),
            ([(10, .written("a")), (11, .complete("a"))], ["16 "]),
            ([(10, .written("a")), (300, .written("a"))], ["800 "]),
            ([(10, .written("a")), (20, .complete("b")), (100, .complete("a"))], ["25 a", "105 "]),
            // A burst is one look, and does not put it off.
            ([(10, .complete("a")), (12, .complete("b")), (15, .complete("c"))], ["15 "]),
            ([(10, .complete("a")), (14, .complete("b")), (16, .complete("a"))], ["15 ", "21 "]),
            // A new name waits for its content, and so does one that is gone.
            ([(10, .appeared("a"))], ["110 "]),
            ([(10, .appeared("a")), (11, .written("a")), (30, .complete("a"))], ["35 "]),
            ([(10, .gone("a"))], ["60 "]),
            ([(10, .gone("a")), (11, .appeared("a")), (12, .complete("a"))], ["17 "]),
            ([(10, .gone("a")), (12, .complete("b"))], ["17 a", "60 "]),
            // Where anything may have happened, nothing is left alone.
            ([(10, .written("a")), (20, .everything)], ["25 "]),
            ([], []),
        ] as [([(Int, FileEvent)], [String])]
    )
    func `makes looks of it, and says which files to leave alone`(_ events: [(Int, FileEvent)], looks: [String]) {
        #expect(Self.looks(events) == looks)
    }

    @Test func `looks again when a look found a file unfinished`() {
        var tracker = ChangeTracker()
        tracker.retry(from: Self.at(10))
        #expect(
            !tracker.takeDue(at: Self.at(59)) && tracker.takeDue(at: Self.at(60)) && !tracker.takeDue(at: Self.at(61))
        )
    }
}

@Suite struct `The folders that are watched` {
    @Test(
        arguments: [
            (["logos"], ["", "logos", "portals", "sample", "templates"]),
            ([], ["", "logos", "portals", "sample", "templates"]),
            (
                ["brand/new/logos", "./logos//deep/"],
                [
                    "", "brand", "brand/new", "brand/new/logos", "logos", "logos/deep", "portals", "sample",
                    "templates",
                ]
            ),
            (
                ["../elsewhere", "/etc", "a/../../b", "logos/../art"],
                ["", "art", "logos", "portals", "sample", "templates"]
            ),
        ] as [(Set<String>, [String])]
    )
    func `are those of the workspace, of logos, and on the way there`(logos: Set<String>, all: [String]) {
        #expect(WatchedFolders(logoFolders: logos).all == all)
    }

    @Test(arguments: [
        ("", "portico.yaml", true), ("", "portico.yaml~", false), ("", "README.md", false), ("", "a.svg", false),
        ("portals", "acme.yaml", true), ("portals", "acme.YML", true), ("portals", "acme.json", true),
        ("portals", "acme.svg", false), ("portals", ".acme.yaml.swp", false), ("portals", "4913", false),
        ("portals", "acme.yaml~", false), ("portals", ".#acme.yaml", false), ("portals", "#acme.yaml#", false),
        ("portals", ".goutputstream-X1Y2Z3", false), ("templates", "board.mustache", true),
        ("templates", "notes.txt", false), ("sample", "customer.yaml", true), ("sample", "other.yaml", false),
        ("logos", "a.svg", true), ("logos", "a", true), ("logos", ".a.svg", false), ("brand", "a.svg", false),
        ("brand/logos", "a.png", true),
    ])
    func `have files that matter and others`(folder: String, name: String, matters: Bool) {
        let folders = WatchedFolders(logoFolders: ["brand/logos"])
        #expect(folders.matters(name, in: folder) == matters)
    }
}
