package import Foundation
import GRDB

/// Portals, websites, domains and logos that a sandbox is to have, as a client would send them.
package struct SandboxSeed: Sendable {
    /// A portal: the body of its upsert, and its logo.
    package struct Portal: Sendable {
        let id: String
        let body: Data
        let logo: Data?
        let file: String

        /// Takes a portal.
        ///
        /// - Parameters:
        ///   - id: Its id.
        ///   - body: The JSON body of its upsert.
        ///   - logo: The logo's file as it may be uploaded; `nil` for none.
        ///   - file: The file it comes from, for messages.
        package init(id: String, body: Data, logo: Data?, file: String) {
            self.id = id
            self.body = body
            self.logo = logo
            self.file = file
        }
    }

    /// A website as JSON with `id`, `name`, `url`, `servicePhone` and `serviceEmail`, those that are known.
    package typealias Website = Data

    let portals: [Portal]
    let websites: [Website]
    /// Where it comes from, for people.
    let name: String

    /// Takes what is to be added.
    ///
    /// - Parameters:
    ///   - name: Where it comes from, for people.
    ///   - portals: The portals.
    ///   - websites: The websites to which they belong.
    package init(name: String, portals: [Portal], websites: [Website]) {
        self.name = name
        self.portals = portals
        self.websites = websites
    }

    /// Adds what is not there yet; what is there stays as it is.
    ///
    /// - Parameter store: The state.
    /// - Returns: What could not be added, a sentence each.
    /// - Throws: What the database throws.
    @discardableResult
    func plant(in store: SandboxStore) async throws -> [String] {
        let (now, random) = (store.now, store.random)
        return try await store.write { [self] database in
            for website in websites { try Self.add(website: website, at: now, in: database) }
            return try portals.compactMap { try Self.add($0, at: now, random: random, in: database) }
        }
    }

    private static func add(website: Data, at now: Int, in database: Database) throws {
        let members = try RebillyService.object(website)
        var reader = SettingsReader(SandboxSettings())
        reader.read(["websites": [.object(members)]])
        for website in reader.websites where try !WebsiteRecord.exists(database, key: website.id) {
            let content = website.content(from: nil)
            try WebsiteRecord(id: website.id, createdTime: now, updatedTime: now, content: content).insert(database)
        }
    }

    /// Adds a portal with its domain and its logo; says why if it can't.
    private static func add(
        _ portal: Portal,
        at now: Int,
        random: Randomness,
        in database: Database
    ) throws -> String? {
        guard ASCIIClass.isIdentifier(portal.id) else { return "\(portal.file): its id is not legal" }
        guard try !PortalRecord.exists(database, key: portal.id) else { return nil }
        do {
            try database.inSavepoint {
                var members = try RebillyService.object(portal.body)
                if let domain = members["customDomain"]?.string, ASCIIClass.isIdentifier(domain, limit: 255),
                    try !DomainRecord.exists(database, key: domain)
                {
                    try DomainRecord(domain: domain, isVerified: true, createdTime: now, updatedTime: now)
                        .insert(database)
                }
                try addLogo(of: portal, to: &members, at: now, random: random, in: database)
                _ = try PortalOperations.keep(members, id: portal.id, at: now, in: database)
                return .commit
            }
            return nil
        } catch let refusal as Refusal {
            let fields = (try? JSON(parsing: refusal.answer.body))?.object?["invalidFields"]?.array ?? []
            let messages = fields.compactMap { $0.object?["message"]?.string }
            return "\(portal.file): \(messages.isEmpty ? "it is no JSON object" : messages.joined(separator: "; "))"
        }
    }

    /// Uploads the logo under the id that the body names, or under a new one; without a file the portal has none.
    private static func addLogo(
        of portal: Portal,
        to members: inout [String: JSON],
        at now: Int,
        random: Randomness,
        in database: Database
    ) throws {
        var customization = members["customization"]?.object ?? [:]
        let named = customization["logoId"]?.string
        if let named, ASCIIClass.isIdentifier(named), try FileRecord.exists(database, key: named) { return }
        guard let logo = portal.logo else {
            customization["logoId"] = .null
            if named != nil { members["customization"] = .object(customization) }
            return
        }
        let id = named ?? random.identifier("file_", at: now)
        let (file, bytes) = try FileUpload(raw: logo, type: "application/octet-stream")
            .file(id: id, at: now, mayBePublic: false)
        try file.insert(database)
        try bytes.insert(database)
        customization["logoId"] = .string(id)
        members["customization"] = .object(customization)
    }
}
