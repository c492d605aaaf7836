#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written piece by piece and takes its name when it is whole.
///
/// Until then it is a temporary file in the folder; unless it is published, it goes when nobody holds it any more. A
/// run that is killed leaves it, which is how the next run knows that there may be others.
package final class OutputDraft {
    private static let bufferSize = 128 << 10

    /// How many bytes were appended.
    package private(set) var count = 0
    private let folder: OutputFolder
    private let temporary: String
    private let file: OwnedDescriptor
    private var buffer: [UInt8] = []
    private var isThere = true

    /// Begins a file.
    ///
    /// - Parameter folder: The folder in which it will stand.
    /// - Throws: `OutputError` if nothing can be written there.
    package init(in folder: OutputFolder) throws(OutputError) {
        self.folder = folder
        do throws(SystemError) {
            let draft = try folder.openTemporary(0o666, flags: O_RDWR)
            temporary = draft.name
            file = draft.take()
        } catch {
            throw OutputError(path: folder.path, reason: .system(error))
        }
        // Held to the end, so that others can tell this file from one left behind.
        _ = flock(file.number, LOCK_EX | LOCK_NB)
    }

    deinit {
        if isThere { try? folder.calls.unlink(folder.descriptor.number, temporary, 0) }
    }

    /// Appends bytes.
    ///
    /// - Parameter bytes: The bytes.
    /// - Throws: `OutputError` if the disk is full, and the like.
    package func append(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
        count += bytes.count
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Returns bytes that were appended before.
    ///
    /// - Parameters:
    ///   - start: Where they begin.
    ///   - length: How many there are.
    /// - Returns: The bytes.
    /// - Throws: `OutputError` if they cannot be read.
    package func bytes(from start: Int, count length: Int) throws(OutputError) -> [UInt8] {
        try flush()
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, read in
            do throws(SystemError) {
                while read < length {
                    let space = UnsafeMutableRawBufferPointer(buffer.extracting(read..<length))
                    let part = try checked { pread(file.number, space.baseAddress, space.count, off_t(start + read)) }
                    if part == 0 { throw SystemError(EIO) }
                    read += part
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw self.failure(failure) }
        return bytes
    }

    /// Gives the file its name; a file of this name with the same bytes stays as it is.
    ///
    /// - Parameter name: The name, in the folder.
    /// - Returns: Whether anything was touched.
    /// - Throws: `OutputError`: a folder or a pipe stands there, and the like.
    package func publish(as name: String) throws(OutputError) -> WriteOutcome {
        try folder.check(name)
        try flush()
        if let status = try folder.status(of: name) {
            switch status.kind {
            case .file: if status.size == count, try isSame(asFileNamed: name) { return .unchanged }
            case .link: break
            case .folder, .pipe, .socket, .device: throw folder.failure(name, .notAFile(status.kind))
            }
        }
        try ProcessSignals.withFileInHand { () throws(OutputError) in
            do throws(SystemError) {
                try folder.calls.rename(folder.descriptor.number, temporary, name)
            } catch {
                throw folder.failure(name, error.code == EISDIR ? .notAFile(.folder) : .system(error))
            }
        }
        isThere = false
        return .written
    }

    private func isSame(asFileNamed name: String) throws(OutputError) -> Bool {
        guard let other = try? folder.open(name, OwnedDescriptor.fileFlags) else { return false }
        var start = 0
        while start < count {
            let length = min(Self.bufferSize, count - start)
            guard let part = try? FileBytes.part(other.number, count: length, calls: folder.calls) else { return false }
            if try bytes(from: start, count: length) != part { return false }
            start += length
        }
        return true
    }

    private func flush() throws(OutputError) {
        guard !buffer.isEmpty else { return }
        do throws(SystemError) {
            try folder.writeAll(buffer, to: file.number)
        } catch {
            throw failure(error)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failure(_ error: SystemError) -> OutputError {
        OutputError(path: "\(folder.path)/\(temporary)", reason: .system(error))
    }
}
