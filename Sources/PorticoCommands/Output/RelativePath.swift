import Workspaces

/// Paths between folders, by their names alone: links are not looked at.
enum RelativePath {
    /// Returns the parts of a path from the root, without `.` and `..`.
    ///
    /// - Parameters:
    ///   - path: The path, absolute or from the folder.
    ///   - folder: The parts of the folder.
    /// - Returns: The parts.
    static func parts(of path: String, in folder: [String] = []) -> [String] {
        var parts = path.utf8.first == UInt8(ascii: "/") ? [] : folder
        for part in OutputFolder.names(of: path) where !part.isEmpty && part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts
    }

    /// Returns the way from a folder to another as the start of a link: empty, or ending in `/`.
    ///
    /// - Parameters:
    ///   - folder: The parts of the folder in which the link stands.
    ///   - target: The parts of the folder to which it leads.
    /// - Returns: URI characters alone.
    static func link(from folder: [String], to target: [String]) -> String {
        let common = zip(folder, target).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        let up = Array(repeating: "..", count: folder.count - common)
        return (up + target.dropFirst(common).map(encoded)).map { "\($0)/" }.joined()
    }

    /// A name as a part of an address (RFC 3986, 2.3 and 3.3).
    private static func encoded(_ name: String) -> String {
        name.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "@"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
