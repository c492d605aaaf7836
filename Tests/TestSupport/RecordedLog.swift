package import Logging
import Synchronization

/// Keeps all that is logged, at every level.
package final class RecordedLog: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    /// The lines, with all that belongs to them.
    package var lines: [String] { kept.withLock { $0 } }

    /// A logger that writes here.
    package var logger: Logger {
        Logger(label: "test", factory: { _ in Handler(log: self) })
    }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let fields = all.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
            log.kept.withLock { $0.append("\(event.level) \(event.message) \(fields)") }
        }
    }
}
