package import Portals
import RebillyAPI
package import Workspaces

/// What pulling came to.
package struct PullReport: Sendable {
    /// What became of a portal.
    package enum Outcome: Sendable {
        /// It has a file now.
        case created(String)
        /// Its file has what changed at the service.
        case changed(String)
        /// Nothing was to be done.
        case unchanged
        /// The service has it no more; the file is kept.
        case gone(String)
        /// Its file is as it was, for this reason.
        case failed(String)
    }

    /// The outcomes in the order of the ids.
    package var portals: [(id: PortalID, outcome: Outcome)] = []
    /// What was left out, as sentences without a full stop.
    package var notes: [String] = []

    /// Whether everything was pulled.
    package var isDone: Bool {
        portals.allSatisfy { if case .failed = $0.outcome { false } else { true } }
    }
}

/// Writes what a service holds into the files of a workspace: logos first, then files, then the lock.
package struct Puller: Sendable {
    private let writer: WorkspaceWriter
    private let files: WorkspaceFiles
    private let logos: LogoDownloads
    private let keeper: LockKeeper
    private let environment: String?
    private let overlay: String?
    private let remote: RemoteState
    private let websites: [String: [String: String]]

    /// Makes a puller.
    ///
    /// - Parameters:
    ///   - writer: What writes files.
    ///   - files: The workspace's files.
    ///   - logos: What fetches logos.
    ///   - keeper: The lock.
    ///   - environment: The environment of the target.
    ///   - overlay: The environment that changes are written to; `nil` for the files' own fields.
    ///   - remote: What the service holds.
    ///   - websites: What the service says of the portals' websites, for the lock.
    package init(
        writer: WorkspaceWriter,
        files: WorkspaceFiles,
        logos: LogoDownloads,
        keeper: LockKeeper,
        environment: String?,
        overlay: String?,
        remote: RemoteState,
        websites: [String: [String: String]]
    ) {
        self.writer = writer
        self.files = files
        self.logos = logos
        self.keeper = keeper
        self.environment = environment
        self.overlay = overlay
        self.remote = remote
        self.websites = websites
    }

    /// Pulls portals.
    ///
    /// - Parameters:
    ///   - pulls: What is to be done, without conflicts.
    ///   - names: What chooses names for new files.
    ///   - isWhole: Whether no portal of the workspace is left out.
    ///   - progress: Told how many portals are done, and how many there are.
    /// - Returns: What became of each.
    /// - Throws: `OutputError` if the lock can't be written; what was pulled is pulled.
    package func pull(
        _ pulls: [PortalPull],
        names: FileNames,
        isWhole: Bool,
        progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(OutputError) -> PullReport {
        await prefetch(pulls)
        var report = PullReport()
        var names = names
        var seen: [(PortalID, Lock.SeenPortal)] = []
        var pictures: [String: String] = [:]
        for pull in pulls {
            let (outcome, picture) = await outcome(of: pull, &names, &report.notes)
            report.portals.append((pull.id, outcome))
            if let picture { pictures[picture.file.sha256] = picture.id }
            if case .failed = outcome {
            } else if let remote = pull.remote {
                seen.append((pull.id, Lock.SeenPortal(body: remote.body, unkept: pull.unkept)))
            }
            progress(report.portals.count, pulls.count)
        }
        let isAll = isWhole && report.isDone
        try await keeper.change { [seen, pictures, websites] target in
            for (id, portal) in seen { target.note(id, portal) }
            target.logos.merge(pictures) { _, new in new }
            // A portal that was left out has still to get what changed of its website.
            target.websites.merge(websites) { old, new in isAll ? new : old }
        }
        return report
    }

    /// Fetches logos several at once; what goes wrong is told where each is needed.
    private func prefetch(_ pulls: [PortalPull]) async {
        let ids = Set(pulls.compactMap { if case .fetch(let id) = $0.logo { id } else { nil } })
        await withTaskGroup(of: Void.self) { group in
            for id in ids { group.addTask { _ = try? await logos.logo(id) } }
        }
    }

    /// A logo that was fetched, and the file for it.
    private struct Picture {
        let file: LogoFile
        let id: String
        let bytes: [UInt8]
    }

    private func outcome(
        of pull: PortalPull,
        _ names: inout FileNames,
        _ notes: inout [String]
    ) async -> (PullReport.Outcome, Picture?) {
        do {
            switch pull.action {
            case .gone: return (.gone(pull.local?.file ?? ""), nil)
            case .unchanged: return (.unchanged, nil)
            case .refused(let reason): return (.failed(reason), nil)
            case .create:
                guard let remote = pull.remote else { return (.unchanged, nil) }
                return try await create(remote, pull.logo, &names, &notes)
            case .change(let changes):
                guard let local = pull.local else { return (.unchanged, nil) }
                return try await change(local, changes, pull, &names, &notes)
            }
        } catch let error as OutputError {
            return (.failed(error.sentence), nil)
        } catch let error as EditError {
            return (.failed(error.sentence), nil)
        } catch let error as LogoDownloads.Failure {
            return (.failed(error.sentence), nil)
        } catch let error as PulledFile.Fault {
            return (.failed(error.sentence), nil)
        } catch {
            return (.failed("\(error)"), nil)
        }
    }

    // MARK: New files

    private func create(
        _ portal: Portal,
        _ logo: PortalPull.LogoPull,
        _ names: inout FileNames,
        _ notes: inout [String]
    ) async throws -> (PullReport.Outcome, Picture?) {
        let file = names.portal(portal.id)
        var picture: Picture?
        do {
            picture = try await fetched(logo).map { try self.picture($0, of: portal.id, replacing: nil, &names) }
        } catch let error as LogoDownloads.Failure {
            notes.append("\(portal.id): without its logo: \(error.sentence)")
        }
        var members = PulledMembers.members(of: portal, logo: picture?.file.path, remote)
        if !file.isNamedByID {
            members = ValueObject([("id", .string(portal.id.description))]).merging(members)
        }
        let bytes = try PortalFileText.yaml(of: members, file: file.path)
        try PulledFile(bytes, file.path, portal.id, in: environment).checkErrors(before: nil)
        if let picture { try save(picture) }
        try writer.create(file.path, with: bytes)
        return (.created(file.path), picture)
    }

    // MARK: Files that are there

    private func change(
        _ local: LocalPortal,
        _ changes: [FieldChange],
        _ pull: PortalPull,
        _ names: inout FileNames,
        _ notes: inout [String]
    ) async throws -> (PullReport.Outcome, Picture?) {
        var changes = changes
        let logo = pull.logo
        // What one environment gets is not what the others have.
        let old = overlay == nil ? local.logo.picturePath : nil
        let picture: Picture?
        do {
            picture = try await fetched(logo).map { try self.picture($0, of: local.id, replacing: old, &names) }
        } catch let error as LogoDownloads.Failure {
            // A picture of the file's own would hide that the service has another one.
            guard old == nil, case .fetch(let id) = logo else { throw error }
            notes.append("\(local.id): without its logo: \(error.sentence)")
            changes.append(.set(place(of: PortalField.logoID, local), to: .string(id)))
            picture = nil
        }
        if let picture, picture.file.path != local.portal.logoPath {
            changes.append(.set(place(of: PortalField.logo, local), to: .string(picture.file.path)))
        }
        if logo == .drop { changes += [PortalField.logo, PortalField.logoID].map { dropping($0, local) } }
        if picture != nil { changes.append(.remove(place(of: PortalField.logoID, local))) }
        let bytes = try writer.read(local.file) ?? []
        let edited = try FileEditor(file: local.file).edited(bytes, with: changes)
        let after = PulledFile(edited, local.file, local.id, in: environment)
        try after.checkErrors(before: PulledFile(bytes, local.file, local.id, in: environment))
        try after.checkTaken(pull, logo: picture?.file.path, into: overlay)
        if let picture { try save(picture) }
        guard edited != bytes else { return (picture == nil ? .unchanged : .changed(local.file), picture) }
        try writer.replace(local.file, holding: bytes, with: edited)
        return (.changed(local.file), picture)
    }

    /// Takes a field away; in an environment nothing takes its place, whatever the file's own field says.
    private func dropping(_ path: FieldPath, _ local: LocalPortal) -> FieldChange {
        let place = place(of: path, local)
        return place == path ? .remove(path) : .set(place, to: .null)
    }

    private func place(of path: FieldPath, _ local: LocalPortal) -> FieldPath {
        PullMaker.place(of: path, in: local.portal, environment: environment, overlay: overlay)
    }

    // MARK: Logos

    /// The logo that is to be fetched; `nil` for none.
    private func fetched(_ pull: PortalPull.LogoPull) async throws(LogoDownloads.Failure) -> (id: String, logo: Logo)? {
        guard case .fetch(let id) = pull else { return nil }
        return (id, try await logos.logo(id))
    }

    /// Chooses the file for a logo: that of the picture that the portal has if no other portal has that, or one that has
    /// the logo's bytes already.
    private func picture(
        _ fetched: (id: String, logo: Logo),
        of id: PortalID,
        replacing old: String?,
        _ names: inout FileNames
    ) throws(OutputError) -> Picture {
        let bytes = fetched.logo.bytes
        let path = try names.logo(of: id, fetched.logo, file: fetched.id, replacing: old) { path throws(OutputError) in
            try writer.read(path, limit: Logo.byteLimit).map { $0 == bytes ? .same : .other } ?? .nothing
        }
        return Picture(file: LogoFile(path: path, fetched.logo), id: fetched.id, bytes: bytes)
    }

    private func save(_ picture: Picture) throws(OutputError) {
        switch try writer.read(picture.file.path, limit: Logo.byteLimit) {
        case nil: try writer.create(picture.file.path, with: picture.bytes)
        case let held?: try writer.replace(picture.file.path, holding: held, with: picture.bytes)
        }
    }
}

extension LocalPortal.LocalLogo {
    /// The picture that the service has of it.
    fileprivate var picturePath: String? {
        if case .picture(let file) = self { file.path } else { nil }
    }
}
