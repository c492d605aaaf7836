import GRDB

/// The steps from an empty file to today's tables, one a file; one that was released is never changed.
enum LedgerMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("links", migrate: makeLinks)
        migrator.registerMigration("journal", migrate: makeJournal)
        return migrator
    }
}
