import GRDB

extension LedgerMigrations {
    /// Links, mails, and the proof of the key.
    static func makeLinks(_ database: Database) throws {
        try database.create(table: "link", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("baseURL", .text)
                table.column("site", .text)
                table.column("customer", .integer)
            }
            table.column("url", .blob)
            table.column("isSealed", .boolean).notNull()
            table.column("fetchedAt", .double)
            table.column("requestCount", .integer)
            table.column("lostRequestCount", .integer).notNull()
            table.column("createdAt", .double)
            table.column("newLinkAvailableAt", .double)
            table.column("expiresAt", .double)
            table.column("blockedUntil", .double)
            table.column("revokedAt", .double)
        }
        // Whether links stand open is asked at every start.
        try database.create(
            index: "openLink",
            on: "link",
            columns: ["isSealed"],
            condition: Column("isSealed") == false && Column("url") != nil
        )
        try database.create(table: "mail") { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("baseURL", .text).notNull()
            table.column("site", .text).notNull()
            table.column("customer", .integer).notNull()
            table.column("kind", .text).notNull()
            table.column("sentAt", .double).notNull()
            table.column("outcome", .text).notNull()
        }
        try database.create(
            index: "mailToCustomer",
            on: "mail",
            columns: ["baseURL", "site", "customer", "kind", "sentAt"]
        )
        try database.create(table: "keyProof") { table in
            table.primaryKey("id", .integer)
            table.column("proof", .blob).notNull()
        }
    }
}
