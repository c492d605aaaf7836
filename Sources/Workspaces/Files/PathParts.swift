import Portals

/// Taking paths apart by bytes, as the file system does.
///
/// `Character` and `String.==` would let a combining mark hide a slash and make two different names equal.
enum PathParts {
    /// Returns the parts between slashes, without empty ones and without `.`.
    static func split(_ path: String) -> [String] {
        // Most are names of files.
        if !path.utf8.contains(UInt8(ascii: "/")) { return path.isEmpty || path.hasSameBytes(as: ".") ? [] : [path] }
        var parts: [String] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
            parts.append(String(Substring(part)))
        }
        return parts
    }

    /// Returns all parts between slashes, empty ones and `.` included.
    static func splitStrictly(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    static func isParentFolder(_ part: String) -> Bool { part.utf8.elementsEqual("..".utf8) }

    static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// Orders names by their bytes, so that lists are alike on every machine.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.bytesPrecede(right)
    }
}
