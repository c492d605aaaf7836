import Portals
package import Rendering
package import Workspaces

/// Writes a site: every page in memory first, then to the output folder, the manifest last.
package struct SiteBuilder: Sendable {
    /// The version of Portico, for the manifest.
    private let version: String
    private let contents: SiteContents

    package init(version: String, contents: SiteContents) {
        self.version = version
        self.contents = contents
    }

    /// Writes the pages of a source that differ from what is there, and removes those whose portal is gone.
    ///
    /// A page is replaced whole or not at all. The manifest is written last, so that a run that is killed is merely
    /// unfinished: the next one goes on. Temporary files that such a run left in the folders it works in go.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - only: The ids to render; `nil` for all. The rest of the site stays as it is.
    ///   - output: The output folder.
    ///   - progress: Is told now and then how many portals of how many are done.
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    package func build(
        _ source: SiteSource,
        only: Set<String>?,
        into output: OutputFolder,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> SiteReport {
        // The docs alone leave the pages of a site, and so its manifest, as they are.
        let old = contents == .site ? Manifest(in: output) : nil
        var manifest = Manifest(portico: version)
        var report = SiteReport()
        var records: [PortalRecordLine] = []
        var summaries: [PortalSummary] = []
        try output.removeStaleTemporaryFiles()
        let renderer = SiteRenderer(source: source, contents: contents)
        // A batch at a time, so that a full disk ends a run soon.
        for start in stride(from: 0, to: source.entries.count, by: Self.batchSize) {
            let batch = source.entries[start..<min(start + Self.batchSize, source.entries.count)]
            for portal in try batch.concurrentMap({ try write($0, by: renderer, only: only, to: output) }) {
                summaries.append(portal.summary)
                if let record = portal.record { records.append(record) }
                report.add(portal.files)
                report.portalCount += portal.isRendered ? 1 : 0
                for file in portal.files { manifest.files[file.path] = file.file }
            }
            progress(summaries.count, source.entries.count)
        }
        report.obstacles = renderer.obstacles
        for file in try renderer.sharedFiles(of: summaries).map({ try write($0, to: output) }) {
            report.add([file])
            manifest.files[file.path] = file.file
        }
        // The rest of the site stays as it is, also what a whole run will remove.
        if only != nil, let old { manifest.files.merge(old.files) { new, _ in new } }
        if contents == .site {
            let site = RecordedSite(records, isWhole: only == nil, manifest: manifest, in: output)
            try write(site, to: output, manifest: &manifest, report: &report)
        }
        if only == nil { try Self.removeOrphans(of: old, except: manifest, in: output, report: &report) }
        if contents == .docs, only == nil {
            report.removed = try DocsFolder(output: output).removeLeftOvers(of: source)
        }
        if contents == .site {
            _ = try output.write(try manifest.bytes, to: [Manifest.fileName])
        }
        return report
    }

    /// How many portals are rendered before what came of them is looked at.
    private static let batchSize = 256

    /// Renders a portal and writes its files.
    private func write(
        _ entry: PortalEntry,
        by renderer: SiteRenderer,
        only: Set<String>?,
        to output: OutputFolder
    ) throws -> WrittenPortal {
        guard entry.state != .withoutFolder, only?.contains(entry.idText) ?? true else {
            return WrittenPortal(summary: SiteRenderer.summary(of: entry))
        }
        try output.removeStaleTemporaryFiles(in: [entry.idText])
        let pages = renderer.pages(of: entry)
        return WrittenPortal(
            files: try pages.files.map { try write($0, to: output) },
            record: pages.record,
            summary: pages.summary,
            isRendered: entry.state == .whole
        )
    }

    private func write(_ file: SiteFile, to output: OutputFolder) throws -> WrittenFile {
        let outcome =
            contents == .docs
            ? try DocsFolder(output: output).write(file) : try output.write(file.bytes, to: file.path)
        return WrittenFile(
            path: file.path.joined(separator: "/"),
            file: Manifest.File(
                sha256: file.hash.hexadecimal,
                size: file.bytes.count,
                source: file.source
            ),
            isChanged: outcome == .written
        )
    }

    /// Writes the records; incomplete ones go, because a comparison would take what is missing for removed.
    private func write(
        _ site: RecordedSite,
        to output: OutputFolder,
        manifest: inout Manifest,
        report: inout SiteReport
    ) throws {
        let name = PortalRecords.fileName
        if let lines = site.lines {
            let file = try write(SiteFile(name, bytes: PortalRecords.bytes(of: lines)), to: output)
            report.add([file])
            manifest.files[name] = file.file
            return
        }
        manifest.files[name] = nil
        // Whatever is no plain file is not read as records either.
        guard try output.kind(of: [name]) == .file else { return }
        if try output.removeFile([name]) { report.removed.append(name) }
    }

    /// Removes pages that the last manifest lists and this one does not, if their bytes are still Portico's.
    private static func removeOrphans(
        of old: Manifest?,
        except manifest: Manifest,
        in output: OutputFolder,
        report: inout SiteReport
    ) throws {
        guard let old else { return }
        for (path, file) in old.files.sorted(by: { $0.key < $1.key }) where manifest.files[path] == nil {
            let names = OutputFolder.names(of: path)
            guard let bytes = try? output.read(names, limit: Manifest.byteLimit) else { continue }
            guard bytes.count == file.size, ContentHash(of: bytes).hexadecimal == file.sha256 else { continue }
            if try output.removeFile(names) { report.removed.append(path) }
            guard names.count == 2 else { continue }
            try output.removeStaleTemporaryFiles(in: [names[0]])
            try output.removeFolderIfEmpty([names[0]])
        }
    }
}

/// A file that was written, or had its bytes already.
private struct WrittenFile: Sendable {
    let path: String
    let file: Manifest.File
    let isChanged: Bool
}

/// What came of a portal.
private struct WrittenPortal: Sendable {
    var files: [WrittenFile] = []
    var record: PortalRecordLine?
    let summary: PortalSummary
    /// Whether it has every page.
    var isRendered = false
}

extension SiteReport {
    fileprivate mutating func add(_ files: [WrittenFile]) {
        fileCount += files.count
        writtenCount += files.count { $0.isChanged }
    }
}

/// What a run did.
package struct SiteReport: Sendable {
    package init() {}

    /// How many portals were rendered.
    package internal(set) var portalCount = 0
    /// How many files the run made, changed or not.
    package internal(set) var fileCount = 0
    /// How many of them were written, because they were new or had changed.
    package internal(set) var writtenCount = 0
    /// What of the templates was interpreted for each portal, and why.
    package internal(set) var obstacles: [TemplateObstacle] = []
    /// The files that were removed because their portal is gone.
    package internal(set) var removed: [String] = []
}
