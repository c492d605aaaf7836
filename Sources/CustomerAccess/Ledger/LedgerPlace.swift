import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the ledger lies: a file of its owner alone, and a folder of locks beside it.
struct LedgerPlace: Sendable {
    /// The file.
    let path: String

    private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
    /// The folder of locks.
    var locks: String { path + ".locks" }
    /// The log that SQLite keeps beside the file <https://sqlite.org/wal.html>.
    private var log: String { path + "-wal" }

    /// Makes the folders, and checks what is there.
    ///
    /// - Returns: Whether there is a ledger.
    /// - Throws: `LedgerError`.
    func prepare() throws(LedgerError) -> Bool {
        try makeFolder(folder)
        let hasFile = try hasFile()
        try makeFolder(locks)
        return hasFile
    }

    /// Looks for the file.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: `LedgerError` if something else stands there, or a part of it is gone.
    func hasFile() throws(LedgerError) -> Bool {
        guard let status = try status(of: path) else {
            // A new file would be filled from the log of the old one.
            guard try status(of: log) == nil else { throw failure(.damaged) }
            return false
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw failure(.insecure("it is no plain file; name another one"))
        }
        // SQLite would take an empty file for a new ledger, and what was in it would be forgotten silently.
        guard status.st_size > 0 else { throw failure(.damaged) }
        guard access(path, R_OK | W_OK) == 0 else {
            throw failure(.unusable("it may not be written; allow it with chmod u+rw"))
        }
        if status.st_mode & 0o077 != 0 { try restrict(path) }
        return true
    }

    /// Makes a file that nobody sees before it is whole.
    ///
    /// - Parameter fill: Makes the file at a path.
    /// - Throws: `LedgerError`, and what `fill` throws.
    func make(_ fill: (_ path: String) throws -> Void) throws {
        let draft = path + ".new"
        // What a killed run left; the lock says that nobody works on it.
        for name in [draft, draft + "-wal", draft + "-shm"] where try status(of: name) != nil {
            try FileManager.default.removeItem(atPath: name)
        }
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable() }
        close(descriptor)
        try fill(draft)
        guard rename(draft, path) == 0 else { throw unusable() }
    }

    private func makeFolder(_ folder: String) throws(LedgerError) {
        if try status(of: folder) == nil {
            do {
                let parent = URL(fileURLWithPath: folder).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            } catch {
                throw failure(.unusable("its folder cannot be made: \(error.localizedDescription)"))
            }
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw unusable() }
        }
        guard let status = try status(of: folder), status.st_mode & S_IFMT == S_IFDIR else {
            throw failure(.insecure("\(folder) is no folder, or a symbolic link to one; name another place"))
        }
        guard status.st_mode & 0o022 == 0 else {
            throw failure(.insecure("others may write into \(folder); name a file in a folder of your own"))
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw failure(.unusable("nothing may be written into \(folder); allow it with chmod u+wx"))
        }
    }

    /// What stands at a path, symbolic links not followed; `nil` if nothing does.
    private func status(of path: String) throws(LedgerError) -> stat? {
        var status = stat()
        if lstat(path, &status) == 0 { return status }
        guard errno == ENOENT else { throw unusable() }
        return nil
    }

    private func restrict(_ path: String) throws(LedgerError) {
        guard chmod(path, 0o600) == 0 else { throw unusable() }
    }

    /// Makes an error of what the last system call left.
    private func unusable() -> LedgerError {
        failure(.unusable(POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO).words))
    }

    func failure(_ reason: LedgerError.Reason) -> LedgerError { LedgerError(path: path, reason: reason) }
}
