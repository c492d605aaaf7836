import Foundation
import Workspaces

/// The list of a site's files, which Portico keeps beside them as `portico-manifest.json`.
///
/// It tells Portico's own files from others': what it does not list is never removed.
struct Manifest: Codable, Equatable {
    static let fileName = "portico-manifest.json"
    /// The largest manifest that is read: what forty thousand portals need, read within a second and a half.
    static let byteLimit = 16 << 20
    /// No manifest that Portico wrote has more values than one for so many bytes.
    private static let leastBytesAValue = 32

    /// A file of the site.
    struct File: Codable, Equatable, Sendable {
        /// The SHA-256 of its bytes, in lower-case hexadecimal.
        var sha256: String
        /// How many bytes it has.
        var size: Int
        /// The portal file it was made from; `nil` for what is made from all.
        var source: String?
    }

    /// The version of this format.
    var version = 1
    /// The version of Portico that wrote it.
    var portico: String
    /// The files by their paths from the output folder.
    var files: [String: File]

    init(portico: String, files: [String: File] = [:]) {
        self.portico = portico
        self.files = files
    }

    /// Reads a manifest; one that is damaged, hostile or of another version is as good as none.
    ///
    /// - Parameter bytes: The content of the file.
    init?(_ bytes: [UInt8]) {
        guard Self.hasPlausibleValueCount(bytes) else { return nil }
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)) else { return nil }
        guard manifest.version == 1, manifest.files.keys.allSatisfy(SitePath.isOfASite) else { return nil }
        self = manifest
    }

    /// Reads the manifest of an output folder; one that is no plain file, or too large, is as good as none.
    ///
    /// - Parameter output: The folder.
    init?(in output: OutputFolder) {
        guard let bytes = try? output.read([Self.fileName], limit: Self.byteLimit) else { return nil }
        self.init(bytes)
    }

    /// Whether decoding would cost no more than a real manifest of the same size does.
    private static func hasPlausibleValueCount(_ bytes: [UInt8]) -> Bool {
        let count = bytes.withUnsafeBytes { buffer in
            buffer.reduce(0) {
                $0 + ($1 == UInt8(ascii: ",") || $1 == UInt8(ascii: "[") || $1 == UInt8(ascii: "{") ? 1 : 0)
            }
        }
        return count <= bytes.count / leastBytesAValue + 100
    }

    /// The manifest as JSON with sorted keys, a line a value.
    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }
}
