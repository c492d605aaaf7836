import Portals
import Rendering
import Workspaces

/// A file that all portals share and that was written, or left because it is as it is to be.
struct SharedFile: Sendable {
    /// The file for the next run; `nil` if somebody took it away meanwhile.
    let cached: SiteCache.Shared?
    let outcome: WriteOutcome

    /// Takes a file that was written.
    init(_ name: String, inputs: ContentHash? = nil, _ file: HashedDraft.Published, in output: OutputFolder) {
        cached = output.stamps(of: [name], in: "")[0].map {
            SiteCache.Shared(name: name, inputs: inputs, content: file.content, stamp: $0)
        }
        outcome = file.outcome
    }

    /// Takes a file that the last run left.
    init(kept file: SiteCache.Shared) {
        cached = file
        outcome = .unchanged
    }

    /// What makes the pages that all portals share, and writes those that are made from something else than last time.
    ///
    /// - Parameters:
    ///   - summaries: All portals.
    ///   - maker: Makes the pages.
    ///   - last: What the last run left.
    ///   - output: The output folder.
    /// - Returns: A job for each page, in their order; it throws `OutputError` if the page cannot be written.
    static func jobs(
        of summaries: PackedSummaries,
        by maker: SharedPages,
        after last: LastRun?,
        in output: OutputFolder
    ) -> [@Sendable () throws -> SharedFile?] {
        let inputs = SharedInputs(summaries)
        let pages = maker.pages(of: summaries, counts: inputs.counts)
        return pages.indices.map { index in
            let (page, hash) = (pages[index], inputs.hash(ofPage: index))
            if let kept = last?.kept(page.name), kept.inputs == hash { return { SharedFile(kept: kept) } }
            return { SharedFile(page.name, inputs: hash, try page.publish(in: output), in: output) }
        }
    }
}
