import GRDB

/// The tables, in the order in which they came; a migration that was released is never changed.
enum StateMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("services") { database in
            try makeRebillyTables(database)
            try makeAdvancedBillingTables(database)
            try database.create(table: KeptValue.databaseTableName) { table in
                table.primaryKey("name", .text)
                table.column("value", .blob).notNull()
            }
        }
        return migrator
    }

    private static func makeRebillyTables(_ database: Database) throws {
        try database.create(table: PortalRecord.databaseTableName) { table in
            table.primaryKey("id", .text)
            table.column("slug", .text).notNull().unique()
            addTimes(to: table)
            table.column("content", .text).notNull()
        }
        try database.create(table: FileRecord.databaseTableName) { table in
            table.primaryKey("id", .text)
            addTimes(to: table)
            table.column("sha1", .text).notNull().indexed()
            table.column("content", .text).notNull()
        }
        try database.create(table: FileBytes.databaseTableName) { table in
            table.primaryKey("id", .text).references(FileRecord.databaseTableName, onDelete: .cascade)
            table.column("bytes", .blob).notNull()
        }
        try database.create(table: WebsiteRecord.databaseTableName) { table in
            table.primaryKey("id", .text)
            addTimes(to: table)
            table.column("content", .text).notNull()
        }
        try database.create(table: DomainRecord.databaseTableName) { table in
            table.primaryKey("domain", .text)
            table.column("isVerified", .boolean).notNull()
            addTimes(to: table)
        }
    }

    private static func addTimes(to table: TableDefinition) {
        table.column("createdTime", .integer).notNull()
        table.column("updatedTime", .integer).notNull()
    }

    private static func makeAdvancedBillingTables(_ database: Database) throws {
        try database.create(table: CustomerRecord.databaseTableName) { table in
            table.primaryKey("id", .integer)
            table.column("reference", .blob).unique()
            table.column("createdAt", .integer).notNull()
            table.column("updatedAt", .integer).notNull()
            table.column("portalCreatedAt", .integer)
            table.column("inviteSentAt", .integer)
            table.column("inviteAcceptedAt", .integer)
            table.column("profile", .text).notNull()
        }
        try database.create(table: LinkRecord.databaseTableName) { table in
            table.autoIncrementedPrimaryKey("id")
            addCustomer(to: table)
            table.column("digits", .text).notNull()
            table.column("fetchCount", .integer).notNull()
            table.column("createdAt", .integer).notNull()
            table.column("newLinkAvailableAt", .integer).notNull()
            table.column("expiresAt", .integer).notNull()
        }
        try database.create(table: ResendRecord.databaseTableName) { table in
            addCustomer(to: table)
            table.column("sentAt", .integer).notNull()
        }
    }

    private static func addCustomer(to table: TableDefinition) {
        table.column("customerID", .integer).notNull().indexed()
            .references(CustomerRecord.databaseTableName, onDelete: .cascade)
    }
}
