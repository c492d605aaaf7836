#if Networking
import Logging

/// Tells of each request on standard error: method, address, status, milliseconds (cli.md, progress).
struct RequestLog: LogHandler {
    let console: Console
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    init(console: Console) {
        self.console = console
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
        func text(_ key: String) -> String? { fields[key].map { "\($0)" } }
        let address = (text("origin") ?? "") + (text("path") ?? "")
        let end = text("status") ?? text("failure") ?? "\(event.message)"
        let time = text("milliseconds").map { " \($0) ms" } ?? text("seconds").map { " after \($0) s" } ?? ""
        console.detail("\(text("method") ?? "") \(address) \(end)\(time)")
    }
}
#endif
