import Diagnostics
import Workspaces

// The command line's sentences name commands and folders to choose; who sits at the browser has neither.

extension FileReadError {
    /// What is the case, as a sentence without the file's name: it stands beside it.
    var editorWords: String {
        switch self {
        case .notFound: "The file is gone."
        case .outside: "The file is a link that leads out of the workspace."
        case .notAPlainFile(let kind): "There is \(kind.words) in place of the file."
        case .notAFolder: "There is no folder in which it could be."
        case .tooManyLinks: "The file is a link that leads in circles."
        case .tooLarge(let limit, _): "The file is larger than \(ByteCount.words(limit)), and a portal’s may not be."
        case .permissionDenied: "The file can’t be read: permission is denied."
        case .invalidPath, .nameNotUTF8: "The file has a name that can’t be used."
        case .system(let error): "The file can’t be read: \(error.words)."
        }
    }
}

extension OutputError {
    /// What happened when something was saved, and what to do before saving again.
    var editorWords: String {
        let path = path.displayText
        switch reason {
        case .invalidPath: return "\(path) can’t be the place of a file."
        case .notAFolder(.link): return "\(path) is behind a link, and the editor writes through none."
        case .notAFolder(let kind): return "\(path) needs a folder where \(kind.words) is."
        case .notAFile(let kind): return "There is \(kind.words) in place of \(path)."
        case .readOnly: return "\(path) is read-only. Allow writing to it, then save again."
        case .exists: return "Meanwhile there is another file named \(path). Save again."
        case .changed: return "\(path) changed meanwhile. Save again."
        case .tooLarge(let limit): return "\(path) is larger than \(ByteCount.words(limit))."
        case .system(let error):
            return
                "\(path): \(error.words). \(error.isFull ? "Make room, then save again." : "Mend that, then save again.")"
        }
    }
}

extension EditError {
    /// Why a field can't be written, for its line in the panel.
    var editorWords: String {
        let line = place.map { "Line \($0.line)" } ?? "The file"
        switch reason {
        case .unreadable(let diagnostic): return diagnostic.message.sentence
        case .noMapping: return "The file holds no portal."
        case .blocked(let key):
            return "\(line) has a plain value for '\(key.displayText)', where fields belong. \(Self.remedy)"
        case .alias: return "\(line) only names a value that is written elsewhere in the file. \(Self.remedy)"
        case .anchor(let mark, _):
            let what = mark.hasPrefix("&") ? "anchor" : "tag"
            return "\(line) has the \(what) '\(mark.displayText)' before this value. \(Self.remedy)"
        case .comment: return "\(line) has a comment that would be lost. \(Self.remedy)"
        case .layout, .uncertain:
            return "\(line) is written in a way that the editor can’t change for certain. \(Self.remedy)"
        case .unfit(let message): return "\(message.sentence) Write less here."
        }
    }

    private static let remedy = "Change it in your text editor."
}
