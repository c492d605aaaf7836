import Diagnostics
public import Logging

/// How a client behaves, whatever it asks for.
public struct ClientSettings: Sendable {
    /// How many bytes the body of an answer may have unless it is said otherwise: 32 MB.
    public static let byteLimit = 32 << 20

    /// What the client calls itself.
    public var userAgent = "portico/\(PorticoVersion.current)"
    /// How long a connection may take to come about.
    public var connectTimeout = Duration.seconds(10)
    /// How long one try may take, from sending to the last byte of the answer.
    public var timeout = Duration.seconds(30)
    /// How long a call may take with all its tries and the waits between them.
    public var totalTime = Duration.seconds(120)
    /// How many tries a call has at most, the first included; some calls have fewer, whatever stands here.
    public var tries = 4
    /// How many requests may be under way at once.
    public var concurrency = 6
    /// How many bytes the body of an answer may have.
    public var byteLimit = ClientSettings.byteLimit
    /// Told of each try: method, host, path, status, time.
    ///
    /// It sees no header, no query and no body.
    public var logger = Logger(label: "portico", factory: { _ in SwiftLogNoOpLogHandler() })
    /// The clock.
    public var time = TimeSource.system
    /// Returns a number from 0 to below 1; spreads tries in time.
    public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// Makes the settings that suit most programs.
    public init() {}
}

/// What one call does otherwise than its client.
public struct CallOptions: Sendable, Hashable {
    /// How long one try may take; `nil` for what the client says.
    public var timeout: Duration?
    /// How long the call may take with all its tries; `nil` for what the client says.
    public var totalTime: Duration?
    /// How many tries there are at most, the first included; `nil` for what the client says.
    ///
    /// It never makes a call be tried again that must not be.
    public var tries: Int?

    /// Makes options.
    ///
    /// - Parameters:
    ///   - timeout: How long one try may take; `nil` for what the client says.
    ///   - totalTime: How long the call may take with all its tries; `nil` for what the client says.
    ///   - tries: How many tries there are at most, the first included; `nil` for what the client says.
    public init(timeout: Duration? = nil, totalTime: Duration? = nil, tries: Int? = nil) {
        self.timeout = timeout
        self.totalTime = totalTime
        self.tries = tries
    }

    /// Everything as the client says.
    public static let standard = CallOptions()
}
