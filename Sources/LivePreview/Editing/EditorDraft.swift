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

    /// What stands before the digest of a picture that was sent, where a logo's path would be.
    static let uploadPrefix = "upload:"

    /// The file with everything that is legal.
    private(set) var file: EditorFile
    /// What is wrong with what isn't in it.
    private(set) var problems: [Problem] = []
    /// The picture that comes with it.
    private(set) var newLogo: NewLogo?
    /// The digest of a picture that has to be sent again; `nil` if none.
    private(set) var missingLogo: String?

    /// Makes changes.
    ///
    /// A change that breaks a rule of its field, or that can't be made in this text for certain, is left out and told;
    /// where it has a value that was legal before, that stands in its place.
    ///
    /// - Parameters:
    ///   - changes: What is wanted.
    ///   - file: The file as it is, which can be read.
    ///   - logos: Pictures that were sent before.
    ///   - place: Chooses where a new picture goes.
    ///   - isLogo: Whether a path of the workspace leads to a picture that can be a logo.
    init(
        _ changes: [EditorChange],
        of file: EditorFile,
        logos: EditorLogos,
        place: (EditorLogos.Dropped) -> NewLogo?,
        isLogo: (String) -> Bool
    ) {
        self.file = file
        for change in changes {
            let wanted = resolved(change, logos, place, isLogo)
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
    private mutating func resolved(
        _ change: EditorChange,
        _ logos: EditorLogos,
        _ place: (EditorLogos.Dropped) -> NewLogo?,
        _ isLogo: (String) -> Bool
    ) -> EditedValue? {
        guard change.field.kind == .logo, case .text(let text) = change.to, change.to != change.from else {
            return change.to
        }
        // Undo may ask for a picture that the file had before.
        guard text.hasPrefix(Self.uploadPrefix) else {
            if text.isEmpty || isLogo(text) { return change.to }
            let message = "\(text) is no logo of the workspace.".displayText
            problems.append(Problem(field: change.field.name, message: message))
            return nil
        }
        let digest = String(text.dropFirst(Self.uploadPrefix.count))
        guard let dropped = logos.dropped(digest) else {
            missingLogo = digest
            return nil
        }
        guard let logo = place(dropped) else {
            problems.append(Problem(field: change.field.name, message: "The folder logos can’t be read or is full."))
            return nil
        }
        newLogo = logo
        return .text(logo.path)
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
            problems.append(Problem(field: field.name, message: error.sentence.sentence))
            return nil
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
