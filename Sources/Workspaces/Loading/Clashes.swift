import Diagnostics
import Portals

/// Something that a portal has in common with one before it and should not.
package struct Clash: Sendable, Hashable {
    /// What is the same.
    package enum Kind: Sendable, Hashable {
        /// The id, letter case aside: the first keeps the folder.
        case id
        /// The slug.
        case slug
        /// The slug but for letter case.
        case slugCase
    }

    /// What is the same.
    package let kind: Kind
    /// What is wrong and what to do.
    package let message: String
    /// The file of the portal that came before.
    package let owner: String
}

/// What a portal may not have in common with others.
package struct ClashKeys: Sendable, Hashable {
    /// The portal's file.
    let file: String
    /// The legal id; `nil` where there is none.
    let id: PortalID?
    /// The slug; `nil` where there is none.
    let slug: String?

    /// Takes what a portal has.
    ///
    /// - Parameters:
    ///   - file: Its file.
    ///   - id: The text that is its id, legal or not.
    ///   - slug: Its slug.
    package init(file: String, id: String, slug: String?) {
        self.init(file: file, id: try? PortalID(id), slug: slug)
    }

    init(file: String, id: PortalID?, slug: String?) {
        self.file = file
        self.id = id
        self.slug = slug?.isEmpty ?? true ? nil : slug
    }
}

/// Finds ids and slugs that more than one portal has, of portals that come one after the other.
package struct ClashFinder: Sendable {
    private struct Owner: Sendable {
        /// The id, or the slug, as it is written.
        let text: String
        let file: String
    }

    private var idOwners: [String: Owner] = [:]
    private var slugOwners: [String: Owner] = [:]
    /// Those that have a slug that was taken already, which few have.
    private var laterSlugOwners: [String: [Owner]] = [:]

    package init() {}

    /// Makes room, so that nothing is moved while portals come.
    ///
    /// - Parameter count: How many will come.
    package mutating func reserveCapacity(for count: Int) {
        idOwners.reserveCapacity(count)
        slugOwners.reserveCapacity(count)
    }

    /// Returns what a portal has in common with those before it, and remembers it.
    ///
    /// - Parameter keys: What the portal has.
    /// - Returns: The clashes; of two equal ids the first file keeps the folder.
    package mutating func clashes(of keys: ClashKeys) -> [Clash] {
        var found: [Clash] = []
        if let id = keys.id {
            if let owner = idOwners[id.folded] {
                found.append(Self.idClash(id.description, owner: owner))
            } else {
                idOwners[id.folded] = Owner(text: id.description, file: keys.file)
            }
        }
        if let slug = keys.slug {
            let folded = slug.lowercased()
            let owner = Owner(text: slug, file: keys.file)
            if let first = slugOwners[folded] {
                found += Self.slugClash(slug, owners: [first] + (laterSlugOwners[folded] ?? []))
                laterSlugOwners[folded, default: []].append(owner)
            } else {
                slugOwners[folded] = owner
            }
        }
        return found
    }

    private static func idClash(_ id: String, owner: Owner) -> Clash {
        let clash =
            id.utf8.elementsEqual(owner.text.utf8)
            ? "the id '\(id)' is that of \(owner.file) too"
            : "the id '\(id)' differs from '\(owner.text)' of \(owner.file) in letter case alone"
        return Clash(kind: .id, message: "\(clash); give one of them another", owner: owner.file)
    }

    private static func slugClash(_ slug: String, owners: [Owner]) -> [Clash] {
        if let owner = owners.first(where: { $0.text.utf8.elementsEqual(slug.utf8) }) {
            let message =
                "'\(slug)' is the slug of \(owner.file) too; choose another, because the service takes it only once"
            return [Clash(kind: .slug, message: message, owner: owner.file)]
        }
        guard let owner = owners.first else { return [] }
        let message = "'\(slug)' differs from '\(owner.text)' of \(owner.file) in letter case alone; rename one"
        return [Clash(kind: .slugCase, message: message, owner: owner.file)]
    }
}

extension PortalEntry {
    /// What it may not have in common with others.
    package var clashKeys: ClashKeys { ClashKeys(file: file, id: id, slug: portal?.slug) }

    /// Returns the entry with its clashes reported.
    func marked(_ clashes: [Clash]) -> PortalEntry {
        guard !clashes.isEmpty else { return self }
        var entry = self
        entry.isClashing = clashes.contains { $0.kind == .id }
        entry.diagnostics += clashes.map(diagnostic)
        return entry
    }

    private func diagnostic(of clash: Clash) -> Diagnostic {
        let (rule, range, field): (Rule, SourceRange?, String?) =
            switch clash.kind {
            case .id: (.idClash, idRange, idRange == nil ? nil : "id")
            case .slug: (.slugClash, places[PortalField.slug], "slug")
            case .slugCase: (.slugCaseClash, places[PortalField.slug], "slug")
            }
        return Diagnostic(rule, file: file, range: range, field: field, message: clash.message)
    }
}
