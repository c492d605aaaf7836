/// Tells when the files of a workspace change, whichever way they are saved.
///
/// On Linux the system tells of changes (inotify). Elsewhere, and where it can't be had, as on network file systems,
/// the files are looked at four times a second.
package struct WorkspaceWatcher: Sendable {
    /// How changes are noticed.
    package enum Method: Sendable, Hashable {
        /// By notifications where they can be had.
        case automatic
        /// By notifications, whatever the file system is.
        case notifications
        /// By looking at the files again and again.
        case polling
    }

    let workspace: String
    let method: Method
    /// How long nothing happens before the workspace is looked at nevertheless.
    let idleTime: Duration
    let logoFolders: @Sendable () -> Set<String>
    /// How long is waited for what.
    var times = ChangeTracker.Times()

    /// Describes what is to be watched.
    ///
    /// - Parameters:
    ///   - workspace: The folder that holds `portico.yaml`.
    ///   - method: How changes are noticed.
    ///   - idleTime: How long nothing happens before there is a look nevertheless: at files that links lead to, and at
    ///     folders that were replaced from afar.
    ///   - logoFolders: Says in which folders logos are, relative to the workspace; asked again after each change.
    package init(
        workspace: String,
        method: Method = .automatic,
        idleTime: Duration = .seconds(5),
        logoFolders: @escaping @Sendable () -> Set<String> = { [] }
    ) {
        self.workspace = workspace
        self.method = method
        self.idleTime = idleTime
        self.logoFolders = logoFolders
    }

    /// Watches until its task is cancelled, and then returns at once.
    ///
    /// - Parameter onChange: Looks at the workspace, but for the files that it is given, relative to the workspace:
    ///   somebody is writing them. It says whether a file was found unfinished, so that it is called again soon. It is
    ///   called first at the beginning, never twice at the same time, and also where nothing changed that shows.
    /// - Throws: `SystemError` if there are too many open files.
    package func run(_ onChange: @Sendable (_ sparing: Set<String>) async -> Bool) async throws {
        let thread = try WatchingThread(self)
        // One that waits says everything: whoever looks finds all changes.
        let (looks, waiting) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        await withTaskCancellationHandler {
            async let ended: Void = watch(thread, waiting)
            for await _ in looks {
                let isUnfinished = await onChange(thread.sparing)
                thread.looked(isUnfinished: isUnfinished, logoFolders: logoFolders())
            }
            // Its descriptors are closed when it is.
            await ended
            thread.close()
        } onCancel: {
            thread.stop()
        }
    }

    @concurrent
    private func watch(_ thread: WatchingThread, _ waiting: AsyncStream<Void>.Continuation) async {
        await thread.run { waiting.yield() }
        waiting.finish()
    }
}
