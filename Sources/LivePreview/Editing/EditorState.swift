import Diagnostics
import Portals
import SiteBuilding
import Workspaces

/// Everything that the panel shows of a portal, as JSON.
struct EditorState: Encodable {
    /// A field.
    struct Field: Encodable {
        let name: String
        let label: String
        let kind: EditableField.Kind
        /// What it holds, as the file and its environment have it.
        let value: EditedValue
        /// The line of the file; `nil` where the file says nothing of it.
        let line: Int?
        /// Whether the environment says it, and not the file's own field.
        let isOfEnvironment: Bool
        /// What is wrong with it in the file, as a sentence; `nil` if nothing is.
        let problem: String?
    }

    /// A logo.
    struct Picture: Encodable {
        let path: String
        let type: String
        /// Width and height, such as `148 × 32`; empty where an SVG has none.
        let size: String
        /// How many bytes, in words.
        let weight: String
        let data: String
        /// The name of the picture beside an SVG, which publishing takes; `nil` if there is none.
        let beside: String?
        /// Whether it is an SVG with no picture beside it.
        let isAlone: Bool
        /// What publishing would leave out; `nil` if nothing.
        let note: String?

        init(_ logo: Logo, path: String, beside: String?, needsRaster: Bool) {
            self.path = path
            type = logo.format.name
            size =
                logo.width.flatMap { width in logo.height.map { "\(Self.pixels(width)) × \(Self.pixels($0))" } } ?? ""
            weight = ByteCount.words(logo.bytes.count)
            data = logo.dataURL
            self.beside = beside?.split(separator: "/").last.map(String.init)
            isAlone = logo.format == .svg && beside == nil
            note =
                isAlone && needsRaster
                ? "The service takes no SVG. Drop a PNG, JPEG or GIF as well, or publishing leaves the logo out." : nil
        }

        private static func pixels(_ length: Double) -> String {
            let tenths = Int((min(max(length, 0), 100_000) * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
    }

    /// Why nothing can be edited just now.
    struct Fault: Encodable {
        /// The line of the file; `nil` where no line is to blame.
        let line: Int?
        /// The column, in characters from 1.
        let column: Int?
        /// What is wrong, as a sentence.
        let message: String
        /// Whether the file can't be read at all, so that there is nothing to mend in its text.
        let isUnreadable: Bool
        /// Whether the board shows the same over the preview, because the site can't read the file either.
        let isShown: Bool

        init(_ fault: Diagnostic, isUnreadable: Bool, isShown: Bool) {
            line = fault.range?.start.line
            column = fault.range?.start.column
            message = fault.message.sentence
            self.isUnreadable = isUnreadable
            self.isShown = isShown
        }
    }

    let id: String
    let file: String
    let digest: String
    let environment: String?
    let fields: [Field]
    let logo: Picture?
    let colors: EditorColors?
    /// The name in the header where there is no logo.
    let brand: String
    /// Where customers open it.
    let address: String
    /// Why the file can't be read; `nil` if it can.
    let broken: Fault?
}

/// What a draft looks like, as JSON.
struct EditorDraftAnswer: Encodable {
    let digest: String
    let preview: String
    let board: String
    let colors: EditorColors
    let logo: EditorState.Picture?
    let brand: String
    let problems: [EditorDraft.Problem]
    /// The digest of a picture that has to be sent again; `nil` if none.
    let missingLogo: String?
}

/// What became of a save, as JSON.
struct EditorSaveAnswer: Encodable {
    /// The lines that differ.
    let lines: [ChangedLine]
    /// The pictures that were put into the workspace.
    let files: [String]
    /// Whether the file had changed since the panel saw it, and the changes were made to what it holds now.
    let isRebased: Bool
    let state: EditorState
}

/// Why nothing was saved, as JSON.
struct EditorFailure: Encodable {
    /// What kind of fault: `conflict`, `broken`, `problems`, `logo`, `failed`.
    let reason: String
    /// What happened and what to do.
    let message: String
    /// What is wrong, by field.
    var problems: [EditorDraft.Problem] = []
    /// The fields that changed both in the panel and in the file.
    var fields: [String] = []
    /// What the file says now.
    var state: EditorState?
    /// The digest of a picture that has to be sent again.
    var missingLogo: String?
}
