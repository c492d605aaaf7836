import Diagnostics
import Foundation
import Portals
import Rendering
import Workspaces

/// One look at a workspace: finds what changed since the look before.
struct LiveLook {
    private let place: LivePlace
    private let old: LiveState
    private let sparing: Set<KeyBytes>
    private let revision: Int
    /// When the look began, in nanoseconds since 1970.
    private let moment: Int64
    private var change = LiveChange()

    /// How long after its last change a file that can't be read may be one that somebody is still writing.
    private static let writingTime: Int64 = 50_000_000
    /// How often is looked for what was there and isn't, since somebody may be replacing it, and the time between.
    private static let missingTries = 3
    private static let missingPause = 0.01

    /// Prepares a look.
    ///
    /// - Parameters:
    ///   - place: The workspace.
    ///   - old: What the look before left.
    ///   - sparing: Paths that stay as last seen.
    init(_ place: LivePlace, after old: LiveState, sparing: Set<String>) {
        self.place = place
        self.old = old
        self.sparing = Set(sparing.map(KeyBytes.init))
        revision = old.revision + 1
        moment = Self.now
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000_000) }

    /// Reads a workspace for the first time.
    ///
    /// - Parameter place: The workspace.
    /// - Returns: What was found.
    /// - Throws: `Workspace.OpenError`, `TemplateLibrary.BuiltInTemplateError`.
    static func first(at place: LivePlace) throws -> LiveState {
        let moment = now
        let opened = try place.open()
        let shared = try LiveShared(opened, before: nil, revision: 1)
        let reader = SourceReading(opened.portals, LogoStamps(opened.portals), moment: moment)
        let sources = opened.portals.all.concurrentMap { reader.read($0) }
        var clashes = ClashFinder()
        clashes.reserveCapacity(for: sources.count)
        let settled = sources.map { ($0, clashes.clashes(of: $0.own.clashKeys)) }.concurrentMap { source, clashes in
            LiveFile(source, clashes: clashes, before: nil, files: opened.portals, revision: 1)
        }
        return LiveState(
            revision: 1,
            shared: shared,
            portals: opened.portals.anew(with: shared.settings),
            files: settled,
            trouble: [],
            galleryRevision: 1
        )
    }

    /// Looks.
    ///
    /// - Returns: What there is now, and what differs.
    consuming func result() -> (LiveState, LiveChange) {
        let (state, change) = look()
        var found = change
        found.problems = state.problems != old.problems
        return (state, found)
    }

    private mutating func look() -> (LiveState, LiveChange) {
        let opened: OpenedWorkspace
        let stamps: LogoStamps
        do throws(Workspace.OpenError) {
            (opened, stamps) = try open()
        } catch {
            if sparing.contains(KeyBytes(Workspace.settingsFile)) { return (old, LiveChange()) }
            return (old.with(trouble: [error.liveProblem]), LiveChange())
        }
        let (shared, trouble) = shared(opened)
        change.isShared = shared.revision == revision
        let portals = opened.portals.anew(with: shared.settings)
        let files = files(portals, stamps, rereadsAll: !shared.judgesAlike(old.shared))
        compare(files)
        let isGallerySame = !change.isShared && !hasNews(files)
        let state = LiveState(
            revision: revision,
            shared: shared,
            // Without the logos that were met while reading.
            portals: portals.anew(with: shared.settings),
            files: files,
            trouble: trouble,
            galleryRevision: isGallerySame ? old.galleryRevision : revision
        )
        // The folder that a file had before it broke may be another file's by now, whose pages are the same.
        change.portals = change.portals.filter { id in
            switch (state.file(ofFolder: id)?.file, old.file(ofFolder: id)?.file) {
            case (nil, nil): false
            case (let now?, let before?):
                !(now === before || now.livePath.hasSameBytes(as: before.livePath) && now.showsSame(as: before))
            default: true
            }
        }
        return (state, change)
    }

    // MARK: Finding files

    /// Opens the workspace; what was there and isn't is looked for again, because some programs save a file by removing
    /// the old one first.
    private func open() throws(Workspace.OpenError) -> (OpenedWorkspace, LogoStamps) {
        var triesLeft = Self.missingTries
        while true {
            triesLeft -= 1
            do throws(Workspace.OpenError) {
                let opened = try place.open()
                let stamps = LogoStamps(opened.portals)
                if triesLeft == 0 || !lacksKnown(opened, stamps) { return (opened, stamps) }
            } catch {
                if triesLeft == 0 { throw error }
            }
            Thread.sleep(forTimeInterval: Self.missingPause)
        }
    }

    private func lacksKnown(_ opened: OpenedWorkspace, _ stamps: LogoStamps) -> Bool {
        let pairs = FilePair.all(opened.portals.all, old.files)
        let shared = Set(opened.sharedContent.lazy.map { KeyBytes($0.path) })
        return pairs.contains { pair in
            guard let before = pair.before else { return false }
            return pair.file == nil && !isSpared(before.source.file.path)
                || before.source.logos.contains { logo in
                    logo.look.stamp != nil && stamps.look(at: logo.path).stamp == nil && !isSpared(logo.path)
                }
        } || old.shared.files.contains { !shared.contains(KeyBytes($0.path)) && !isSpared($0.path) }
    }

    private func isSpared(_ path: String) -> Bool { !sparing.isEmpty && sparing.contains(KeyBytes(path)) }

    // MARK: What all pages share

    /// Returns what all pages share now, and what keeps that from being what the files say.
    private mutating func shared(_ opened: OpenedWorkspace) -> (LiveShared, trouble: [Diagnostic]) {
        if sparing.contains(where: { LiveShared.holds($0.text) }) { return (old.shared, old.trouble) }
        let broken = opened.diagnostics.filter { $0.file == Workspace.settingsFile && $0.severity == .error }
        if broken.isEmpty, let shared = try? LiveShared(opened, before: old.shared, revision: revision) {
            let isWriting = shared.problems.contains { problem in
                problem.severity == .error && LiveShared.holds(problem.file)
                    && Self.isYoung(opened.portals.stamp(ofLogo: problem.file))
            }
            guard isWriting else { return (shared, []) }
            change.isUnfinished = true
            return (old.shared, old.trouble)
        }
        if Self.isYoung(opened.portals.stamp(ofLogo: Workspace.settingsFile)) {
            change.isUnfinished = true
            return (old.shared, old.trouble)
        }
        return (old.shared, broken)
    }

    /// Whether a file changed so lately that somebody may be writing it.
    private static func isYoung(_ stamp: FileStamp?) -> Bool {
        guard let stamp else { return false }
        let (age, isBeyond) = now.subtractingReportingOverflow(stamp.modified)
        return !isBeyond && (0..<writingTime).contains(age)
    }

    // MARK: Portals

    /// What is known of a file before the portals before it are.
    private enum Step: Sendable {
        case keep(LiveFile)
        case take(LiveSource, before: LiveFile?)

        var isKept: Bool {
            if case .keep(let file) = self { file.source.isSettled } else { false }
        }
    }

    private mutating func files(_ portals: PortalFiles, _ stamps: LogoStamps, rereadsAll: Bool) -> [LiveFile] {
        let steps = steps(portals, stamps, rereadsAll: rereadsAll)
        let isSame = steps.count == old.files.count && steps.allSatisfy(\.isKept)
        var clashes = ClashFinder()
        if isSame { return old.files }
        clashes.reserveCapacity(for: steps.count)
        let found = steps.map { step in
            switch step {
            case .keep(let file): (step, clashes.clashes(of: file.source.own.clashKeys))
            case .take(let source, _): (step, clashes.clashes(of: source.own.clashKeys))
            }
        }
        return found.concurrentMap { [revision] step, clashes in
            switch step {
            case .keep(let file) where file.clashes == clashes: file
            case .keep(let file):
                LiveFile(file.source, clashes: clashes, before: file, files: portals, revision: revision)
            case .take(let source, let before):
                LiveFile(source, clashes: clashes, before: before, files: portals, revision: revision)
            }
        }
    }

    /// Reads the files that changed.
    private mutating func steps(_ portals: PortalFiles, _ stamps: LogoStamps, rereadsAll: Bool) -> [Step] {
        let reader = SourceReading(portals, stamps, moment: moment)
        let steps = FilePair.all(portals.all, old.files).concurrentMap { [self] pair in
            step(pair, reader, rereadsAll: rereadsAll)
        }
        if steps.contains(where: \.isWriting) { change.isUnfinished = true }
        return steps.compactMap(\.step)
    }

    /// What becomes of a file, and whether somebody seems to be writing it.
    private func step(_ pair: FilePair<PortalFile>, _ reader: SourceReading, rereadsAll: Bool) -> (
        step: Step?, isWriting: Bool
    ) {
        // What stays although settings changed is read in the next look.
        let kept = pair.before.map { Step.keep(rereadsAll ? $0.unsettled : $0) }
        guard let file = pair.file else { return (isSpared(pair.path) ? kept : nil, false) }
        if isSpared(pair.path) { return (kept, false) }
        if let before = pair.before {
            let isSameLook = !rereadsAll && before.source.looksSame(file, reader.stamps)
            if isSameLook || before.source.logos.contains(where: { isSpared($0.path) }) { return (kept, false) }
        }
        let source = reader.read(file)
        // Somebody wrote to it while it was read.
        if let stamp = file.stamp, reader.files.stamp(ofLogo: file.path) != stamp {
            return (pair.before.map { .keep($0.unsettled) }, true)
        }
        // Not believed before it has been so for a while.
        let isNews = pair.before == nil || pair.before?.entry.portal != nil
        if source.own.portal == nil, isNews, Self.isYoung(file.stamp) {
            return (pair.before.map { .keep($0.unsettled) }, true)
        }
        return (.take(source, before: pair.before), false)
    }

    // MARK: What differs

    private mutating func compare(_ files: [LiveFile]) {
        change.gallery = change.isShared
        for pair in FilePair.all(files, old.files) {
            guard let file = pair.file, let old = pair.before else {
                change.portals.formUnion(pair.file?.folders ?? pair.before?.folders ?? [])
                change.gallery = true
                continue
            }
            guard file.revision == revision else { continue }
            if !file.showsSame(as: old) { change.portals.formUnion(file.folders.union(old.folders)) }
            if !file.summary.hasSameContent(as: old.summary) { change.gallery = true }
        }
    }

    /// Whether the list of portals may be another one, or the logo of a card.
    private func hasNews(_ files: [LiveFile]) -> Bool {
        change.gallery || files.contains { $0.revision == revision }
    }
}

/// Reads portal files in one look; several threads do so at once.
private struct SourceReading: Sendable {
    let files: PortalFiles
    let stamps: LogoStamps
    private let hashes = LogoHashes()
    private let moment: Int64

    init(_ files: PortalFiles, _ stamps: LogoStamps, moment: Int64) {
        self.files = files
        self.stamps = stamps
        self.moment = moment
    }

    func read(_ file: PortalFile) -> LiveSource {
        LiveSource(file, of: files, stamps: stamps, hashes: hashes, moment: moment)
    }
}
