import NIOCore

/// What a client may take up, so that none of them harms another.
struct LiveLimits: Sendable {
    /// How many connections there are at once; further ones wait until one ends.
    var connections = 300
    /// How long a connection may be without a whole request.
    var idle = TimeAmount.seconds(30)
    /// How long a body, or reading an answer, may take.
    var time = TimeAmount.seconds(30)
    /// How often a stream without news says that it is alive.
    var heartbeat = TimeAmount.seconds(15)
}
