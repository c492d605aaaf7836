import Foundation
import Workspaces

/// Reads a manifest portal by portal.
struct ManifestReader {
    /// It is damaged, hostile, of another version, or no file at all.
    struct Damage: Error {}

    /// What stands before the portals.
    let head: Manifest.Head
    private let lines: LineReader

    /// Opens the manifest of an output folder.
    ///
    /// - Throws: `Damage`.
    init(in output: OutputFolder) throws(Damage) {
        guard let stamp = output.stamps(of: [Manifest.fileName], in: "")[0], stamp.size <= Manifest.byteLimit,
            let lines = try? output.lines(of: Manifest.fileName, limit: Manifest.lineLimit)
        else { throw Damage() }
        self.lines = lines
        guard let line = try? lines.next()?.bytes,
            line.suffix(Manifest.portalsStart.utf8.count + 1).elementsEqual(",\(Manifest.portalsStart)".utf8)
        else { throw Damage() }
        head = try Self.value(line.dropLast(Manifest.portalsStart.utf8.count + 1) + [UInt8(ascii: "}")])
        guard head.version == Manifest.version else { throw Damage() }
    }

    /// Reads the manifest of an output folder from end to end.
    ///
    /// - Parameters:
    ///   - output: The folder.
    ///   - body: Takes a portal; it may do nothing that lasts, because the rest may be damaged.
    /// - Returns: The files that all portals share.
    /// - Throws: `Damage`.
    static func read(in output: OutputFolder, _ body: (Manifest.Portal) -> Void) throws(Damage) -> [String: Manifest
        .File]
    {
        let reader = try ManifestReader(in: output)
        while let portal = try reader.nextPortal() { body(portal) }
        return try reader.files()
    }

    /// Reads the next portal; `nil` behind the last.
    func nextPortal() throws(Damage) -> Manifest.Portal? {
        let line = try nextLine()
        if line.elementsEqual(Manifest.filesStart.utf8) { return nil }
        let portal: Manifest.Portal = try Self.value(Array(Self.withoutComma(line)))
        guard portal.files.allSatisfy({ SitePath.isOfASite("\(portal.id)/\($0.key)") && $0.value.size >= 0 }) else {
            throw Damage()
        }
        return portal
    }

    /// Returns the line of a portal that stands further on, as it was written, and passes over those before it.
    ///
    /// What follows the id is not looked at: this is for a manifest that is known to be as a run wrote it.
    ///
    /// - Parameter id: The portal's id.
    /// - Returns: The line without its end; `nil` if there is none, and then no other is found either.
    func line(of id: String) -> ArraySlice<UInt8>? {
        while let line = try? nextLine(), line.first == UInt8(ascii: "{") {
            if Self.isLine(line, of: id) { return Self.withoutComma(line) }
        }
        return nil
    }

    /// Whether a line begins with a portal's id.
    private static func isLine(_ line: [UInt8], of id: String) -> Bool {
        let end = idStart.count + id.utf8.count
        return line.count > end + 1 && line[end] == UInt8(ascii: "\"") && line[end + 1] == UInt8(ascii: ",")
            && line[idStart.count..<end].elementsEqual(id.utf8) && line.starts(with: idStart)
    }

    private static let idStart = Array("{\"id\":\"".utf8)

    /// Reads the files that all portals share, once all portals are read.
    func files() throws(Damage) -> [String: Manifest.File] {
        var files: [String: Manifest.File] = [:]
        while true {
            let line = try nextLine()
            if line.elementsEqual("}}".utf8) { break }
            let pair: [String: Manifest.File] = try Self.value(
                [UInt8(ascii: "{")] + Self.withoutComma(line) + [UInt8(ascii: "}")]
            )
            for (name, file) in pair {
                guard SitePath.isOfASite(name), !name.contains("/"), file.size >= 0 else { throw Damage() }
                files[name] = file
            }
        }
        guard (try? lines.next()) == .some(nil) else { throw Damage() }
        return files
    }

    private func nextLine() throws(Damage) -> [UInt8] {
        guard let line = try? lines.next(), line.isTerminated else { throw Damage() }
        return line.bytes
    }

    private static func withoutComma(_ line: [UInt8]) -> ArraySlice<UInt8> {
        line.last == UInt8(ascii: ",") ? line[..<(line.count - 1)] : line[...]
    }

    private static func value<Value: Decodable>(_ json: [UInt8]) throws(Damage) -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(json)) else { throw Damage() }
        return value
    }
}
