import Portals
import Rendering
package import Workspaces

/// One side of a comparison: a rendered site, or a workspace as it would be rendered.
package final class ComparedSide {
    /// Which folder a side is.
    package enum Kind: Sendable, Hashable {
        /// It has `portico.yaml`.
        case workspace
        /// It has `portico-manifest.json`.
        case site
    }

    /// Why a side cannot be compared.
    package struct Failure: Error, Sendable {
        /// The site's folder, as the user named it.
        let folder: String
        /// What is wrong with its records.
        let error: PortalRecordsError

        /// What is wrong, where, and what to do.
        package var sentence: String {
            "\(folder)/\(PortalRecords.fileName)\(error.line.map { ":\($0):" } ?? "") \(error.words)"
        }
    }

    private let folder: String
    private let site: PortalRecordReader?
    private var lines: ArraySlice<PortalRecordLine>

    /// Opens the records of a rendered site.
    ///
    /// - Parameter folder: The site's folder, as the user named it.
    /// - Throws: `Failure` if it has none that can be used.
    package init(site folder: String) throws(Failure) {
        self.folder = folder
        lines = []
        do throws(PortalRecordsError) {
            site = try PortalRecordReader(site: folder)
        } catch {
            throw Failure(folder: folder, error: error)
        }
    }

    /// Records what rendering would show, in memory.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - folder: The workspace's folder, as the user named it.
    package init(_ source: SiteSource, folder: String) {
        self.folder = folder
        site = nil
        let renderer = SiteRenderer(source: source, contents: .site)
        lines = source.entries.compactMap { renderer.record(of: $0) }.sorted { $0.id < $1.id }[...]
    }

    /// Tells what a folder is; `nil` if it is neither.
    ///
    /// - Parameter folder: The folder, as the user named it.
    /// - Returns: The kind; a folder that is both is a workspace.
    /// - Throws: `FileReadError` if it is no folder that can be looked at.
    package static func kind(of folder: String) throws(FileReadError) -> Kind? {
        let files = try WorkspaceFiles(root: folder)
        if files.holds(Workspace.settingsFile) { return .workspace }
        return files.holds(Manifest.fileName) ? .site : nil
    }

    /// The next portal, in the order of the ids; `nil` at the end.
    func next() throws(Failure) -> PortalRecordLine? {
        guard let site else { return lines.popFirst() }
        do throws(PortalRecordsError) {
            return try site.next()
        } catch {
            throw Failure(folder: folder, error: error)
        }
    }

    /// The record of the portal that came last.
    func record(_ line: PortalRecordLine) throws(Failure) -> PortalRecord {
        if let record = line.record { return record }
        guard let site else { preconditionFailure("what was just written can be read") }
        throw Failure(folder: folder, error: site.failure(.noRecord))
    }
}

extension WorkspaceFiles {
    /// Whether something has a name; what cannot be looked at counts, so that its problem is told.
    fileprivate func holds(_ name: String) -> Bool {
        do throws(FileReadError) {
            _ = try kind(of: name)
            return true
        } catch {
            return error != .notFound
        }
    }
}
