package import Diagnostics
package import Portals

/// A portal file of a workspace, found and not read yet.
package struct PortalFile: Sendable, Hashable {
    /// The path, relative to the workspace.
    package let path: String
    /// What the file system said of it; `nil` if it is nothing that can be read.
    package let stamp: FileStamp?
}

/// A portal file that was read.
package struct ReadPortal: Sendable {
    /// What is in it, without what other portals do to it.
    package let entry: PortalEntry
    /// Its bytes; `nil` if they could not be read.
    package let content: [UInt8]?
    /// What the file system said of it before it was read; `nil` if nothing did.
    package let stamp: FileStamp?

    /// Makes a portal that was read.
    ///
    /// - Parameters:
    ///   - entry: What is in it.
    ///   - content: Its bytes.
    ///   - stamp: What the file system said of it before it was read.
    package init(entry: PortalEntry, content: [UInt8]? = nil, stamp: FileStamp? = nil) {
        self.entry = entry
        self.content = content
        self.stamp = stamp
    }
}

/// The portal files of a workspace, to be read in any order and by several threads.
package struct PortalFiles: Sendable {
    /// All of them, in the order of their names.
    package let all: [PortalFile]
    /// How many portals take each step together at most: enough that a step's code is fetched for many of them at once, few
    /// enough that they stay in the core's caches themselves.
    package static let groupSize = 8
    private let reader: PortalReader

    init(_ all: [PortalFile], reader: PortalReader) {
        self.all = all
        self.reader = reader
    }

    /// Reads a portal file.
    package func read(_ file: PortalFile) -> ReadPortal { read([file])[0] }

    /// Reads some portal files, taking each step for all of them before the next one; they come in the same order.
    package func read(_ files: [PortalFile]) -> [ReadPortal] { reader.read(files) }

    /// Reads all of them.
    package var entries: [PortalEntry] {
        let read = all.groups(of: Self.groupSize).concurrentMap { self.read(Array($0)).map(\.entry) }.joined()
        var clashes = ClashFinder()
        return read.map { settled($0, clashes: clashes.clashes(of: $0.clashKeys)) }
    }

    /// Returns a portal as the other portals, its comments and the settings leave it.
    ///
    /// - Parameters:
    ///   - entry: The portal as it was read.
    ///   - clashes: What it has in common with portals before it.
    /// - Returns: The portal with all its problems.
    package func settled(_ entry: PortalEntry, clashes: [Clash]) -> PortalEntry {
        entry.marked(clashes).judged(by: reader.settings)
    }

    /// Returns what would be wrong with a portal if a file said it.
    ///
    /// - Parameters:
    ///   - portal: The portal, as it is in the environment that is shown.
    ///   - logo: Its logo, checked.
    ///   - entry: The portal as its file has it now: its comments silence rules.
    /// - Returns: The problems as settings and comments leave them; none has a place.
    package func problems(ofDraft portal: Portal, logo: Logo?, of entry: PortalEntry) -> [Diagnostic] {
        let findings = reader.findings(ofDraft: portal, logo: logo)
        let problems = findings.map { finding in
            let field = finding.path.components.isEmpty ? nil : finding.path.description
            return Diagnostic(
                finding.rule,
                severity: finding.severity,
                file: entry.file,
                field: field,
                message: finding.message
            )
        }
        return entry.judged(problems, by: reader.settings).sorted()
    }

    /// The same files as other settings judge them, and with every logo to be looked at anew.
    ///
    /// - Parameter settings: The settings of an earlier reading, or of the same.
    /// - Returns: The files, to be read.
    package func anew(with settings: Settings) -> PortalFiles {
        PortalFiles(
            all,
            reader: PortalReader(settings: settings, environment: settings.environment, files: reader.files)
        )
    }

    /// Lists the plain files of a folder of the workspace; `nil` if it cannot be listed.
    ///
    /// - Parameter folder: The path relative to the workspace; untrusted.
    /// - Returns: The files with what the file system says of them.
    package func listing(of folder: String) -> FolderListing? {
        try? reader.files?.list(folder)
    }

    /// Returns the bytes of a portal file, or of a logo; `nil` if they cannot be read.
    ///
    /// - Parameter path: The path relative to the workspace; untrusted.
    /// - Returns: The whole content.
    package func content(of path: String) -> [UInt8]? {
        try? reader.files?.read(path, limit: Logo.byteLimit)
    }

    /// Returns what the file system says of a logo's file; `nil` if there is none that can be read.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The stamp.
    package func stamp(ofLogo path: String) -> FileStamp? {
        try? reader.files?.stamp(of: path)
    }

    /// Returns whether a picture that the service takes stands beside a logo.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: Whether there is one.
    package func hasRaster(beside path: String) -> Bool {
        reader.logos?.hasRaster(beside: path) ?? false
    }

    /// Returns the paths of which one has to be a file, so that a picture that the service takes stands beside a logo.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The paths in the order in which they are looked for.
    package static func rasters(beside path: String) -> [String] { LogoShelf.rasters(beside: path) }

    /// Returns a logo, checked; `nil` if there is none that can be used.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The logo.
    package func logo(at path: String) -> Logo? {
        reader.logos?.inspection(of: path).logo
    }
}
