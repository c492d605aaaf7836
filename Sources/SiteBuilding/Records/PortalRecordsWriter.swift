import Portals
import Rendering
import Workspaces

/// Writes the records of a site while portals go by, in the order of their files; in the file they are sorted by id.
struct PortalRecordsWriter {
    private let output: OutputFolder
    /// What was appended, in the order in which it came.
    private let spool: OutputDraft
    private var places: [Place] = []

    /// Where a record is in the spool.
    private struct Place {
        let id: PortalID
        let start: Int
        let count: Int
    }

    /// Begins the records.
    init(in output: OutputFolder) throws(OutputError) {
        self.output = output
        spool = try OutputDraft(in: output)
    }

    /// Adds the record of a portal that was rendered.
    mutating func append(_ line: PortalRecordLine) throws(OutputError) {
        places.append(Place(id: line.id, start: spool.count, count: line.bytes.count))
        try spool.append(line.bytes[...])
    }

    /// Ends the records and gives them their name.
    ///
    /// - Parameter kept: The portals that keep the record of an earlier run.
    /// - Returns: The file; `nil` if a portal that keeps its record has none, because what an earlier run wrote is gone
    ///   or damaged: a comparison would take what is missing for removed, so that there are no records at all then.
    /// - Throws: `OutputError` if the file cannot be written.
    consuming func publish(keeping kept: KeptRecords) throws(OutputError) -> HashedDraft.Published? {
        let file = try HashedDraft(in: output)
        try file.append(PortalRecords.head)
        var rest = places.sorted { $0.id < $1.id }[...]
        var missing = kept
        let old = kept.isEmpty ? nil : try? PortalRecordReader(in: output)
        while let line = old.flatMap({ Self.next($0, areTrusted: kept.areTrusted) }) {
            guard missing.remove(line.id) else { continue }
            guard kept.areTrusted || PortalRecordLine(line.bytes)?.record != nil else { return nil }
            while let next = rest.first, next.id.description.utf8.lexicographicallyPrecedes(line.id.utf8) {
                try append(next, to: file)
                rest.removeFirst()
            }
            try file.append(line.bytes)
            try file.append(UInt8(ascii: "\n"))
        }
        guard missing.isEmpty else { return nil }
        for place in rest { try append(place, to: file) }
        return try file.publish(as: PortalRecords.fileName)
    }

    private static func next(_ old: PortalRecordReader, areTrusted: Bool) -> (id: String, bytes: [UInt8])? {
        if areTrusted { return try? old.nextKnown() }
        return (try? old.next()).map { ($0.id.description, $0.bytes) }
    }

    private func append(_ place: Place, to file: HashedDraft) throws(OutputError) {
        try file.append(spool.bytes(from: place.start, count: place.count))
        try file.append(UInt8(ascii: "\n"))
    }
}
