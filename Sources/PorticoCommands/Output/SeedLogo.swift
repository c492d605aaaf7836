#if Networking
import Diagnostics
import Portals
import Workspaces

/// The logo of a portal in a form that the service takes: its own file, or the one beside an SVG.
struct SeedLogo {
    /// The logo; `nil` where there is none.
    let logo: Logo?
    /// Why a portal that names a logo has none, and what would be right; `nil` where nothing is missing.
    let reason: String?

    /// Looks for the logo.
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - checked: The logo's own file as reading the workspace found it.
    ///   - files: The workspace's files.
    init(of portal: Portal, checked: Logo?, in files: WorkspaceFiles?) {
        if let checked, checked.format != .svg {
            (logo, reason) = (checked, nil)
            return
        }
        guard let path = portal.logoPath, !path.isEmpty, let files else {
            logo = nil
            reason = portal.logoID.map { "\($0) is a file of the service alone; name one of the workspace as logo" }
            return
        }
        let found = Self.raster(beside: path, in: files)
        logo = found.logo
        guard found.logo == nil else {
            reason = nil
            return
        }
        reason =
            Self.fault(of: files.logo(at: path)) ?? found.fault
            ?? "the service takes no SVG; put the same picture as \(Self.stem(of: path)).png beside \(path)"
    }

    /// The picture beside an SVG, called the same but for its ending; else what is wrong with those that are there.
    private static func raster(beside path: String, in files: WorkspaceFiles) -> (logo: Logo?, fault: String?) {
        var fault: String?
        for ending in Logo.Format.allCases.filter({ $0 != .svg }).flatMap(\.fileExtensions) {
            let inspection = files.logo(at: "\(stem(of: path)).\(ending)")
            if let logo = inspection.logo { return (logo, nil) }
            if inspection.findings.first?.rule != .logoFileMissing { fault = fault ?? Self.fault(of: inspection) }
        }
        return (nil, fault)
    }

    /// What is wrong with a file that can't be used; `nil` if it can.
    private static func fault(of inspection: LogoInspection) -> String? {
        inspection.logo == nil ? inspection.findings.first { $0.rule.severity == .error }?.message : nil
    }

    private static func stem(of path: String) -> Substring {
        path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    }
}
#endif
