import Rendering

/// What a site is made of: `portico-manifest.json`, the file that tells Portico's pages from others'.
///
/// What it does not list is never removed. A portal has a line, so that it is written and read line by line, however
/// many there are; the same site always has the same bytes.
enum Manifest {
    static let fileName = "portico-manifest.json"
    static let version = 2
    /// The largest manifest that is read; more than two hundred thousand portals need.
    static let byteLimit = 128 << 20
    /// How many bytes a line may have: more than the longest that Portico writes.
    static let lineLimit = 64 << 10

    /// A file of the site.
    struct File: Codable, Hashable, Sendable {
        /// The SHA-256 of its bytes, in lower-case hexadecimal.
        var sha256: String
        /// How many bytes it has.
        var size: Int
    }

    /// A portal with the files that were made of it.
    struct Portal: Codable, Hashable, Sendable {
        /// The id, which is the name of the folder.
        var id: String
        /// The file it was made from, relative to the workspace.
        var source: String
        /// The SHA-256 of that file; `nil` if the pages were not made from the file as it was last seen.
        var sha256: String?
        /// The SHA-256 of each logo that it names, by path; of those that could be read.
        var logos: [String: String]
        /// The files by their names.
        var files: [String: File]
    }

    /// What stands before the portals.
    struct Head: Codable, Hashable, Sendable {
        /// The version of this format.
        var version: Int
        /// The version of Portico that wrote it.
        var portico: String
        /// The SHA-256 of what shows in every portal: settings, sample customer, templates; `nil` for an answer.
        var inputs: String?
    }

    static let portalsStart = "\"portals\":["
    static let filesStart = "],\"files\":{"
}

extension Manifest {
    /// Returns the line of a portal: JSON, with its keys in a fixed order.
    ///
    /// - Parameters:
    ///   - id: The id.
    ///   - source: The file it was made from.
    ///   - content: The hash of that file; `nil` if the pages were made from another content.
    ///   - logos: The logos by path, with the hashes of their content.
    ///   - files: The files by name, with hash and size.
    /// - Returns: The line, without its end.
    static func line(
        id: String,
        source: String,
        content: ContentHash?,
        logos: [(path: String, content: ContentHash)],
        files: [(name: String, content: ContentHash, size: Int)]
    ) -> [UInt8] {
        func append(_ hash: ContentHash, to line: inout [UInt8]) {
            line.append(UInt8(ascii: "\""))
            hash.appendHexadecimal(to: &line)
            line.append(UInt8(ascii: "\""))
        }
        var line: [UInt8] = []
        line.reserveCapacity(1024)
        line += "{\"id\":".utf8
        JSONBytes.append(id, to: &line)
        line += ",\"source\":".utf8
        JSONBytes.append(source, to: &line)
        if let content {
            line += ",\"sha256\":".utf8
            append(content, to: &line)
        }
        line += ",\"logos\":".utf8
        JSONBytes.append(logos.map { (key: $0.path, value: $0.content) }, to: &line, value: append)
        line += ",\"files\":".utf8
        JSONBytes.append(files.map { (key: $0.name, value: $0) }, to: &line) { file, line in
            line += "{\"sha256\":".utf8
            append(file.content, to: &line)
            line += ",\"size\":".utf8
            JSONBytes.append(file.size, to: &line)
            line.append(UInt8(ascii: "}"))
        }
        line.append(UInt8(ascii: "}"))
        return line
    }
}

extension Manifest.Portal {
    /// The portal as a line of JSON, as `Manifest.line` writes it; `nil` if a hash is none.
    var line: [UInt8]? {
        let logos = logos.compactMap { path, hash in ContentHash(hexadecimal: hash).map { (path, $0) } }
        let files = files.compactMap { name, file in
            ContentHash(hexadecimal: file.sha256).map { (name, $0, file.size) }
        }
        guard logos.count == self.logos.count, files.count == self.files.count else { return nil }
        let content = sha256.flatMap { ContentHash(hexadecimal: $0) }
        return Manifest.line(id: id, source: source, content: content, logos: logos, files: files)
    }
}
