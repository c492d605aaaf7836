/// Something that tells what happens to the files of a workspace; one thread alone uses it.
protocol FileEvents: AnyObject {
    /// A descriptor that can be read when there are events; `nil` if they have to be asked for.
    var descriptor: Int32? { get }
    /// How long to wait at most before `events()` is to be asked for; `nil` if there is no need.
    var pause: Duration? { get }
    /// Returns what happened since it was asked before; it waits for nothing.
    func events() throws(WatchingFailure) -> [FileEvent]
    /// Watches these folders and no others; those that are not there are skipped.
    func watch(_ folders: WatchedFolders) throws(WatchingFailure)
}

/// The system tells no more what happens to files: they have to be looked at instead.
struct WatchingFailure: Error {}
