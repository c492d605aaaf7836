import Foundation
import GRDB
import HTTPTypes

/// What customers open: portals, their links, and public files.
struct HostedPages: Sendable {
    private let store: SandboxStore
    private let pages: PageSource

    init(store: SandboxStore, pages: PageSource) {
        self.store = store
        self.pages = pages
    }

    /// Returns what a path shows; `nil` if it isn't one of these.
    func answer(_ call: Call) async throws -> Answer? {
        guard let segments = call.segments, let first = segments.first else { return nil }
        switch (first, segments.count) {
        case ("billing-portal", 2), ("manage", 4), ("files", 2): break
        case ("billing-portal", 3) where segments[2] == "logo": break
        default: return nil
        }
        guard call.method == .get || call.method == .head else {
            return .text("This is a page to look at.\n", status: .methodNotAllowed).with("Allow", "GET, HEAD")
        }
        return switch first {
        case "billing-portal": segments.count == 3 ? try await logo(segments[1]) : try await portal(segments[1])
        case "manage": try await manage(customer: segments[1], created: segments[2], digits: segments[3])
        default: try await file(segments[1])
        }
    }

    /// The portal at a slug; an inactive one is not there (rebilly.md, 3.1).
    private func portal(_ slug: String) async throws -> Answer {
        try await found(slug).map { .page(try pages.maker().preview(of: $0)) } ?? missing
    }

    /// The logo of the portal at a slug, also where its file is private: every customer sees it on the portal's pages.
    private func logo(_ slug: String) async throws -> Answer {
        guard let found = try await found(slug), let file = found.logo, let bytes = found.logoBytes else {
            return try missing
        }
        return FileOperations.content(file, bytes)
    }

    private func found(_ slug: String) async throws -> HostedPortal? {
        guard ASCIIClass.isIdentifier(slug, limit: 100) else { return nil }
        return try await store.read { database in
            guard let portal = try PortalRecord.filter(Column("slug") == slug).fetchOne(database),
                portal.content.status == "active"
            else { return nil }
            let website = try WebsiteRecord.fetchOne(database, key: portal.content.websiteId)
            let file = try portal.content.logoId.flatMap { try FileRecord.fetchOne(database, key: $0) }
            let bytes = try file.flatMap { try FileBytes.fetchOne(database, key: $0.id)?.bytes }
            return HostedPortal(portal: portal, website: website, logo: file, logoBytes: bytes)
        }
    }

    /// The page of a management link, until it expires or access is revoked (advanced-billing.md, 4 and M8).
    private func manage(customer: String, created: String, digits: String) async throws -> Answer {
        guard let id = Int64(customer), ASCIIClass.isNumber(customer), let created = Int(created),
            ASCIIClass.isIdentifier(digits)
        else { return try missing }
        let (now, settings) = (store.now, store.settings.advancedBilling)
        let found = try await store.read { database in
            try LinkRecord.filter(Column("customerID") == id && Column("createdAt") == created)
                .filter(Column("digits") == digits).fetchOne(database).flatMap { link in
                    try CustomerRecord.fetchOne(database, key: id).map { (link, $0) }
                }
        }
        guard let (link, customer) = found, customer.access != .none, settings.isPortalEnabled else {
            return try missing
        }
        guard now < link.expiresAt else {
            let text = "It worked until \(TimeText.zulu(link.expiresAt)). Ask for a new one."
            return .page(try pages.maker().notice("This link has expired", text), status: .gone)
        }
        if settings.isVerifiedEmailNeeded, customer.access != .accepted {
            let text = "Open the invitation that was sent to you by e-mail first; then this link works, too."
            return .page(try pages.maker().notice("Confirm your e-mail address", text), status: .forbidden)
        }
        return .page(try pages.maker().billingPortal(of: customer))
    }

    private func file(_ id: String) async throws -> Answer {
        guard let (file, bytes) = try await FileOperations.publicBytes(id, in: store) else { return try missing }
        return FileOperations.content(file, bytes)
    }

    /// Where the logo of an active portal can be had without a key.
    static func logoAddress(slug: String, origin: String) -> String { "\(origin)/billing-portal/\(slug)/logo" }

    private var missing: Answer {
        get throws {
            let text = "The address is wrong, or the page is gone."
            return .page(try pages.maker().notice("There is nothing here", text), status: .notFound)
        }
    }
}

/// A portal with what its pages show besides.
struct HostedPortal: Sendable {
    let portal: PortalRecord
    let website: WebsiteRecord?
    let logo: FileRecord?
    let logoBytes: Data?
}
