import Diagnostics
import HTTPTypes
import Portals
import Rendering
import SiteBuilding
import Workspaces

extension Editor {
    /// Keeps a picture that was dropped, for drafts and for a save.
    func keep(_ request: LiveRequest) async throws -> LiveAnswer {
        let name = request.query["name"] ?? ""
        guard let bytes = try await request.body(EditorLogos.byteLimit) else { throw EditorLogos.tooLarge(name) }
        let (digest, dropped) = try logos.keep(bytes, name: name)
        struct Kept: Encodable {
            let digest: String
            let isVector: Bool
        }
        return json(Kept(digest: digest, isVector: dropped.logo.format == .svg))
    }

    /// The logo of a portal that may not be saved yet.
    func logo(of portal: Portal, _ live: LivePortal) -> Logo? {
        guard let path = portal.logoPath, !path.isEmpty else { return nil }
        let shown = live.entry.portal == nil ? live.lastGood : live.entry
        if let shown, shown.portal?.logoPath == path, let logo = shown.logo { return logo }
        return files.logo(at: path).logo
    }

    /// What the panel shows of a logo.
    ///
    /// - Parameters:
    ///   - logo: The logo; `nil` if there is none that can be shown.
    ///   - portal: The portal that has it.
    ///   - raster: What would stand beside it; `nil` if nothing is dropped for that.
    /// - Returns: What to show; `nil` if there is nothing.
    func picture(_ logo: Logo?, of portal: Portal, beside raster: EditorDraft.NewLogo? = nil) -> EditorState.Picture? {
        guard let logo, let path = portal.logoPath else { return nil }
        let beside = logo.format == .svg ? raster?.path ?? self.raster(beside: path) : nil
        return .init(logo, path: path, beside: beside, needsRaster: portal.logoID == nil)
    }

    private func raster(beside path: String) -> String? {
        PortalFiles.rasters(beside: path).first { (try? files.kind(of: $0)) == .file }
    }

    /// Why a logo that the portal names isn't shown; `nil` if it is, or if there is none.
    func fault(ofLogoIn portal: Portal) -> String? {
        portal.logoPath.flatMap { $0.isEmpty ? nil : fault(ofLogoAt: $0) }
    }

    /// Why a path leads to no logo of the workspace; `nil` if it does.
    func fault(ofLogoAt path: String) -> String? {
        let inspection = files.logo(at: path)
        guard inspection.logo == nil, let finding = inspection.findings.first else { return nil }
        guard finding.rule == .logoFileMissing else { return finding.message.sentence }
        return "\(path.displayText) is missing. Drop the file here, or remove the logo."
    }

    // MARK: Where logos go

    /// Chooses where a picture goes, and one that is to stand beside it.
    ///
    /// A name that another picture has but for its ending is not free: the two would pass for one logo. One that has
    /// exactly these pictures is taken again.
    ///
    /// - Throws: `EditorRefusal` if nothing can be put there.
    func places(for dropped: EditorLogos.Dropped, beside raster: EditorLogos.Dropped?) throws(EditorRefusal)
        -> [EditorDraft.NewLogo]
    {
        let taken = try takenNames
        let pictures = [dropped.logo] + (raster.map { [$0.logo] } ?? [])
        for number in 1...999 {
            let stem = number == 1 ? dropped.stem : "\(dropped.stem)-\(number)"
            let names = pictures.map { "\(stem).\($0.format.fileExtensions[0])" }
            let rivals = taken.filter { Self.stem(of: $0) == stem.lowercased() }
            let found = zip(names, pictures).map { name, logo in
                let path = "\(Self.folder)/\(name)"
                let isThere = rivals.contains(name) && (try? files.read(path, limit: Logo.byteLimit)) == logo.bytes
                return EditorDraft.NewLogo(path: path, logo: logo, isThere: isThere)
            }
            let own = Set(zip(names, found).filter(\.1.isThere).map(\.0))
            if rivals.allSatisfy(own.contains) { return found }
        }
        throw EditorRefusal(sentence: "All names like \(dropped.stem) are taken in the folder logos. Rename the file.")
    }

    /// Chooses where a picture goes that is to stand beside a logo of the workspace.
    ///
    /// - Throws: `EditorRefusal` if that logo is none beside which a picture can stand.
    func place(for raster: EditorLogos.Dropped, besideFile path: String) throws(EditorRefusal) -> EditorDraft.NewLogo {
        guard files.logo(at: path).logo?.format == .svg, let dot = path.lastIndex(of: ".") else {
            throw EditorRefusal(sentence: "\(path.displayText) is gone. Drop both files.")
        }
        let place = "\(path[..<dot]).\(raster.logo.format.fileExtensions[0])"
        let isThere = (try? files.read(place, limit: Logo.byteLimit)) == raster.logo.bytes
        return EditorDraft.NewLogo(path: place, logo: raster.logo, isThere: isThere)
    }

    private static let folder = "logos"

    private var takenNames: [String] {
        get throws(EditorRefusal) {
            do throws(FileReadError) {
                let listing = try files.list(Self.folder)
                return listing.files + listing.refused.map(\.name)
            } catch {
                switch error {
                case .notFound: return []
                case .notAFolder, .notAPlainFile:
                    throw EditorRefusal(sentence: "There is a file named logos where the folder for logos belongs.")
                case .outside:
                    throw EditorRefusal(
                        sentence: "The folder logos is a link out of the workspace; nothing is put there."
                    )
                case .tooManyLinks:
                    throw EditorRefusal(sentence: "The folder logos is a link that leads in circles.")
                default:
                    throw EditorRefusal(sentence: "The folder logos can’t be read: permission is denied.")
                }
            }
        }
    }

    private static func stem(of name: String) -> String {
        (name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name).lowercased()
    }
}
