import Workspaces

/// The folder to which a site goes.
enum SiteTarget {
    /// One that the user named: links on the way to it are followed.
    case given(String)
    /// One that a file or a default names, below a folder that the user chose: no link below that is followed.
    case below(String, path: String)

    /// The folder, for messages.
    var path: String {
        switch self {
        case .given(let path): path
        case .below(".", let path): path
        case .below(let folder, let path): "\(folder)/\(path)"
        }
    }

    /// Opens the folder; missing ones are made.
    func open() throws(OutputError) -> OutputFolder {
        switch self {
        case .given(let path): try OutputFolder(path: path)
        case .below(let folder, let path):
            try OutputFolder(path: folder, createIfMissing: false).folder(OutputFolder.names(of: path))
        }
    }
}
