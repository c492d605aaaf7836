import Diagnostics
import HTTPTypes
import Portals
import Rendering
import SiteBuilding
import Workspaces

extension Editor {
    /// Makes the changes of a request in memory.
    func drafted(_ changes: EditorChanges, _ portal: LivePortal) throws -> EditorDraft {
        try drafted(changes.all, of: try file(of: portal))
    }

    func drafted(_ changes: [EditorChange], of file: EditorFile) throws -> EditorDraft {
        if let fault = file.fault { throw EditorBroken(sentence: fault.message.sentence) }
        let places = EditorDraft.LogoPlaces(
            chosen: { (logo, raster) throws(EditorRefusal) in try self.places(for: logo, beside: raster) },
            beside: { (raster, path) throws(EditorRefusal) in try self.place(for: raster, besideFile: path) },
            fault: { self.fault(ofLogoAt: $0) }
        )
        return EditorDraft(changes, of: file, logos: logos, places: places)
    }

    /// Returns the page, the board and the facts of a portal as it would be.
    func draft(_ changes: EditorChanges, _ portal: LivePortal) throws -> LiveAnswer {
        let draft = try drafted(changes, portal)
        guard let wanted = draft.file.portal else { throw EditorBroken(sentence: "The file can’t be read.") }
        let logo = draft.newLogo?.logo ?? self.logo(of: wanted, portal)
        guard let made = site.draft(portal.id, wanted, logo: logo, hasRaster: draft.newRaster != nil) else {
            throw EditorRefusal(status: 404, sentence: "This portal is gone.")
        }
        return json(
            EditorDraftAnswer(
                digest: draft.file.digest,
                preview: String(decoding: made.preview, as: UTF8.self),
                board: String(decoding: made.board, as: UTF8.self),
                colors: EditorColors(wanted),
                logo: picture(logo, of: wanted, beside: draft.newRaster),
                brand: PortalView(portal: wanted, file: portal.file, logo: logo).brandName,
                problems: draft.problems,
                missingLogo: draft.missingLogo
            )
        )
    }

    /// Returns the text of the file with the changes; nothing is written.
    func yaml(_ changes: EditorChanges, _ portal: LivePortal) throws -> LiveAnswer {
        let draft = try checked(try drafted(changes, portal))
        return LiveAnswer(type: "text/plain; charset=utf-8", body: draft.file.bytes)
    }

    /// Returns the board as one file that holds its screens, to be sent to somebody.
    func share(_ changes: EditorChanges, _ portal: LivePortal) throws -> LiveAnswer {
        let draft = try checked(try drafted(changes, portal))
        guard let wanted = draft.file.portal,
            let page = site.singleFile(portal.id, wanted, logo: draft.newLogo?.logo ?? logo(of: wanted, portal))
        else { throw EditorRefusal(status: 404, sentence: "This portal is gone.") }
        var answer = LiveAnswer(type: "text/html; charset=utf-8", body: page)
        answer.headers[.contentDisposition] = "attachment"
        return answer
    }

    /// Refuses a draft that lacks something of what was wanted.
    private func checked(_ draft: EditorDraft) throws(EditorRefusal) -> EditorDraft {
        if let problem = draft.problems.first { throw EditorRefusal(status: 409, sentence: problem.message) }
        if draft.missingLogo != nil { throw EditorRefusal(status: 409, sentence: "The logo has to be dropped again.") }
        return draft
    }
}
