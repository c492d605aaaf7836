import Portals
import Workspaces

/// The records of a site after a run, which may have rendered some of its portals alone.
struct RecordedSite {
    /// The lines, sorted; `nil` if some portal of the site has none.
    ///
    /// That is so where what an earlier run wrote is gone, damaged, or from a version without records. Only a run of all
    /// portals can say what such a site shows.
    let lines: [PortalRecordLine]?

    /// Puts the records of a run together with those of portals that it left as they were.
    ///
    /// - Parameters:
    ///   - records: Those of the portals that were rendered.
    ///   - isWhole: Whether these are all.
    ///   - manifest: What the site has after the run.
    ///   - output: The site's folder, with the records of earlier runs.
    init(_ records: [PortalRecordLine], isWhole: Bool, manifest: Manifest, in output: OutputFolder) {
        let sorted = records.sorted { $0.id < $1.id }
        lines = isWhole ? sorted : Self.merged(sorted, manifest: manifest, output)
    }

    private static func merged(
        _ records: [PortalRecordLine],
        manifest: Manifest,
        _ output: OutputFolder
    ) -> [PortalRecordLine]? {
        var missing = Set(manifest.files.keys.compactMap(portalWithPreview))
        for record in records { missing.remove(record.id.description) }
        guard !missing.isEmpty else { return records }
        var lines = records
        do throws(PortalRecordsError) {
            let reader = try PortalRecordReader(in: output)
            while let line = try reader.next() {
                guard missing.remove(line.id.description) != nil else { continue }
                if line.record == nil { return nil }
                lines.append(line)
            }
        } catch {
            return nil
        }
        return missing.isEmpty ? lines.sorted { $0.id < $1.id } : nil
    }

    /// The portal to which a path of the site belongs if it is a preview.
    private static func portalWithPreview(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.count == 2 && parts[1] == "preview.html" ? String(parts[0]) : nil
    }
}
