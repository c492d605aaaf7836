import Rendering
import Workspaces

/// What the last run left, as far as it is of use.
struct LastRun {
    /// What can stay.
    let findings: SiteInspection.Findings
    /// The files that all portals share, by name.
    let shared: [String: SiteCache.Shared]
    private let output: OutputFolder
    private let isVerifying: Bool

    /// Looks at what the last run left; `nil` if that is nothing that can be kept.
    init?(of output: OutputFolder, key: ContentHash?, portals: SitePortals, moment: Int64, isVerifying: Bool) {
        guard let key, case .files(let files) = portals,
            let cache = SiteCache(in: output, key: key, portalCount: files.all.count, isVerifying: isVerifying)
        else { return nil }
        let inspection = SiteInspection(
            cache: cache,
            files: files,
            output: output,
            logos: LogoLooks(files, moment: moment),
            moment: moment,
            isVerifying: isVerifying
        )
        guard let findings = inspection.findings() else { return nil }
        self.findings = findings
        self.output = output
        self.isVerifying = isVerifying
        shared = Dictionary(cache.shared.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The shared file if it is still what the last run wrote.
    func kept(_ name: String) -> SiteCache.Shared? {
        shared[name].flatMap { output.holds($0, isVerifying: isVerifying) ? $0 : nil }
    }

    /// Whether every shared file is still what the last run wrote.
    var keepsAllShared: Bool { shared.keys.allSatisfy { kept($0) != nil } }
}
