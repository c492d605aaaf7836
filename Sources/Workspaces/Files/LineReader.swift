#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads a file line by line, whatever its size, with a limit on each line.
package final class LineReader {
    /// A line of a file.
    package struct Line: Hashable, Sendable {
        /// Its bytes, without the line break.
        package let bytes: [UInt8]
        /// Whether a line break ends it; the last line of a file may lack one.
        package let isTerminated: Bool
    }

    private static let stepSize = 64 << 10

    /// The number of the line that was read last, or could not be read, from 1.
    package private(set) var lineNumber = 0
    private let file: OwnedDescriptor
    private let limit: Int
    private let calls: FileSystemCalls
    /// What was read and not returned yet, from `start`.
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens a plain file; a link in its place is not followed.
    ///
    /// - Parameters:
    ///   - path: The path; the folders on the way are trusted.
    ///   - limit: How many bytes a line may have.
    ///   - calls: The system calls to use.
    /// - Throws: `FileReadError`.
    package convenience init(
        ofFileAt path: String,
        limit: Int,
        calls: FileSystemCalls = .system
    ) throws(FileReadError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath("is no path") }
        try self.init(name: path, in: AT_FDCWD, limit: limit, calls: calls)
    }

    init(name: String, in folder: Int32, limit: Int, calls: FileSystemCalls) throws(FileReadError) {
        let file = try readable { () throws(SystemError) in
            try OwnedDescriptor(name, in: folder, flags: OwnedDescriptor.fileFlags, calls: calls)
        }
        let kind = try file.readableStatus.kind
        if kind != .file { throw .notAPlainFile(kind) }
        self.file = file
        self.limit = limit
        self.calls = calls
    }

    /// Returns the next line; `nil` at the end.
    ///
    /// - Returns: The line; empty lines too.
    /// - Throws: `FileReadError`; `tooLarge` for a line that is too long.
    package func next() throws(FileReadError) -> Line? {
        var searched = start
        while true {
            if let end = lineBreak(from: searched) {
                lineNumber += 1
                if end - start > limit { throw .tooLarge(limit: limit, size: nil) }
                defer { start = end + 1 }
                return Line(bytes: Array(buffer[start..<end]), isTerminated: true)
            }
            if buffer.count - start > limit {
                lineNumber += 1
                throw .tooLarge(limit: limit, size: nil)
            }
            if isAtEnd { break }
            searched = buffer.count - start
            try fill()
        }
        guard start < buffer.count else { return nil }
        lineNumber += 1
        defer { start = buffer.count }
        return Line(bytes: Array(buffer[start...]), isTerminated: false)
    }

    /// Where the next line break is, looked for by the C library, in vectors.
    private func lineBreak(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress, start < bytes.count else { return nil }
            let found = memchr(first + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
            return found.map { UnsafeRawPointer($0) - first }
        }
    }

    /// Reads on; what was returned already goes.
    private func fill() throws(FileReadError) {
        buffer.removeFirst(start)
        start = 0
        let part = try FileBytes.part(file.number, count: Self.stepSize, calls: calls)
        isAtEnd = part.count < Self.stepSize
        buffer += part
    }
}

extension OutputFolder {
    /// Opens a plain file directly in this folder to read it line by line.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - limit: How many bytes a line may have.
    /// - Returns: Its lines.
    /// - Throws: `FileReadError`.
    package func lines(of name: String, limit: Int) throws(FileReadError) -> LineReader {
        try LineReader(name: name, in: descriptor.number, limit: limit, calls: calls)
    }
}
