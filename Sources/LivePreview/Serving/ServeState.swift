import Crypto
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What `serve` keeps for a workspace in the user's state folder, where nobody else may read it.
///
/// By the token and the last port, tabs that are open come back after a restart.
package struct ServeState: Sendable {
    /// What is kept.
    package struct Content: Sendable {
        /// The token of the printed address.
        package let token: LiveToken
        /// The port on which the workspace was served last; `nil` if it never was.
        package var port: Int?

        /// Takes what is to be kept.
        package init(token: LiveToken, port: Int?) {
            self.token = token
            self.port = port
        }
    }

    /// Why what is there doesn't count, or nothing can be kept; a sentence's part.
    package struct Obstacle: Error, Hashable {
        /// What is wrong, in words.
        package let words: String
    }

    private struct File: Codable {
        let version: Int
        let token: String
        let port: Int?
    }

    /// The folder of all such files.
    package let folder: String
    /// The workspace's file.
    package let path: String

    private static let byteLimit = 4096

    /// Names the file of a workspace; nothing is read or written.
    ///
    /// - Parameters:
    ///   - workspace: The workspace's folder, without symbolic links.
    ///   - environment: The variables of the process, of which `XDG_STATE_HOME` and `HOME` count.
    package init(workspace: String, environment: [String: String]) {
        let home =
            environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser.path
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
        folder = "\(state)/portico"
        let hash = SHA256.hash(data: Data(workspace.utf8)).prefix(16).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        path = "\(folder)/serve-\(hash.joined()).json"
    }

    /// Reads what was kept.
    ///
    /// - Returns: It; `nil` if there is nothing yet.
    /// - Throws: `Obstacle` if what is there doesn't count.
    package func read() throws(Obstacle) -> Content? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Obstacle(words: Self.words)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Obstacle(words: "is no plain file")
        }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw Obstacle(words: "could be read or written by others")
        }
        let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).read(upToCount: Self.byteLimit)
        guard let data, let file = try? JSONDecoder().decode(File.self, from: data),
            file.version == 1, let token = LiveToken(file.token), (1...65_535).contains(file.port ?? 1)
        else { throw Obstacle(words: "is damaged") }
        return Content(token: token, port: file.port)
    }

    /// Keeps something, in the place of what was kept.
    ///
    /// - Parameter content: What to keep.
    /// - Throws: `Obstacle` if it can't be.
    package func write(_ content: Content) throws(Obstacle) {
        try makeFolder()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let json = try? encoder.encode(File(version: 1, token: content.token.text, port: content.port)) else {
            throw Obstacle(words: "can't be written")
        }
        let draft = "\(path).\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Obstacle(words: Self.words) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        let isWritten: Void? = try? handle.write(contentsOf: json + [0x0A])
        let isKept = isWritten != nil && fsync(descriptor) == 0
        close(descriptor)
        guard isKept, rename(draft, path) == 0 else {
            let words = Self.words
            unlink(draft)
            throw Obstacle(words: words)
        }
    }

    /// Makes the folder, for this user alone.
    private func makeFolder() throws(Obstacle) {
        let parent = (folder as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: parent,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Obstacle(words: Self.words) }
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            throw Obstacle(words: "lies in a folder of somebody else")
        }
        if status.st_mode & 0o077 != 0, chmod(folder, 0o700) != 0 { throw Obstacle(words: Self.words) }
    }

    private static var words: String { String(cString: strerror(errno)).lowercased() }
}
