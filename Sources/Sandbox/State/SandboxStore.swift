package import Foundation
import GRDB
import Synchronization

/// Everything that the services know, in SQLite, with the clock and the settings that decide what they answer.
package final class SandboxStore: Sendable {
    /// Why a state can't be opened.
    package enum OpenError: Error, Sendable, Equatable {
        /// Another process has the file open.
        case inUse
        /// The file is no database, or one of something else.
        case foreign
        /// The file was a state, and is damaged.
        case damaged
        /// SQLite refuses the file.
        case unusable(String)
    }

    let random: Randomness
    private let database: DatabaseQueue
    private let realTime: @Sendable () -> Date
    private let kept: Mutex<Kept>

    /// What is asked for at every request, so that it is at hand without the database.
    private struct Kept {
        var clock: ClockSetting
        var settings: SandboxSettings
    }

    /// Opens the state, and fills it if it is new.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` for memory alone.
    ///   - realTime: Tells the real time.
    ///   - random: What identifiers and links are made of.
    /// - Throws: `OpenError`.
    package init(
        path: String?,
        realTime: @escaping @Sendable () -> Date,
        random: any RandomNumberGenerator & Sendable
    ) throws(OpenError) {
        self.random = Randomness(random)
        self.realTime = realTime
        do {
            database = try Self.open(path)
            try Self.check(database)
            if let path { try Self.makePrivate(path) }
            try StateMigrations.migrator.migrate(database)
            let clock = try database.read { try Self.value("clock", in: $0) } ?? ClockSetting.real
            let settings = try database.read { try Self.value("settings", in: $0) } ?? SandboxSettings()
            kept = Mutex(Kept(clock: clock, settings: settings))
            let now = clock.now(real: Self.seconds(of: realTime()))
            try database.write { [random = self.random] database in
                guard try Self.value("isFilled", in: database) != true else { return }
                try StartingData.fill(database, now: now, random: random)
                try Self.keep(true, as: "isFilled", in: database)
            }
        } catch let error as DatabaseError {
            throw Self.openError(error)
        } catch let error as OpenError {
            throw error
        } catch {
            throw .unusable("\(error)")
        }
    }

    /// The sandbox's time, in Unix seconds.
    var now: Int { clock.now(real: Self.seconds(of: realTime())) }
    var clock: ClockSetting { kept.withLock { $0.clock } }
    var settings: SandboxSettings { kept.withLock { $0.settings } }
    /// The real time, in Unix seconds.
    var realNow: Int { Self.seconds(of: realTime()) }

    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try await database.read(body)
    }

    /// Changes the state; what throws leaves it as it was.
    func write<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try await database.write(body)
    }

    func set(_ clock: ClockSetting) async throws {
        try await database.write { try Self.keep(clock, as: "clock", in: $0) }
        kept.withLock { $0.clock = clock }
    }

    func set(_ settings: SandboxSettings) async throws {
        try await database.write { try Self.keep(settings, as: "settings", in: $0) }
        kept.withLock { $0.settings = settings }
    }

    /// Empties everything, turns the clock back to real time, and starts again.
    ///
    /// - Parameter settings: The settings from then on.
    /// - Throws: What the database throws; then everything is as it was.
    func reset(_ settings: SandboxSettings) async throws {
        let now = realNow
        try await database.write { [random] database in
            try StartingData.clear(database)
            try StartingData.fill(database, now: now, random: random)
            try Self.keep(true, as: "isFilled", in: database)
            try Self.keep(settings, as: "settings", in: database)
        }
        kept.withLock { $0 = Kept(clock: .real, settings: settings) }
    }

    /// Closes the file.
    package func close() {
        // A process that ends closes it anyway, and nothing acknowledged is lost.
        try? database.close()
    }
}

extension SandboxStore {
    /// Opens a file that survives the end of the process in any form: what was acknowledged stands in the log of
    /// SQLite <https://sqlite.org/wal.html>, and nobody else may have it open meanwhile.
    private static func open(_ path: String?) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "sandbox"
        guard let path else { return try DatabaseQueue(configuration: configuration) }
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        }
        configuration.journalMode = .wal
        // Management links are credentials: the file is its owner's alone.
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Refuses a database that has tables and was not made here.
    private static func check(_ database: DatabaseQueue) throws {
        try database.read { database in
            let isOurs = try database.tableExists(KeptValue.databaseTableName)
            if !isOurs, try Table("sqlite_master").fetchCount(database) > 0 { throw OpenError.foreign }
            // Else what is missing would look like a portal that was never made.
            guard try String.fetchOne(database, sql: "PRAGMA quick_check") == "ok" else { throw OpenError.damaged }
        }
    }

    /// Takes from others the right to read a state that was there: management links are credentials.
    private static func makePrivate(_ path: String) throws {
        for file in [path, "\(path)-wal"] where FileManager.default.fileExists(atPath: file) {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        }
    }

    private static func openError(_ error: DatabaseError) -> OpenError {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .inUse
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: .foreign
        default: .unusable(error.message ?? "SQLite's code \(error.resultCode.rawValue)")
        }
    }

    private static func seconds(of date: Date) -> Int {
        Int(date.timeIntervalSince1970.rounded(.down))
    }

    private static func value<Value: Decodable>(_ name: String, in database: Database) throws -> Value? {
        try KeptValue.fetchOne(database, key: name).map { try JSONDecoder().decode(Value.self, from: $0.value) }
    }

    private static func keep(_ value: some Encodable, as name: String, in database: Database) throws {
        try KeptValue(name: name, value: JSONEncoder().encode(value)).upsert(database)
    }
}
