import Diagnostics
import Dispatch
import Foundation

/// Reads files of a workspace as they are committed, by asking git, without a shell and without anything that a
/// repository could have git run.
struct GitBlobs: Sendable {
    /// What git said of a file.
    enum Answer: Sendable, Equatable {
        /// Its committed content.
        case content([UInt8])
        /// There is none, for a reason: a sentence without a full stop.
        case none(String)
    }

    /// The workspace's folder.
    private let folder: String
    /// The variables of the process, of which git gets few.
    private let variables: [String: String]
    /// How long git may take.
    private let seconds: Double
    /// Runs one git after the other, however many pages are asked for; waiting takes a thread of its own.
    private let queue = DispatchQueue(label: "portico.git", qos: .userInitiated)

    /// Prepares to ask.
    ///
    /// - Parameters:
    ///   - folder: The workspace's folder.
    ///   - variables: The variables of the process.
    ///   - seconds: How long git may take.
    init(
        folder: String,
        variables: [String: String] = ProcessInfo.processInfo.environment,
        seconds: Double = 5
    ) {
        (self.folder, self.variables, self.seconds) = (folder, variables, seconds)
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file, relative to the workspace.
    ///   - limit: How many bytes it may have.
    /// - Returns: Its content in the last commit, or why there is none.
    func committed(_ path: String, limit: Int) async -> Answer {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: read(path, limit: limit)) }
        }
    }

    private func read(_ path: String, limit: Int) -> Answer {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let leaves = parts.contains { $0.isEmpty || $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) }
        guard !leaves, !path.utf8.contains(0) else { return .none("\(path.displayText) is no file of the workspace") }
        guard let git else { return .none("git isn’t installed, so that nobody knows what is committed") }
        switch run(git, ["cat-file", "blob", "HEAD:./\(path)"], limit: limit) {
        case .ended(let bytes, status: 0, _): return .content(bytes)
        case .ended(_, _, let words): return .none(reason(words, path))
        case .tooLarge: return .none("\(path.displayText) is committed with more than \(limit / 1024) KB")
        case .tooSlow: return .none("git didn’t answer in time")
        case .failed: return .none("git can’t be started")
        }
    }

    private func reason(_ words: String, _ path: String) -> String {
        if words.contains("not a git repository") { return "the workspace is in no git repository" }
        if words.contains("dubious ownership") {
            return "git doesn’t read this repository, because it belongs to somebody else (‘git status’ says more)"
        }
        return "\(path.displayText) isn’t committed yet"
    }

    // MARK: Running

    private enum Outcome {
        case ended([UInt8], status: Int32, words: String)
        case tooLarge
        case tooSlow
        case failed
    }

    /// Where git is; never a file of the current folder.
    private var git: URL? {
        (variables["PATH"] ?? "").split(separator: ":").lazy.filter { $0.hasPrefix("/") }
            .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { URL(fileURLWithPath: $0) }
    }

    private static let wordLimit = 16 << 10

    private func run(_ git: URL, _ arguments: [String], limit: Int) -> Outcome {
        let process = Process()
        process.executableURL = git
        process.arguments = ["--no-pager", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true)
        process.environment = environment
        let (output, words) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = words
        do { try process.run() } catch { return .failed }
        let deadline = Deadline(process, seconds: seconds)
        let bytes = Self.read(output.fileHandleForReading, limit: limit)
        // Who writes on to nobody is ended.
        if bytes == nil { try? output.fileHandleForReading.close() }
        let said = Self.read(words.fileHandleForReading, limit: Self.wordLimit) ?? []
        process.waitUntilExit()
        if deadline.passed() { return .tooSlow }
        guard let bytes else { return .tooLarge }
        return .ended(bytes, status: process.terminationStatus, words: String(decoding: said, as: UTF8.self))
    }

    /// What git has of the variables: where it finds itself and the settings of whoever started the server.
    private var environment: [String: String] {
        var kept = variables.filter { ["PATH", "HOME", "XDG_CONFIG_HOME"].contains($0.key) }
        kept["GIT_OPTIONAL_LOCKS"] = "0"
        kept["GIT_TERMINAL_PROMPT"] = "0"
        // A repository that holds only parts would fetch the rest, by a program that it names.
        kept["GIT_NO_LAZY_FETCH"] = "1"
        kept["GIT_ALLOW_PROTOCOL"] = "none"
        kept["LC_ALL"] = "C"
        return kept
    }

    /// Reads to the end; `nil` if there is more than the limit.
    private static func read(_ handle: FileHandle, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while let part = try? handle.read(upToCount: 64 << 10), !part.isEmpty {
            bytes += part
            if bytes.count > limit { return nil }
        }
        return bytes
    }
}
