import Foundation
import Workspaces

/// The folder to which a site goes.
enum SiteTarget {
    /// One that the user named: links on the way to it are followed.
    case given(String)
    /// One that a file or a default names, below a folder that the user chose: no link below that is followed.
    case below(String, path: String)

    /// A folder that the user named, unless it holds what the workspace is made of.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - root: The workspace's folder.
    /// - Returns: The folder.
    /// - Throws: `CommandFailure` if what is rendered would stand among the sources.
    static func given(_ path: String, outsideSourcesOf root: String) throws(CommandFailure) -> SiteTarget {
        let target = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        let folder = URL(fileURLWithPath: root).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        guard target.starts(with: folder), target.count > folder.count, Workspace.holdsSources(target[folder.count])
        else { return .given(path) }
        throw CommandFailure("'\(path)' holds the workspace's own files; choose another folder")
    }

    /// A folder that the user named, unless it is, holds or lies in one that is read.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - sources: The folders that are read.
    /// - Returns: The folder.
    /// - Throws: `CommandFailure` if what is written would stand among what is read.
    static func given(_ path: String, apartFrom sources: [String]) throws(CommandFailure) -> SiteTarget {
        let target = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        for source in sources {
            let folder = URL(fileURLWithPath: source).standardizedFileURL.resolvingSymlinksInPath().pathComponents
            guard target.starts(with: folder) || folder.starts(with: target) else { continue }
            throw CommandFailure("'\(path)' and the shard in '\(source)' are not apart; choose another folder to write")
        }
        return .given(path)
    }

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
