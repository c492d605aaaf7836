import Diagnostics
package import Portals

/// The logo of a portal in a form that the service takes: its own file, or the one beside an SVG (product.md, 'The
/// workspace').
package struct UploadableLogo: Sendable {
    /// The logo, never an SVG; `nil` where there is none.
    package let logo: Logo?
    /// The path of the logo; `nil` where there is none.
    package let path: String?
    /// Why a portal that names a logo has none, and what would be right; `nil` where nothing is missing.
    package let reason: String?

    /// Looks for the logo.
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - checked: The logo's own file as reading the workspace found it.
    ///   - files: The workspace's files.
    package init(of portal: Portal, checked: Logo?, in files: WorkspaceFiles?) {
        if let checked, checked.format != .svg {
            (logo, path, reason) = (checked, portal.logoPath, nil)
            return
        }
        guard let named = portal.logoPath, !named.isEmpty, let files else {
            (logo, path) = (nil, nil)
            reason = portal.logoID.map { "\($0) is a file of the service alone; name one of the workspace as logo" }
            return
        }
        let found = Self.raster(beside: named, in: files)
        logo = found.logo
        path = found.path
        guard found.logo == nil else {
            reason = nil
            return
        }
        reason =
            Self.fault(of: files.logo(at: named)) ?? found.fault
            ?? "the service takes no SVG; put the same picture as \(LogoShelf.stem(of: named)).png beside \(named)"
    }

    /// The picture beside an SVG, called the same but for its ending; else what is wrong with those that are there.
    private static func raster(
        beside named: String,
        in files: WorkspaceFiles
    ) -> (logo: Logo?, path: String?, fault: String?) {
        var fault: String?
        for ending in Logo.Format.allCases.filter({ $0 != .svg }).flatMap(\.fileExtensions) {
            let path = "\(LogoShelf.stem(of: named)).\(ending)"
            let inspection = files.logo(at: path)
            if let logo = inspection.logo, logo.format != .svg { return (logo, path, nil) }
            if inspection.findings.first?.rule != .logoFileMissing { fault = fault ?? Self.fault(of: inspection) }
        }
        return (nil, nil, fault)
    }

    /// What is wrong with a file that can't be used; `nil` if it can.
    private static func fault(of inspection: LogoInspection) -> String? {
        inspection.logo == nil ? inspection.findings.first { $0.rule.severity == .error }?.message : nil
    }
}
