import Rendering
package import Workspaces

/// Compares a folder of docs with the portals, and writes nothing.
package struct DocsCheck: Sendable {
    /// How many files there should be.
    package private(set) var fileCount = 0

    /// Compares, and tells each file that differs: portals in their order, then the index, then what is left over.
    ///
    /// Each file is made, read and told before the next one, so that memory does not grow with the portals.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - output: The folder; `nil` if there is none.
    ///   - tell: Takes a difference.
    /// - Throws: `OutputError` if a file cannot be read, and whatever `tell` throws.
    package init(
        _ source: SiteSource,
        in output: OutputFolder?,
        _ tell: (DocsDifference) throws -> Void
    ) throws {
        let folder = output.map(DocsFolder.init)
        let renderer = SiteRenderer(source: source, contents: .docs)
        func compare(_ files: [SiteFile]) throws {
            for file in files {
                fileCount += 1
                let path = file.path.joined(separator: "/")
                let difference =
                    try folder.map { try $0.difference(from: file) }
                    ?? DocsDifference(path: path, state: .missing, old: nil, new: file.bytes)
                if let difference { try tell(difference) }
            }
        }
        var summaries: [PortalSummary] = []
        for entry in source.entries {
            let pages = renderer.pages(of: entry)
            if entry.state == .whole { try compare(pages.files) }
            summaries.append(pages.summary)
        }
        try compare([renderer.docsIndex(of: summaries)])
        try folder?.eachLeftOver(of: source) { path, bytes in
            let path = path.joined(separator: "/")
            try tell(DocsDifference(path: path, state: .leftOver, old: bytes, new: nil))
        }
    }
}
