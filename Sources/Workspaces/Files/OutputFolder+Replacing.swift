#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    /// Replaces a plain file that is still what it was when it was read, and keeps its permissions.
    ///
    /// The new content appears whole under the file's name, or not at all. Between the last look at the old content
    /// and the rename is one system call.
    ///
    /// - Parameters:
    ///   - path: The names that lead to the file; none of them may be a link.
    ///   - old: What was read.
    ///   - bytes: The new content.
    /// - Throws: `OutputError`; `changed` if the file holds something else by now, `notAFile` if it is no plain file.
    package func replace(_ path: [String], holding old: [UInt8], with bytes: [UInt8]) throws(OutputError) {
        let (folder, name) = try parent(of: path, createIfMissing: false)
        try ProcessSignals.withFileInHand { () throws(OutputError) in
            let mode = try folder.permissions(of: name)
            let temporary: String
            do throws(SystemError) {
                // Nobody else may read what only this user might.
                temporary = try folder.makeTemporary(bytes, permissions: 0o600)
            } catch {
                throw folder.failure(name, .system(error))
            }
            do throws(OutputError) {
                try folder.put(temporary, inPlaceOf: name, holding: old, mode: mode)
            } catch {
                try? calls.unlink(folder.descriptor.number, temporary, 0)
                throw error
            }
        }
    }

    /// Checks that a file's owner may write it: a rename alone would replace one that is read-only.
    ///
    /// - Parameter path: The names that lead to the file; none of them may be a link.
    /// - Throws: `OutputError`; `readOnly`, `changed` if it is gone, `notAFile` if it is no plain file.
    package func checkWritable(_ path: [String]) throws(OutputError) {
        let (folder, name) = try parent(of: path, createIfMissing: false)
        if try folder.permissions(of: name) & S_IWUSR == 0 { throw folder.failure(name, .readOnly) }
    }

    private func put(
        _ temporary: String,
        inPlaceOf name: String,
        holding old: [UInt8],
        mode: mode_t
    ) throws(OutputError) {
        do throws(SystemError) {
            _ = try checked { fchmodat(descriptor.number, temporary, mode, 0) }
        } catch {
            throw failure(name, .system(error))
        }
        guard try holds(old, name) else { throw failure(name, .changed) }
        do throws(SystemError) {
            try calls.rename(descriptor.number, temporary, name)
        } catch {
            throw failure(name, .system(error))
        }
    }

    /// Whether a file has exactly these bytes; one that has grown has not.
    private func holds(_ old: [UInt8], _ name: String) throws(OutputError) -> Bool {
        do throws(OutputError) {
            return try read([name], limit: max(old.count, 1)) == old
        } catch {
            if case .tooLarge = error.reason { return false }
            throw error
        }
    }

    private func permissions(of name: String) throws(OutputError) -> mode_t {
        var status = stat()
        do throws(SystemError) {
            _ = try checked { fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) }
        } catch let error where error.code == ENOENT {
            throw failure(name, .changed)
        } catch {
            throw failure(name, .system(error))
        }
        let kind = FileKind(mode: status.st_mode)
        guard kind == .file else { throw failure(name, .notAFile(kind)) }
        return status.st_mode & 0o777
    }
}
