import Diagnostics
import Portals
import Workspaces

/// A file with changes made to its text, before anything of it is written.
struct EditorDraft: Sendable {
    /// What is wrong with a field as it was entered.
    struct Problem: Sendable, Encodable {
        /// The field's name.
        let field: String
        /// What would be right, as a sentence.
        let message: String
    }

    /// A picture that is written together with the file.
    struct NewLogo: Sendable {
        /// Where it goes.
        let path: String
        /// The picture.
        let logo: Logo
        /// Whether exactly this picture is there already.
        let isThere: Bool
    }

    /// Where pictures that come with a draft go.
    struct LogoPlaces {
        /// Chooses the place of a new logo, and that of a picture that is to stand beside it.
        let chosen: (EditorLogos.Dropped, EditorLogos.Dropped?) throws(EditorRefusal) -> [NewLogo]
        /// Chooses the place of a picture that is to stand beside a logo of the workspace.
        let beside: (EditorLogos.Dropped, String) throws(EditorRefusal) -> NewLogo
        /// Says why a path leads to no logo of the workspace; `nil` if it does.
        let fault: (String) -> String?
    }

    /// The file with everything that is legal.
    private(set) var file: EditorFile
    /// What is wrong with what isn't in it.
    private(set) var problems: [Problem] = []
    /// The pictures that come with it: the logo first, then what stands beside it.
    private(set) var newLogos: [NewLogo] = []
    /// The digest of a picture that has to be sent again; `nil` if none.
    private(set) var missingLogo: String?

    /// The picture that is to be the logo; `nil` if no new one is.
    var newLogo: NewLogo? { newLogos.first { $0.path == file.portal?.logoPath } }
    /// The picture that is to stand beside the logo, for the service; `nil` if none.
    var newRaster: NewLogo? { newLogos.first { $0.path != file.portal?.logoPath } }

    /// Makes changes.
    ///
    /// A change that breaks a rule of its field, or that can't be made in this text for certain, is left out and told;
    /// where it has a value that was legal before, that stands in its place.
    ///
    /// - Parameters:
    ///   - changes: What is wanted.
    ///   - file: The file as it is, which can be read.
    ///   - logos: Pictures that were sent before.
    ///   - places: Chooses where new pictures go.
    init(_ changes: [EditorChange], of file: EditorFile, logos: EditorLogos, places: LogoPlaces) {
        self.file = file
        for change in changes {
            let wanted = resolved(change, logos, places)
            guard let wanted, file.value(of: change.field) != wanted else { continue }
            if let next = step(change.field, to: wanted) {
                self.file = next
            } else if let good = change.good, change.field.kind != .logo {
                let count = problems.count
                if let next = step(change.field, to: good) { self.file = next }
                problems.removeSubrange(count...)
            }
        }
    }

    /// The value that a change asks for; of a picture its path.
    private mutating func resolved(_ change: EditorChange, _ logos: EditorLogos, _ places: LogoPlaces) -> EditedValue? {
        guard change.field.kind == .logo, case .text(let text) = change.to, change.to != change.from else {
            return change.to
        }
        do throws(EditorRefusal) {
            switch WantedLogo(text) {
            case .dropped(let digest, let beside):
                guard let logo = dropped(digest, logos) else { return nil }
                guard let beside else {
                    newLogos = try places.chosen(logo, nil)
                    return newLogos.first.map { .text($0.path) }
                }
                guard let raster = dropped(beside, logos) else { return nil }
                guard logo.logo.format == .svg, raster.logo.format != .svg else {
                    throw EditorRefusal(sentence: "Only a PNG, JPEG or GIF stands beside an SVG.")
                }
                newLogos = try places.chosen(logo, raster)
                return newLogos.first.map { .text($0.path) }
            case .beside(let digest, let path):
                guard let raster = dropped(digest, logos) else { return nil }
                newLogos = [try places.beside(raster, path)]
                return .text(path)
            case .path(let path):
                // Undo may ask for a picture that the file had before.
                guard !path.isEmpty, let fault = places.fault(path) else { return change.to }
                throw EditorRefusal(sentence: fault)
            }
        } catch {
            problems.append(Problem(field: change.field.name, message: error.sentence))
            return nil
        }
    }

    private mutating func dropped(_ digest: String, _ logos: EditorLogos) -> EditorLogos.Dropped? {
        let found = logos.dropped(digest)
        if found == nil { missingLogo = digest }
        return found
    }

    /// Returns the file with a field changed; `nil` if that is wrong, which `problems` then tells.
    private mutating func step(_ field: EditableField, to value: EditedValue) -> EditorFile? {
        if field.kind == .color, case .text(let text) = value, HexColor(text) == nil {
            problems.append(
                Problem(
                    field: field.name,
                    message: "A colour has 6 hex digits, like #5a9a78. The preview keeps the last one that did."
                )
            )
            return nil
        }
        do throws(EditError) {
            let bytes = try FileEditor(file: file.path).edited(file.bytes, with: [file.change(of: field, to: value)])
            let next = EditorFile(bytes, path: file.path, id: file.id, environment: file.environment)
            let place = next.place(of: field)
            if let error = next.errors.first(where: { $0.path == place }) {
                problems.append(Problem(field: field.name, message: error.message.sentence))
                return nil
            }
            guard next.portal != nil, next.value(of: field) == value else {
                problems.append(
                    Problem(
                        field: field.name,
                        message: "The file can’t be made to say this for certain; change it in your text editor."
                    )
                )
                return nil
            }
            return next
        } catch {
            problems.append(Problem(field: field.name, message: error.editorWords))
            return nil
        }
    }
}

/// What the panel asks for in place of a logo's path.
enum WantedLogo {
    /// A picture that was dropped, and one that is to stand beside it: `upload:DIGEST`, `upload:DIGEST,DIGEST`.
    case dropped(String, beside: String?)
    /// A picture that was dropped, to stand beside a logo of the workspace: `beside:DIGEST:logos/acme.svg`.
    case beside(String, path: String)
    /// A logo of the workspace; empty for none.
    case path(String)

    init(_ text: String) {
        if text.hasPrefix("upload:") {
            let digests = text.dropFirst(7).split(separator: ",", maxSplits: 1).map(String.init)
            self = .dropped(digests.first ?? "", beside: digests.count > 1 ? digests[1] : nil)
        } else if text.hasPrefix("beside:") {
            let parts = text.dropFirst(7).split(separator: ":", maxSplits: 1).map(String.init)
            self = .beside(parts.first ?? "", path: parts.count > 1 ? parts[1] : "")
        } else {
            self = .path(text)
        }
    }
}

extension String {
    /// With a full stop, and a first letter in upper case unless it begins with a path.
    var sentence: String {
        let text = displayText
        let isPath = text.prefix { $0 != " " }.contains { $0 == "/" || $0 == "." }
        let start = isPath ? text : text.prefix(1).uppercased() + text.dropFirst()
        return start.hasSuffix(".") ? start : start + "."
    }
}
