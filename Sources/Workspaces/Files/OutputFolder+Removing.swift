#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    /// Removes a plain file.
    ///
    /// - Parameter path: The names that lead to the file. Anything but a plain file is an error and stays.
    /// - Returns: Whether there was one.
    /// - Throws: `OutputError` if something else is there, or it cannot be removed.
    @discardableResult
    package func removeFile(_ path: [String]) throws(OutputError) -> Bool {
        guard let (folder, name) = try existingParent(of: path),
            let status = try folder.status(of: name)
        else { return false }
        if status.kind != .file { throw folder.failure(name, .notAFile(status.kind)) }
        do throws(SystemError) {
            try calls.unlink(folder.descriptor.number, name, 0)
            return true
        } catch let error where error.code == ENOENT {
            return false
        } catch {
            throw folder.failure(name, .system(error))
        }
    }

    /// Removes a folder that holds nothing any more.
    ///
    /// - Parameter path: The names that lead to the folder. Whatever is no folder, or a link to one, stays.
    /// - Returns: Whether it was removed; one that holds something, or is missing, is not an error.
    /// - Throws: `OutputError` if the system refuses for another reason.
    @discardableResult
    package func removeFolderIfEmpty(_ path: [String]) throws(OutputError) -> Bool {
        guard let (folder, name) = try existingParent(of: path) else { return false }
        do throws(SystemError) {
            try calls.unlink(folder.descriptor.number, name, AT_REMOVEDIR)
            return true
        } catch let error where [ENOTEMPTY, EEXIST, ENOENT, ENOTDIR].contains(error.code) {
            return false
        } catch {
            throw folder.failure(name, .system(error))
        }
    }

    /// Removes temporary files that killed runs left in a folder and in the folders directly in it, and no others.
    ///
    /// A file counts as left behind if its name has the exact form that this program gives, it is a plain file, and
    /// nobody holds its lock: a run keeps the lock while it writes and loses it when it ends, however it ends. So no
    /// clock and no process number has to be trusted. Removing one that is still needed would lose nothing either:
    /// its writer notices and writes it again. A folder with such a name goes if it holds plain files
    /// alone; its writer takes another way if it doesn't get the lock.
    ///
    /// - Parameter path: The names that lead to the folder; a missing one is not an error.
    /// - Returns: How many files were removed.
    /// - Throws: `OutputError` if the folder cannot be read.
    @discardableResult
    package func removeStaleTemporaryFiles(in path: [String] = []) throws(OutputError) -> Int {
        let folder: OutputFolder
        do throws(OutputError) {
            folder = try self.folder(path, createIfMissing: false)
        } catch {
            if case .system(let system) = error.reason, system.code == ENOENT { return 0 }
            throw error
        }
        return try folder.removeLeftBehind(includingFolders: true)
    }

    func removeLeftBehind(includingFolders: Bool) throws(OutputError) -> Int {
        var removed = 0
        for bytes in try allNames() {
            if TemporaryNames.isTemporary(bytes) {
                // Such a name is ASCII.
                if removeIfLeftBehind(String(decoding: bytes, as: UTF8.self)) { removed += 1 }
            } else if includingFolders, let name = String(validating: bytes, as: UTF8.self) {
                // Whatever is no folder, or a link to one, is passed over.
                let inner = try? folder([name], createIfMissing: false)
                removed += (try? inner?.removeLeftBehind(includingFolders: false)) ?? 0
            }
        }
        return removed
    }

    private func removeIfLeftBehind(_ name: String) -> Bool {
        do {
            switch try OwnedDescriptor.status(of: name, in: descriptor.number).kind {
            case .file: break
            case .folder: return removeFolderIfLeftBehind(name)
            default: return false
            }
            let file = try open(name, OwnedDescriptor.fileFlags)
            guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { return false }
            try calls.unlink(descriptor.number, name, 0)
            return true
        } catch {
            // What cannot be tidied does no harm.
            return false
        }
    }
}
