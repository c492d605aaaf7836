#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    private static let attemptLimit = 1000

    /// Writes a file unless it has these bytes already.
    ///
    /// Missing folders are made. A symbolic link with the file's name is replaced, never its target. If anything
    /// fails, the old file is as it was and the temporary file is gone.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: The names that lead to the file.
    /// - Returns: Whether anything was touched.
    /// - Throws: `OutputError`: a folder or a pipe stands there, the disk is full, and the like.
    @discardableResult
    package func write(_ bytes: [UInt8], to path: [String]) throws(OutputError) -> WriteOutcome {
        let (folder, name) = try parent(of: path, createIfMissing: true)
        return try folder.replace(name, with: bytes)
    }

    /// Writes a file that must not exist yet; an existing one is never touched.
    ///
    /// The name appears together with the whole content, also when the program is killed halfway.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: The names that lead to the file; missing folders are made.
    /// - Throws: `OutputError`; `exists` if anything has that name.
    package func createNew(_ bytes: [UInt8], at path: [String]) throws(OutputError) {
        let (folder, name) = try parent(of: path, createIfMissing: true)
        if try folder.status(of: name) != nil { throw folder.failure(name, .exists) }
        try ProcessSignals.withFileInHand { () throws(OutputError) in
            try folder.publish(bytes, as: name) { (temporary) throws(SystemError) in
                try folder.claim(name, for: temporary)
            }
        }
    }

    private func replace(_ name: String, with bytes: [UInt8]) throws(OutputError) -> WriteOutcome {
        if let status = try status(of: name) {
            switch status.kind {
            case .file: if status.size == bytes.count, holds(bytes, in: name) { return .unchanged }
            case .link: break
            case .folder, .pipe, .socket, .device: throw failure(name, .notAFile(status.kind))
            }
        }
        try ProcessSignals.withFileInHand { () throws(OutputError) in
            try publish(bytes, as: name) { (temporary) throws(SystemError) in
                try calls.rename(descriptor.number, temporary, name)
            }
        }
        return .written
    }

    /// Whether a file has exactly these bytes; one that cannot be read has not.
    private func holds(_ bytes: [UInt8], in name: String) -> Bool {
        do {
            let file = try open(name, OwnedDescriptor.fileFlags)
            return try FileBytes.read(file.number, limit: bytes.count, expected: bytes.count, calls: calls) == bytes
        } catch {
            return false
        }
    }

    /// Writes a temporary file and gives it its name.
    ///
    /// A temporary file that vanished meanwhile, tidied away by another run, is written again.
    private func publish(
        _ bytes: [UInt8],
        as name: String,
        _ rename: (_ temporary: String) throws(SystemError) -> Void
    ) throws(OutputError) {
        var attemptsLeft = 10
        while true {
            attemptsLeft -= 1
            do throws(SystemError) {
                let temporary = try makeTemporary(bytes)
                do throws(SystemError) {
                    try rename(temporary)
                } catch {
                    try? calls.unlink(descriptor.number, temporary, 0)
                    throw error
                }
                return
            } catch let error where error.code == ENOENT && attemptsLeft > 0 {
                continue
            } catch let error where error.code == EEXIST {
                throw failure(name, .exists)
            } catch let error where error.code == EISDIR {
                throw failure(name, .notAFile(.folder))
            } catch {
                throw failure(name, .system(error))
            }
        }
    }

    /// Writes a temporary file and returns its name; on failure it is gone.
    func makeTemporary(_ bytes: [UInt8], permissions: UInt16 = 0o666) throws(SystemError) -> String {
        let temporary = try openTemporary(permissions)
        let name = temporary.name
        do throws(SystemError) {
            // Held until the file is closed, so that others can tell a file at work from one left behind. Where the
            // file system knows no locks, a file that is tidied away too early is written again.
            _ = flock(temporary.file.number, LOCK_EX | LOCK_NB)
            try writeAll(bytes, to: temporary.file.number)
            try temporary.close(with: calls)
        } catch {
            try? calls.unlink(descriptor.number, name, 0)
            throw error
        }
        return name
    }

    /// Makes a temporary file that nobody else has.
    func openTemporary(_ permissions: UInt16, flags: Int32 = O_WRONLY) throws(SystemError) -> TemporaryFile {
        var attemptsLeft = Self.attemptLimit
        while true {
            let name = names.next()
            do throws(SystemError) {
                let file = try open(name, flags | O_CREAT | O_EXCL | O_NOFOLLOW, permissions: permissions)
                return TemporaryFile(name: name, file: file)
            } catch let error where error.code == EEXIST && attemptsLeft > 0 {
                // Left behind by a killed run that had the same process number.
                attemptsLeft -= 1
            }
        }
    }

    func writeAll(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var failure: SystemError?
        bytes.withUnsafeBytes { buffer in
            do throws(SystemError) {
                var start = 0
                while start < buffer.count {
                    let written = try calls.write(file, UnsafeRawBufferPointer(rebasing: buffer[start...]))
                    if written == 0 { throw SystemError(ENOSPC) }
                    start += written
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Gives a temporary file a name that nobody has; the second name is what makes it safe against others.
    ///
    /// File systems without second names (FAT, some network disks) get a check and a rename instead, with a moment
    /// between the two.
    private func claim(_ name: String, for temporary: String) throws(SystemError) {
        do throws(SystemError) {
            try calls.link(descriptor.number, temporary, name)
        } catch let error where [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK].contains(error.code) {
            do throws(SystemError) {
                _ = try OwnedDescriptor.status(of: name, in: descriptor.number)
            } catch let error where error.code == ENOENT {
                try calls.rename(descriptor.number, temporary, name)
                return
            }
            throw SystemError(EEXIST)
        }
        try? calls.unlink(descriptor.number, temporary, 0)
    }
}

/// A file that is being written and has no final name yet.
struct TemporaryFile: ~Copyable {
    let name: String
    let file: OwnedDescriptor

    /// Returns the open file, to be kept open.
    consuming func take() -> OwnedDescriptor { file }

    consuming func close(with calls: FileSystemCalls) throws(SystemError) {
        try file.closeChecked(with: calls)
    }
}
