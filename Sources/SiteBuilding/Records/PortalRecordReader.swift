import Foundation
import Portals
import Workspaces

/// Why the records of a site cannot be used.
struct PortalRecordsError: Error, Hashable, Sendable {
    /// What is wrong.
    enum Reason: Hashable, Sendable {
        /// The file cannot be read, or a line is too long.
        case unreadable(FileReadError)
        /// The first line has no version.
        case noVersion
        /// It was written by another version of Portico.
        case otherVersion(Int)
        /// A line does not end: the rest of the file is missing.
        case cutOff
        /// A line is no record.
        case noRecord
        /// A portal has a line already.
        case repeated(PortalID)
        /// A portal's line stands behind one that it belongs before.
        case unsorted(PortalID)
    }

    /// The line, from 1; `nil` where the file as a whole is meant.
    let line: Int?
    /// What is wrong.
    let reason: Reason

    /// What is wrong and what to do, to follow the file and its line.
    var words: String {
        switch reason {
        case .unreadable(.notFound): "does not exist; render the site again, all of its portals"
        case .unreadable(.tooLarge(let limit, _)):
            "has more than \(ByteCount.words(limit)), which no record has; render the site again"
        case .unreadable(let error): error.words
        case .noVersion: "does not begin with its version; render the site again"
        case .otherVersion(let version):
            "is of version \(version), and this Portico reads version \(PortalRecords.version); render the site again"
        case .cutOff: "is cut off; render the site again"
        case .noRecord: "is no record of a portal; render the site again"
        case .repeated(let id): "is a second record of '\(id)'; render the site again"
        case .unsorted(let id): "has '\(id)' behind a later id; render the site again"
        }
    }
}

/// Reads the records of a site one by one.
final class PortalRecordReader {
    private let lines: LineReader
    private var last: PortalID?
    private var lastText = ""

    /// Opens the records of a site and reads their version.
    ///
    /// - Parameter folder: The site's folder, as the user named it.
    /// - Throws: `PortalRecordsError`.
    convenience init(site folder: String) throws(PortalRecordsError) {
        let file = "\(folder)/\(PortalRecords.fileName)"
        try self.init { () throws(FileReadError) in try LineReader(ofFileAt: file, limit: PortalRecords.lineLimit) }
    }

    /// Opens the records in an output folder and reads their version.
    convenience init(in output: OutputFolder) throws(PortalRecordsError) {
        try self.init { () throws(FileReadError) in
            try output.lines(of: PortalRecords.fileName, limit: PortalRecords.lineLimit)
        }
    }

    private init(_ open: () throws(FileReadError) -> LineReader) throws(PortalRecordsError) {
        do throws(FileReadError) {
            lines = try open()
        } catch {
            throw PortalRecordsError(line: nil, reason: .unreadable(error))
        }
        guard let first = try nextBytes(),
            let header = try? JSONDecoder().decode(Header.self, from: Data(first))
        else { throw PortalRecordsError(line: 1, reason: .noVersion) }
        guard header.version == PortalRecords.version else {
            throw PortalRecordsError(line: 1, reason: .otherVersion(header.version))
        }
    }

    /// Returns the next portal's line; `nil` at the end.
    ///
    /// What follows the id is not looked at.
    ///
    /// - Returns: The line.
    /// - Throws: `PortalRecordsError`.
    func next() throws(PortalRecordsError) -> PortalRecordLine? {
        guard let bytes = try nextBytes() else { return nil }
        guard let line = PortalRecordLine(bytes) else { throw failure(.noRecord) }
        if let last, last == line.id { throw failure(.repeated(line.id)) }
        if let last, line.id < last { throw failure(.unsorted(line.id)) }
        last = line.id
        return line
    }

    /// Returns the next line with the text that is its id, legal or not; `nil` at the end.
    ///
    /// This is for records that are known to be as Portico wrote them, of which nearly all are copied.
    ///
    /// - Returns: The line and the text.
    /// - Throws: `PortalRecordsError`.
    func nextKnown() throws(PortalRecordsError) -> (id: String, bytes: [UInt8])? {
        guard let bytes = try nextBytes() else { return nil }
        guard let id = PortalRecordLine.id(of: bytes), lastText.utf8.lexicographicallyPrecedes(id.utf8) else {
            throw failure(.noRecord)
        }
        lastText = id
        return (id, bytes)
    }

    /// What is wrong with the line that was read last.
    func failure(_ reason: PortalRecordsError.Reason) -> PortalRecordsError {
        PortalRecordsError(line: lines.lineNumber, reason: reason)
    }

    private func nextBytes() throws(PortalRecordsError) -> [UInt8]? {
        let line: LineReader.Line?
        do throws(FileReadError) {
            line = try lines.next()
        } catch {
            throw failure(.unreadable(error))
        }
        guard let line else { return nil }
        if !line.isTerminated { throw failure(.cutOff) }
        return line.bytes
    }

    private struct Header: Decodable {
        let version: Int
    }
}
