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
        if let fault = file.fault {
            let place = fault.range.map { "line \($0.start.line) of \(file.path)" } ?? file.path
            throw EditorBroken(sentence: "Mend \(place) in your text editor.")
        }
        return EditorDraft(
            changes,
            of: file,
            logos: logos,
            place: { self.place(for: $0) },
            isLogo: { files.logo(at: $0).logo != nil }
        )
    }

    /// Returns the page, the board and the facts of a portal as it would be.
    func draft(_ changes: EditorChanges, _ portal: LivePortal) throws -> LiveAnswer {
        let draft = try drafted(changes, portal)
        guard let wanted = draft.file.portal else { throw EditorBroken(sentence: "The file can’t be read.") }
        let logo = draft.newLogo?.logo ?? self.logo(of: wanted, portal)
        guard let made = site.draft(portal.id, wanted, logo: logo) else {
            throw EditorRefusal(status: 404, sentence: "This portal is gone.")
        }
        return json(
            EditorDraftAnswer(
                digest: draft.file.digest,
                preview: String(decoding: made.preview, as: UTF8.self),
                board: String(decoding: made.board, as: UTF8.self),
                colors: EditorColors(wanted),
                logo: picture(logo, of: wanted),
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

    // MARK: Where logos go

    /// Chooses a name in `logos/` that is free, or that has exactly this picture.
    ///
    /// A name that another picture has but for its ending is not free: the two would pass for one logo.
    func place(for dropped: EditorLogos.Dropped) -> EditorDraft.NewLogo? {
        let folder = "logos"
        let taken: [String]
        do throws(FileReadError) {
            let listing = try files.list(folder)
            taken = listing.files + listing.refused.map(\.name)
        } catch {
            guard error == .notFound else { return nil }
            taken = []
        }
        let ending = dropped.logo.format.fileExtensions[0]
        for number in 1...999 {
            let stem = number == 1 ? dropped.stem : "\(dropped.stem)-\(number)"
            let name = "\(stem).\(ending)"
            let path = "\(folder)/\(name)"
            let rivals = taken.filter { Self.stem(of: $0) == stem.lowercased() }
            if rivals.isEmpty { return .init(path: path, logo: dropped.logo, isThere: false) }
            if rivals == [name], (try? files.read(path, limit: Logo.byteLimit)) == dropped.logo.bytes {
                return .init(path: path, logo: dropped.logo, isThere: true)
            }
        }
        return nil
    }

    private static func stem(of name: String) -> String {
        (name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name).lowercased()
    }
}
