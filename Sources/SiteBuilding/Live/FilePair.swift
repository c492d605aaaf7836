import Portals
import Workspaces

/// A file in two lists that have the same order: as it is now, and as a look before found it.
struct FilePair<Now: LiveListed>: Sendable {
    /// The file now; `nil` if it is gone.
    let file: Now?
    /// The file before; `nil` if it is new.
    let before: LiveFile?

    /// Its path, relative to the workspace.
    var path: String { file?.livePath ?? before?.livePath ?? "" }

    /// Returns all files that are in one list or in both, in their order.
    static func all(_ now: [Now], _ before: [LiveFile]) -> [FilePair] {
        var pairs: [FilePair] = []
        pairs.reserveCapacity(max(now.count, before.count))
        var (next, last) = (now.startIndex, before.startIndex)
        while next < now.endIndex || last < before.endIndex {
            guard next < now.endIndex, last < before.endIndex else {
                if next < now.endIndex {
                    pairs += now[next...].map { FilePair(file: $0, before: nil) }
                } else {
                    pairs += before[last...].map { FilePair(file: nil, before: $0) }
                }
                break
            }
            let (path, old) = (now[next].livePath, before[last].livePath)
            if path.hasSameBytes(as: old) {
                pairs.append(FilePair(file: now[next], before: before[last]))
                (next, last) = (next + 1, last + 1)
            } else if path.utf8.lexicographicallyPrecedes(old.utf8) {
                pairs.append(FilePair(file: now[next], before: nil))
                next += 1
            } else {
                pairs.append(FilePair(file: nil, before: before[last]))
                last += 1
            }
        }
        return pairs
    }
}

/// Something that is listed by the path of its file.
protocol LiveListed: Sendable {
    /// The path, relative to the workspace.
    var livePath: String { get }
}

extension PortalFile: LiveListed {
    var livePath: String { path }
}

extension LiveFile: LiveListed {
    var livePath: String { source.file.path }
}
