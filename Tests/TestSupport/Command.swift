package import Foundation

/// The built program, run as a process.
package struct Command: Sendable {
    /// What a run left.
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// The program's path.
    package let path: String

    /// The program that was built beside the tests.
    package init() {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = tests.deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("portico").path)
        {
            folder.deleteLastPathComponent()
        }
        path = folder.appendingPathComponent("portico").path
    }

    package init(path: String) {
        self.path = path
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: What stands after the program's name.
    ///   - folder: The current folder; `nil` for the test's own.
    ///   - environment: Variables on top of the test's own.
    ///   - input: What standard input holds.
    /// - Returns: The exit status (negative: the signal that ended it) and both streams.
    /// - Throws: If the program cannot be started.
    package func run(
        _ arguments: [String],
        in folder: String? = nil,
        environment: [String: String] = [:],
        input: Data = Data()
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "GITHUB_ACTIONS"] { variables[name] = nil }
        process.environment = variables.merging(environment) { _, new in new }
        // Files instead of pipes: output of any length never blocks the program.
        let streams = try TemporaryFolder()
        try streams.write(input, to: "in")
        for name in ["out", "err"] { try streams.write("", to: name) }
        process.standardInput = FileHandle(forReadingAtPath: streams / "in")
        process.standardOutput = FileHandle(forWritingAtPath: streams / "out")
        process.standardError = FileHandle(forWritingAtPath: streams / "err")
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try streams.text("out"),
            errors: try streams.text("err")
        )
    }
}
