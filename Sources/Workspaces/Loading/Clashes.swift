import Diagnostics
import Portals

/// Finds ids and slugs that more than one portal has.
enum Clashes {
    /// Returns the entries with their clashes reported; of two equal ids the first file keeps the folder.
    static func marked(_ entries: [PortalEntry]) -> [PortalEntry] {
        var entries = entries
        var idOwners: [String: Int] = [:]
        var slugOwners: [String: [(slug: String, file: String)]] = [:]
        for index in entries.indices {
            var found: [Diagnostic] = []
            if let id = entries[index].id {
                if let owner = idOwners[id.folded] {
                    entries[index].isClashing = true
                    found.append(idClash(entries[index], owner: entries[owner]))
                } else {
                    idOwners[id.folded] = index
                }
            }
            if let slug = entries[index].portal?.slug, !slug.isEmpty {
                let folded = slug.lowercased()
                found += slugClash(entries[index], slug: slug, owners: slugOwners[folded] ?? [])
                slugOwners[folded, default: []].append((slug, entries[index].file))
            }
            entries[index].diagnostics += found
        }
        return entries
    }

    private static func idClash(_ entry: PortalEntry, owner: PortalEntry) -> Diagnostic {
        let isSame = entry.idText.utf8.elementsEqual(owner.idText.utf8)
        let clash =
            isSame
            ? "the id '\(entry.idText)' is that of \(owner.file) too"
            : "the id '\(entry.idText)' differs from '\(owner.idText)' of \(owner.file) in letter case alone"
        return Diagnostic(
            .idClash,
            file: entry.file,
            range: entry.idRange,
            field: entry.idRange == nil ? nil : "id",
            message: "\(clash); give one of them another"
        )
    }

    private static func slugClash(
        _ entry: PortalEntry,
        slug: String,
        owners: [(slug: String, file: String)]
    ) -> [Diagnostic] {
        func diagnostic(_ rule: Rule, _ message: String) -> [Diagnostic] {
            [Diagnostic(rule, file: entry.file, range: entry.slugRange, field: "slug", message: message)]
        }
        if let owner = owners.first(where: { $0.slug.utf8.elementsEqual(slug.utf8) }) {
            return diagnostic(
                .slugClash,
                "'\(slug)' is the slug of \(owner.file) too; choose another, because the service takes it only once"
            )
        }
        guard let owner = owners.first else { return [] }
        return diagnostic(
            .slugCaseClash,
            "'\(slug)' differs from '\(owner.slug)' of \(owner.file) in letter case alone; rename one"
        )
    }
}
