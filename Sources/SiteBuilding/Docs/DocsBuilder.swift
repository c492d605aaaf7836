import Portals
import Rendering
package import Workspaces

/// Writes a folder of Markdown docs.
package struct DocsBuilder: Sendable {
    package init() {}

    /// Writes the docs that differ from what is there, and removes those whose portal is gone.
    ///
    /// A file is replaced whole or not at all. What the manifest of a site lists stays as it is.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - output: The folder.
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    package func build(_ source: SiteSource, into output: OutputFolder) throws -> SiteReport {
        var report = SiteReport()
        try output.removeStaleTemporaryFiles()
        let folder = DocsFolder(output: output)
        let renderer = SiteRenderer(source: source, contents: .docs)
        var summaries: [PortalSummary] = []
        // A batch at a time, so that a full disk ends a run soon.
        for start in stride(from: 0, to: source.entries.count, by: Self.batchSize) {
            let batch = source.entries[start..<min(start + Self.batchSize, source.entries.count)]
            let done = try batch.concurrentMap { entry in
                let pages = renderer.pages(of: entry)
                return (pages.summary, try pages.files.map { try folder.write($0) })
            }
            for (summary, outcomes) in done {
                summaries.append(summary)
                report.add(outcomes)
                report.portalCount += summary.state == .whole ? 1 : 0
            }
        }
        report.obstacles = renderer.obstacles
        report.add([try folder.write(renderer.docsIndex(of: summaries))])
        report.removed = try folder.removeLeftOvers(of: source)
        return report
    }

    /// How many portals are rendered before what came of them is looked at.
    private static let batchSize = 256
}

extension SiteReport {
    /// Counts files.
    mutating func add(_ outcomes: [WriteOutcome]) {
        fileCount += outcomes.count
        writtenCount += outcomes.count { $0 == .written }
    }
}
