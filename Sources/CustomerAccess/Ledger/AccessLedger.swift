import Foundation
import GRDB
import Transport

/// What Portico knows of customers' links and mails, in a file that outlives it (advanced-billing.md, rules 3 to 5).
///
/// Several programs may use one file at the same time. Addresses in it are sealed if a key is given. Whatever is wrong
/// with the file, it is left as it is.
public final class AccessLedger: Sendable {
    let place: LedgerPlace
    private let database: DatabaseQueue
    private let key: LedgerKey?

    /// Opens the ledger, makes it if there is none, and brings an older one up to date.
    ///
    /// - Parameters:
    ///   - path: The file, such as `~/.local/state/portico/access.sqlite` with the home folder written out; it is made
    ///     with mode 0600, its folder with 0700. A folder `PATH.locks` lies beside it.
    ///   - key: What seals the links; `nil` if they stand open. Once a ledger has seen a key it cannot be opened
    ///     without it; links that stood open until then are sealed.
    ///   - patience: How long to wait for another program that is writing.
    /// - Throws: `LedgerError`.
    public init(path: String, key: LedgerKey? = nil, patience: Duration = .seconds(5)) throws(LedgerError) {
        place = LedgerPlace(path: path)
        self.key = key
        do {
            database = try Self.open(place, patience: patience)
            try Self.agree(on: key, database)
        } catch {
            throw Self.failure(error, place)
        }
    }

    /// Closes the file; a ledger that is closed cannot be used any more.
    public func close() {
        // The end of the program closes it anyway, and what was written stays written.
        try? database.close()
    }

    /// Runs on the file's own thread; what was begun ends, also if the task is cancelled meanwhile, because what the
    /// service has answered must not be lost.
    ///
    /// Its code stays in this module: the compiler (6.3) crashes where another one would inline what is GRDB's own.
    @_semantics("optimize.no.crossmodule")
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        let database = database
        do { return try await Task { try await database.read(body) }.value } catch { throw Self.failure(error, place) }
    }

    /// Changes the file, wholly or not at all.
    @_semantics("optimize.no.crossmodule")
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        let database = database
        do { return try await Task { try await database.write(body) }.value } catch { throw Self.failure(error, place) }
    }

    /// Puts an address into a record, sealed if there is a key.
    func put(_ url: Secret, into record: inout LinkRecord) throws(LedgerError) {
        record.isSealed = key != nil
        guard let key else {
            record.url = Data(url.exposed.utf8)
            return
        }
        do { record.url = try key.seal(url, as: record.identity.text) } catch { throw place.failure(.wrongKey) }
    }

    /// Takes the address out of a record; `nil` if there is none.
    func url(in record: LinkRecord) throws(LedgerError) -> Secret? {
        guard let bytes = record.url else { return nil }
        guard record.isSealed else {
            guard let text = String(validating: bytes, as: UTF8.self) else { throw place.failure(.damaged) }
            return Secret(text)
        }
        guard let key else { throw place.failure(.keyMissing) }
        guard let url = key.open(bytes, as: record.identity.text) else { throw place.failure(.damaged) }
        return url
    }
}

extension AccessLedger {
    /// What makes a file of SQLite a ledger: "Port" in ASCII <https://sqlite.org/pragma.html#pragma_application_id>.
    private static let applicationID = 0x506F_7274

    private static func open(_ place: LedgerPlace, patience: Duration) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .timeout(patience.inSeconds)
        configuration.prepareDatabase { database in
            // An address that was forgotten is overwritten.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            // With a log beside the file a kill loses nothing that was written
            // <https://sqlite.org/pragma.html#pragma_synchronous>.
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        if try place.prepare(), let database = try current(place, configuration) { return database }
        let lock = try migrationLock(place, patience: patience)
        defer { withExtendedLifetime(lock) {} }
        if try !place.hasFile() {
            try place.make { path in
                let draft = try DatabaseQueue(path: path, configuration: configuration)
                try draft.writeWithoutTransaction { database in
                    // The file remembers it: who reads does not wait for who writes. GRDB's own setting would write
                    // at every start.
                    try database.execute(sql: "PRAGMA journal_mode = WAL")
                    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                }
                try LedgerMigrations.migrator.migrate(draft)
                try draft.close()
            }
        }
        let database = try DatabaseQueue(path: place.path, configuration: configuration)
        try LedgerMigrations.migrator.migrate(database)
        return database
    }

