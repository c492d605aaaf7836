import GRDB

extension LedgerMigrations {
    /// What runs over many customers have done.
    static func makeJournal(_ database: Database) throws {
        try database.create(table: "journal", options: .withoutRowID) { table in
            table.primaryKey {
                table.column("job", .text)
                table.column("baseURL", .text)
                table.column("site", .text)
                table.column("customer", .integer)
            }
            table.column("state", .text).notNull()
            table.column("changedAt", .double).notNull()
        }
    }
}
