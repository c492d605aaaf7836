import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A run of the built program that cannot hang a test, and that tells what it cost.
struct MeasuredRun {
    /// The exit status; negative: the signal that ended it.
    let status: Int32
    let output: String
    let errors: String
    /// How long it worked.
    let milliseconds: Int
    /// The most memory that was in use, in MB; not below what the tests themselves held when it began.
    let megabytes: Int

    /// When a run gets a signal.
    enum Moment {
        /// So many microseconds after its start.
        case microseconds(Int)
        /// As soon as something is so, and while it is so.
        case once(() -> Bool)
    }

    /// After so many seconds a run is killed; long, because the machine may have other work.
    private static let patience = 120.0
    /// After so many seconds of its own work a run is killed.
    private static let work = 20

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: What stands after the program's name.
    ///   - folder: The current folder.
    ///   - input: What standard input holds; `nil` for nothing.
    ///   - environment: Variables on top of the test's own.
    ///   - program: The program; by default the one built beside the tests.
    ///   - kill: A signal to send, and when.
    ///   - label: What to call the run where its cost is printed (PORTICO_MEASURE=1).
    /// - Throws: If the program cannot be started.
    init(
        _ arguments: [String],
        in folder: String,
        input: Data? = nil,
        environment: [String: String] = [:],
        program: String = Command().path,
        kill: (signal: Int32, at: Moment)? = nil,
        label: String = ""
    ) throws {
        let streams = try TemporaryFolder()
        try streams.write(input ?? Data(), to: "in")
        let process = try Self.start(program, arguments, in: folder, streams: streams, environment: environment)
        let isOver = Mutex(false)
        @Sendable func send(_ signal: Int32) {
            isOver.withLock { over in
                if !over { _ = Self.signal(process, signal) }
            }
        }
        let queue = DispatchQueue.global()
        queue.asyncAfter(deadline: .now() + Self.patience) { send(SIGKILL) }
        if let (number, moment) = kill {
            switch moment {
            case .microseconds(let delay): queue.asyncAfter(deadline: .now() + .microseconds(delay)) { send(number) }
            case .once(let isTime): Self.send(number, to: process, once: isTime)
            }
        }
        // The process stays a zombie until `wait4`, so that its number means nobody else while signals may come.
        _ = Self.state(of: process, WEXITED)
        isOver.withLock { $0 = true }
        var code: Int32 = 0
        var usage = rusage()
        while wait4(process, &code, 0, &usage) == -1, errno == EINTR {}
        let ending = code & 0x7F
        status = ending == 0 ? (code >> 8) & 0xFF : -ending
        let times = [usage.ru_utime, usage.ru_stime]
        milliseconds = times.reduce(0) { $0 + Int($1.tv_sec) * 1000 + Int($1.tv_usec) / 1000 }
        #if canImport(Darwin)
        megabytes = usage.ru_maxrss >> 20
        #else
        megabytes = usage.ru_maxrss >> 10
        #endif
        output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams / "out")), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams / "err")), as: UTF8.self)
        if ProcessInfo.processInfo.environment["PORTICO_MEASURE"] == "1" {
            print(
                "measured: \(milliseconds) ms, \(megabytes) MB: \(Test.current?.name ?? "") \(label.debugDescription)"
            )
        }
    }

    private static func start(
        _ program: String,
        _ arguments: [String],
        in folder: String,
        streams: TemporaryFolder,
        environment: [String: String]
    ) throws -> pid_t {
        var actions = SpawnActions.make()
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, streams / "in", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams / "out", O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, streams / "err", O_WRONLY | O_CREAT, 0o600)
        var attributes = SpawnActions.makeAttributes()
        defer { posix_spawnattr_destroy(&attributes) }
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "GITHUB_ACTIONS"] { variables[name] = nil }
        variables.merge(environment) { _, new in new }
        // A shell enters the folder, limits the work, and becomes the program.
        let shell = ["/bin/sh", "-c", "ulimit -t \(work) && cd -- \"$0\" && exec \"$@\"", folder, program]
        let words = (shell + arguments).map { strdup($0) } + [nil]
        let lines = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in words + lines { free(pointer) } }
        var process: pid_t = 0
        let answer = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, lines)
        guard answer == 0 else { throw POSIXError(POSIXErrorCode(rawValue: answer) ?? .EIO) }
        return process
    }

    /// Sends a signal as soon as something is so.
    ///
    /// The process stands still while that is made sure, so that it cannot have gone on; if it ends before, nothing is
    /// sent.
    private static func send(_ number: Int32, to process: pid_t, once isTime: () -> Bool) {
        while state(of: process, WEXITED | WNOHANG) == 0 {
            if isTime() {
                _ = signal(process, SIGSTOP)
                _ = state(of: process, WEXITED | WSTOPPED)
                let isStillTime = isTime()
                if isStillTime { _ = signal(process, number) }
                _ = signal(process, SIGCONT)
                if isStillTime { return }
            }
            usleep(200)
        }
    }

    /// What became of a process: one of `CLD_EXITED`, `CLD_STOPPED` and so on; 0 for nothing yet.
    private static func state(of process: pid_t, _ options: Int32) -> Int32 {
        var info = siginfo_t()
        while waitid(P_PID, id_t(process), &info, options | WNOWAIT) == -1, errno == EINTR {}
        return info.si_code
    }

    private static func signal(_ process: pid_t, _ signal: Int32) -> Int32 {
        kill(process, signal)
    }
}

/// The types of `posix_spawn`, which differ between platforms.
private enum SpawnActions {
    #if canImport(Darwin)
    static func make() -> posix_spawn_file_actions_t? {
        var actions: posix_spawn_file_actions_t?
        posix_spawn_file_actions_init(&actions)
        return actions
    }

    static func makeAttributes() -> posix_spawnattr_t? {
        var attributes: posix_spawnattr_t?
        posix_spawnattr_init(&attributes)
        setDefaults(&attributes)
        return attributes
    }
    #else
    static func make() -> posix_spawn_file_actions_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        return actions
    }

    static func makeAttributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        setDefaults(&attributes)
        return attributes
    }
    #endif

    #if canImport(Darwin)
    typealias Attributes = posix_spawnattr_t?
    #else
    typealias Attributes = posix_spawnattr_t
    #endif

    /// Interrupts end the program also where the tests run in the background of a script.
    private static func setDefaults(_ attributes: inout Attributes) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    }
}
