import Portals
import Rendering
import Workspaces

/// Writes the records of a site while portals go by, in the order of their files; in the file they are sorted by id.
struct PortalRecordsWriter {
    private let output: OutputFolder
    /// What was appended, in the order in which it came.
    private let spool: OutputDraft
    private var places: [(id: PortalID, start: Int, count: Int)] = []

    /// Begins the records.
    init(in output: OutputFolder) throws(OutputError) {
        self.output = output
        spool = try OutputDraft(in: output)
    }

    /// Adds the record of a portal that was rendered.
    mutating func append(_ line: PortalRecordLine) throws(OutputError) {
        places.append((line.id, spool.count, line.bytes.count))
        try spool.append(line.bytes[...])
    }

    /// Ends the records and gives them their name.
    ///
    /// - Parameters:
    ///   - kept: The ids of portals that keep the record of an earlier run.
    ///   - isTrusted: Whether the records of the earlier run are known to be as it wrote them.
    /// - Returns: The file; `nil` if a portal that keeps its record has none, because what an earlier run wrote is gone
    ///   or damaged: a comparison would take what is missing for removed, so that there are no records at all then.
    /// - Throws: `OutputError` if the file cannot be written.
    consuming func publish(keeping kept: Set<String>, isTrusted: Bool) throws(OutputError) -> HashedDraft.Published? {
        var file = try HashedDraft(in: output)
        try file.append(PortalRecords.head)
        var rest = places.sorted { $0.id < $1.id }[...]
        var missing = kept
        let old = kept.isEmpty ? nil : try? PortalRecordReader(in: output)
        while let line = try? old?.next() {
            guard missing.remove(line.id.description) != nil else { continue }
            guard isTrusted || line.record != nil else { return nil }
            while let next = rest.first, next.id < line.id {
                try file.append(spooled(rest.removeFirst()))
            }
            try file.append(line.bytes + [UInt8(ascii: "\n")])
        }
        guard missing.isEmpty else { return nil }
        for place in rest { try file.append(spooled(place)) }
        return try file.publish(as: PortalRecords.fileName)
    }

    private func spooled(_ place: (id: PortalID, start: Int, count: Int)) throws(OutputError) -> [UInt8] {
        try spool.bytes(from: place.start, count: place.count) + [UInt8(ascii: "\n")]
    }
}
