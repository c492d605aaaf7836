import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that gets its name when all of it is there; without that it leaves nothing behind.
final class PartialFile: Sendable {
    /// Why a file could not be written.
    struct Failure: Error, LocalizedError {
        let code: Int32
        var words: String { String(cString: strerror(code)) }
        var errorDescription: String? { words }
    }

    private struct State {
        var descriptor: Int32
        var byteCount = 0
    }

    private let target: String
    private let temporary: String
    private let state: Mutex<State>

    /// Begins a file in the folder of its target, so that it can be moved there at once.
    init(for path: String) throws(Failure) {
        target = path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // What Portico's temporary files are called; no portal can have such an id.
        temporary = "\(folder)/.portico-download-\(UUID().uuidString)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        state = Mutex(State(descriptor: descriptor))
    }

    deinit {
        state.withLock { state in
            guard state.descriptor >= 0 else { return }
            close(state.descriptor)
            unlink(temporary)
        }
    }

    /// How many bytes were written.
    var byteCount: Int { state.withLock { $0.byteCount } }

    /// Forgets what was written.
    func clear() throws(Failure) {
        try state.withLock { state throws(Failure) in
            guard ftruncate(state.descriptor, 0) == 0, lseek(state.descriptor, 0, SEEK_SET) == 0 else {
                throw Failure(code: errno)
            }
            state.byteCount = 0
        }
    }

    /// Writes a piece.
    func append(_ piece: Data) throws(Failure) {
        try state.withLock { state throws(Failure) in
            var rest = Array(piece)[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(state.descriptor, $0.baseAddress, $0.count) }
                guard written >= 0 || errno == EINTR else { throw Failure(code: errno) }
                rest = rest.dropFirst(max(0, written))
            }
            state.byteCount += piece.count
        }
    }

    /// Gives the file its name.
    func finish() throws(Failure) {
        try state.withLock { state throws(Failure) in
            let isClosed = close(state.descriptor) == 0
            let code = errno
            state.descriptor = -1
            guard isClosed, rename(temporary, target) == 0 else {
                let failure = Failure(code: isClosed ? errno : code)
                unlink(temporary)
                throw failure
            }
        }
    }
}
