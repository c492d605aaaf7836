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
        /// What is wrong, where, and what to do.
        package let sentence: String

        /// What is wrong with a site's records.
        init(folder: String, _ error: PortalRecordsError) {
            sentence = "\(folder)/\(PortalRecords.fileName)\(error.line.map { ":\($0):" } ?? "") \(error.words)"
        }

        /// What is wrong with a preview of a site.
        init(folder: String, preview id: PortalID, words: String) {
            sentence = "\(folder)/\(RecordedPreviews.path(of: id)) \(words)"
        }
    }

    private let folder: String
    private let content: Content

    /// What a side is made of.
    private enum Content {
        case site(PortalRecordReader, RecordedPreviews)
        case workspace(RenderedPreviews)
    }

    /// Opens the records of a rendered site.
    ///
    /// - Parameter folder: The site's folder, as the user named it.
    /// - Throws: `Failure` if it has none that can be used.
    package init(site folder: String) throws(Failure) {
        self.folder = folder
        do throws(PortalRecordsError) {
            content = .site(try PortalRecordReader(site: folder), RecordedPreviews(site: folder))
        } catch {
            throw Failure(folder: folder, error)
        }
    }

    /// Takes what rendering would show, in memory, portal by portal.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - folder: The workspace's folder, as the user named it.
    package init(_ source: SiteSource, folder: String) {
        self.folder = folder
        content = .workspace(RenderedPreviews(source))
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
        switch content {
        case .workspace(let previews): return previews.next()
        case .site(let records, _):
            do throws(PortalRecordsError) {
                return try records.next()
            } catch {
                throw Failure(folder: folder, error)
            }
        }
    }

    /// The record of the portal that came last, and the hash of its preview.
    func record(_ line: PortalRecordLine) throws(Failure) -> (preview: ContentHash, record: PreviewRecord) {
        guard let record = line.record else { throw noRecord }
        return record
    }

    /// The record of the portal that came last with what its screens show.
    ///
    /// - Parameters:
    ///   - record: Its record.
    ///   - preview: The hash of its preview.
    ///   - id: Its id.
    /// - Returns: The record.
    /// - Throws: `Failure` if a site's preview is gone or was edited, or its record is of another page.
    func shown(_ record: PreviewRecord, preview: ContentHash, of id: PortalID) throws(Failure) -> PortalRecord {
        let page: [UInt8]
        switch content {
        case .workspace(let previews): page = previews.page
        case .site(_, let previews):
            do throws(RecordedPreviews.Failure) {
                page = record.needsNoPage ? [] : try previews.page(of: id, preview)
            } catch {
                throw Failure(folder: folder, preview: id, words: error.words)
            }
        }
        guard let shown = record.shown(on: page) else { throw noRecord }
        return shown
    }

    /// That the line that was read last is no record.
    private var noRecord: Failure {
        guard case .site(let records, _) = content else { preconditionFailure("what was just written can be read") }
        return Failure(folder: folder, records.failure(.noRecord))
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
