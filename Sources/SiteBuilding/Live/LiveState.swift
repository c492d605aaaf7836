import Diagnostics
import Portals
import Rendering
import Workspaces

/// Everything that a look at a workspace left; it never changes, so that any number of readers share it.
struct LiveState: Sendable {
    /// The number of the look, from 1.
    let revision: Int
    /// What all pages share.
    let shared: LiveShared
    /// Reads logos when pages that show them are made.
    let portals: PortalFiles
    /// The portal files in their order.
    let files: [LiveFile]
    /// What keeps the workspace from being read, where the site shows what was read before.
    let trouble: [Diagnostic]
    /// The number of the look since which the pages that all portals share are as they are.
    let galleryRevision: Int
    /// Which file has the folder of a name.
    private let owners: [KeyBytes: Int]
    /// Which file, that can't be read now, last had the folder of a name that is nobody's now.
    private let lastOwners: [KeyBytes: Int]

    init(
        revision: Int,
        shared: LiveShared,
        portals: PortalFiles,
        files: [LiveFile],
        trouble: [Diagnostic],
        galleryRevision: Int
    ) {
        self.revision = revision
        self.shared = shared
        self.portals = portals
        self.files = files
        self.trouble = trouble
        self.galleryRevision = galleryRevision
        var owners: [KeyBytes: Int] = [:]
        owners.reserveCapacity(files.count)
        var lastOwners: [KeyBytes: Int] = [:]
        for (index, file) in files.enumerated() {
            if file.entry.state != .withoutFolder { owners[KeyBytes(file.entry.idText)] = index }
            if let last = file.lastGood, lastOwners[KeyBytes(last.idText)] == nil {
                lastOwners[KeyBytes(last.idText)] = index
            }
        }
        self.owners = owners
        self.lastOwners = lastOwners
    }

    /// The same, where a look came to nothing but this trouble.
    func with(trouble: [Diagnostic]) -> LiveState {
        LiveState(
            revision: revision,
            shared: shared,
            portals: portals,
            files: files,
            trouble: trouble,
            galleryRevision: galleryRevision
        )
    }

    /// What is wrong apart from portals.
    var problems: [Diagnostic] { (trouble + shared.problems).sorted() }

    /// Returns the file whose pages a folder of the site has, and what they show; `nil` if there is no such folder.
    func file(ofFolder id: String) -> (file: LiveFile, lastGood: PortalEntry?)? {
        if let index = owners[KeyBytes(id)] {
            let file = files[index]
            // A file that lost its id with everything else has two names meanwhile.
            return (file, file.lastGood.flatMap { $0.idText.hasSameBytes(as: id) ? $0 : nil })
        }
        return lastOwners[KeyBytes(id)].map { (files[$0], files[$0].lastGood) }
    }
}