    /// Opens a ledger that needs no work; `nil` if it has to be brought up to date.
    private static func current(_ place: LedgerPlace, _ configuration: Configuration) throws -> DatabaseQueue? {
        try refuseOthers(place, configuration)
        let database = try DatabaseQueue(path: place.path, configuration: configuration)
        let isCurrent = try database.read { database in
            let migrator = LedgerMigrations.migrator
            guard try !migrator.hasBeenSuperseded(database) else { throw place.failure(.newer) }
            return try migrator.hasCompletedMigrations(database)
        }
        return isCurrent ? database : nil
    }

    /// Refuses a file of something else before anything about it is changed.
    private static func refuseOthers(_ place: LedgerPlace, _ configuration: Configuration) throws {
        guard let file = FileHandle(forReadingAtPath: place.path) else { throw place.failure(.unusable("it is gone")) }
        defer { try? file.close() }
        // The header of SQLite's files: 16 bytes of text, and the application's id from byte 68 on
        // <https://sqlite.org/fileformat.html#the_database_header>.
        let header = try file.read(upToCount: 100) ?? Data()
        guard header.starts(with: Data("SQLite format 3\u{0}".utf8)) else { throw place.failure(.damaged) }
        guard header.count == 100 else { throw place.failure(.damaged) }
        let id = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
        guard id == applicationID else { throw place.failure(.foreign) }
    }

    /// Keeps others from making or changing tables at the same time; a few milliseconds' work.
    private static func migrationLock(_ place: LedgerPlace, patience: Duration) throws -> FileLock {
        let clock = ContinuousClock()
        let start = clock.now
        repeat {
            if let lock = try FileLock.attempt(place.locks + "/tables") { return lock }
            usleep(2000)
        } while start.duration(to: clock.now) < patience
        throw place.failure(.locked)
    }

    /// Checks the key against the one with which the ledger was begun; a ledger that had none is sealed with it.
    private static func agree(on key: LedgerKey?, _ database: DatabaseQueue) throws {
        let (proof, hasOpenLinks) = try database.read { database in
            (
                try Data.fetchOne(database, sql: "SELECT proof FROM keyProof"),
                try Bool.fetchOne(database, sql: "SELECT 1 FROM link WHERE isSealed = 0 AND url IS NOT NULL LIMIT 1")
            )
        }
        guard let key else {
            if proof != nil { throw LedgerError.Reason.keyMissing }
            return
        }
        if let proof, key.open(proof, as: proofIdentity) == nil { throw LedgerError.Reason.wrongKey }
        guard proof == nil || hasOpenLinks != nil else { return }
        try database.write { try seal($0, with: key) }
        // The log of SQLite holds the pages as they were before.
        _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    private static let proofIdentity = "portico.ledger"

    private static func seal(_ database: Database, with key: LedgerKey) throws {
        // Another program may have been faster.
        if let proof = try Data.fetchOne(database, sql: "SELECT proof FROM keyProof") {
            guard key.open(proof, as: proofIdentity) != nil else { throw LedgerError.Reason.wrongKey }
        } else {
            let proof = try key.seal(Secret(proofIdentity), as: proofIdentity)
            try database.execute(sql: "INSERT INTO keyProof (id, proof) VALUES (1, ?)", arguments: [proof])
        }
        let open = LinkRecord.filter(Column("isSealed") == false && Column("url") != nil)
        for var record in try open.fetchAll(database) {
            guard let bytes = record.url else { continue }
            let text = Secret(String(decoding: bytes, as: UTF8.self))
            record.url = try key.seal(text, as: record.identity.text)
            record.isSealed = true
            try record.update(database)
        }
    }

    /// What an error of SQLite or of the system means, without the statement, whose arguments may be secret.
    private static func failure(_ error: any Error, _ place: LedgerPlace) -> LedgerError {
        switch error {
        case let error as LedgerError: return error
        case let reason as LedgerError.Reason: return place.failure(reason)
        case let error as POSIXError: return place.failure(.unusable(error.words))
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return place.failure(.locked)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: return place.failure(.damaged)
            case .SQLITE_FULL: return place.failure(.unusable("the disk is full"))
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
                return place.failure(.unusable("it, or a file beside it, may not be written; allow it with chmod u+rw"))
            default: return place.failure(.unusable("SQLite answers \(error.resultCode.rawValue)"))
            }
        // A table or a column that a ledger has is not there, or holds what it cannot.
        case is RowDecodingError, is DecodingError: return place.failure(.damaged)
        default: return place.failure(.unusable("an unexpected error; please report it"))
        }
    }
}

extension LedgerError.Reason: Error {}
