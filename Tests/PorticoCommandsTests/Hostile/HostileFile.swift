import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Something of a hostile workspace, and where it stands.
struct HostileFile: Sendable {
    enum Content: Sendable {
        case text(String)
        case bytes([UInt8])
        /// So many bytes of one kind, without holding them in memory.
        case large(byteCount: Int)
        /// A symbolic link.
        case link(to: String)
        /// A named pipe that nobody writes to.
        case pipe
        case folder
    }

    let path: String
    let content: Content

    init(_ path: String, _ text: String) {
        self.path = path
        content = .text(text)
    }

    init(_ path: String, _ content: Content) {
        self.path = path
        self.content = content
    }

    /// Makes it below a folder.
    func make(in folder: TemporaryFolder) throws {
        let place = URL(fileURLWithPath: folder / path)
        let files = FileManager.default
        try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        switch content {
        case .text(let text): try folder.write(text, to: path)
        case .bytes(let bytes): try folder.write(Data(bytes), to: path)
        case .large(let byteCount):
            try folder.write(Data(), to: path)
            try #require(truncate(place.path, off_t(byteCount)) == 0)
        case .link(let target): try files.createSymbolicLink(atPath: place.path, withDestinationPath: target)
        case .pipe: try #require(mkfifo(place.path, 0o600) == 0)
        case .folder: try files.createDirectory(at: place, withIntermediateDirectories: true)
        }
    }
}
