import Portals
import Rendering
import Workspaces

/// The previews of a rendered site, which are read only where the records say that they differ.
struct RecordedPreviews {
    /// Why a preview cannot be compared.
    enum Failure: Error {
        /// It cannot be read.
        case unreadable(FileReadError)
        /// It has other bytes than its record says.
        case edited

        /// What is wrong and what to do, to follow the file.
        var words: String {
            switch self {
            case .unreadable(.notFound), .unreadable(.notAFolder): "does not exist; render the site again"
            case .unreadable(.outside), .unreadable(.tooManyLinks):
                "is reached by a symbolic link, which no site has; render the site again"
            case .unreadable(.notAPlainFile(let kind)): "is \(kind.words); render the site again"
            case .unreadable(let error): error.words
            case .edited: "is not as it was rendered; render the site again"
            }
        }
    }

    /// How many bytes a preview may have: more than every screen at the limit of a template.
    private static let byteLimit = 96 << 20

    private let folder: String

    /// - Parameter folder: The site's folder, as the user named it.
    init(site folder: String) {
        self.folder = folder
    }

    /// The path of a portal's preview in the site.
    static func path(of id: PortalID) -> String { "\(id)/preview.html" }

    /// Returns the preview of a portal as it was rendered.
    ///
    /// - Parameters:
    ///   - id: The portal's id.
    ///   - hash: The hash that its record has.
    /// - Returns: The page.
    /// - Throws: `Failure` if it is gone, or is another one by now.
    func page(of id: PortalID, _ hash: ContentHash) throws(Failure) -> [UInt8] {
        let page: [UInt8]
        do throws(FileReadError) {
            page = try WorkspaceFiles(root: folder).read(Self.path(of: id), limit: Self.byteLimit)
        } catch {
            throw .unreadable(error)
        }
        guard ContentHash(of: page) == hash else { throw .edited }
        return page
    }
}
