import Diagnostics
package import Portals

/// Writes a portal's members as a YAML file of its own.
package enum PortalFileText {
    /// Returns a new portal file.
    ///
    /// The order is that of `FieldTable.portal`, then unknown keys as they come, then `x-portico`; block style, two
    /// spaces a level, LF. Colours, and every text that some reader of YAML could take for something else, stand in
    /// double quotes; long texts and those of several lines are literal blocks, where they come back exactly. The same
    /// members make the same bytes.
    ///
    /// Read again, the file holds the same members. Only a number in a text field cannot be told from its characters.
    ///
    /// - Parameters:
    ///   - members: The members of the file, `x-portico` included; none make `{}`.
    ///   - file: The file's name, for problems.
    ///   - limits: What the file may cost.
    /// - Returns: The file.
    /// - Throws: `EditError` if the file could not be read again, because it breaks a limit.
    package static func yaml(
        of members: ValueObject,
        file: String,
        limits: ReadingLimits = .portalFile
    ) throws(EditError) -> [UInt8] {
        if Value.object(members).isDeeper(than: limits.depth) {
            let excess = ReadingBudget(limits: limits).excess(ofDepth: .max)
            throw EditError(file: file, place: nil, change: nil, reason: .unfit(excess?.message ?? ""))
        }
        var reason = EditError.Reason.uncertain
        for isQuoted in [false, true] {
            let writer = FragmentWriter(format: .yaml, unit: "  ", isQuoted: isQuoted)
            do throws(EditObstacle) {
                let bytes = Array((try writer.document(members).joined(separator: "\n") + "\n").utf8)
                let document = SourceReader().read(bytes, file: file, format: .yaml, limits: limits)
                if let problem = document.diagnostics.first {
                    reason = .unfit(problem.message)
                } else if holds(document, members) {
                    return bytes
                }
            } catch {
                reason = error.reason
            }
        }
        throw EditError(file: file, place: nil, change: nil, reason: reason)
    }

    private static func holds(_ document: SourceDocument, _ members: ValueObject) -> Bool {
        let table = FieldTable.portal
        guard let read = document.root?.value.object else { return false }
        return table.takingTextAsWritten(in: read) == table.takingTextAsWritten(in: members)
    }
}
