import Diagnostics
import Portals
import Rendering
package import Workspaces

/// Joins the outputs of `render --shard` into one site, the same as that of a single run.
package struct SiteJoiner: Sendable {
    /// The version of Portico.
    private let version: String

    /// Makes a joiner.
    ///
    /// - Parameter version: The version of Portico, which has to have rendered the shards.
    package init(version: String) {
        self.version = version
    }

    /// Joins shards.
    ///
    /// Everything but the pages is checked before anything is written. A page is copied if its size and hash are those
    /// that the shard's manifest lists, and only if it differs from what is there. Pages of an earlier site that belong
    /// to nothing any more go, as with `SiteBuilder`; the manifest comes last.
    ///
    /// - Parameters:
    ///   - folders: The output of every shard, in any order.
    ///   - open: Opens the folder for the site; it is called once the shards are checked.
    ///   - progress: Is told now and then how many portals of how many are done.
    /// - Returns: What was done.
    /// - Throws: `JoinError` if the shards are not those of one site, `OutputError` if a file cannot be written.
    package func join(
        _ folders: [String],
        into open: () throws -> OutputFolder,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> SiteReport {
        let shards = try [ShardFolder](folders, version: version)
        guard let first = shards.first else { throw JoinError.missing([0], count: 1) }
        let templates = try templates(of: first)
        let portals = try JoinedPortals(shards)
        for (shard, range) in zip(shards, portals.ranges) { try portals.checkListed(in: shard, range) }
        let output = try open()
        if try output.removeOwnStaleTemporaryFiles() { try output.removeStaleTemporaryFiles() }
        var writer = try JoinWriter(portals, into: output)
        for (shard, range) in zip(shards, portals.ranges) {
            try writer.copy(shard, range) { progress(range.lowerBound + $0, portals.order.count) }
        }
        let pages = SharedPages(templates: templates, origin: first.head.origin, logo: writer.logos.logo)
        let head = Manifest.Head(version: Manifest.version, portico: version, inputs: first.head.inputs)
        return try writer.finish(pages, head)
    }

    /// The templates of the shards, each checked as those of a workspace are.
    private func templates(of shard: ShardFolder) throws -> TemplateLibrary {
        let texts = try shard.reader().templates
        let overrides = texts.map { TemplateOverride(name: $0.template, file: $0.template, text: $0.text) }
        let samples = SampleSource(settings: Settings(), file: nil)
        var diagnostics: [Diagnostic] = []
        let library = try TemplateLibrary(
            overrides: overrides,
            specimens: overrides.isEmpty ? [] : TemplateSpecimen.all(samples: samples.contexts),
            diagnostics: &diagnostics
        )
        // The shard has but those that are used.
        guard library.overrides.count == texts.count else { throw shard.damaged(ShardFile.name) }
        return library
    }
}
