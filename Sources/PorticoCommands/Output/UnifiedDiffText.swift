import Diagnostics
import SiteBuilding
import Workspaces

/// A unified diff as it is printed.
enum UnifiedDiffText {
    /// How many lines of one file's diff are shown.
    static let lineLimit = 200

    /// Returns the diff of a file, with its names above.
    ///
    /// - Parameters:
    ///   - difference: What differs.
    ///   - diff: The same line by line.
    ///   - path: The file as the user would type it.
    ///   - isColored: Whether it is coloured.
    /// - Returns: Lines that end in a line break each.
    static func text(
        of difference: DocsDifference,
        _ diff: UnifiedDiff,
        path: String,
        isColored: Bool = false
    ) -> String {
        let path = path.displayText
        let name = Self.name(path)
        let names = [
            difference.old == nil ? "--- /dev/null" : "--- a/\(name)",
            difference.new == nil ? "+++ /dev/null" : "+++ b/\(name)",
        ]
        let remark = difference.remark.map { ["\(path) \($0)"] } ?? []
        let body = diff.lines(limit: lineLimit)
        guard isColored else { return (remark + names + body).map { "\($0)\n" }.joined() }
        let head = (remark + names).map { "\u{1B}[1m\($0)\u{1B}[0m\n" }
        return (head + body.map(colored)).joined()
    }

    /// A path as `git apply` and `patch` read it: below `a/`, and with a tab behind it if it holds a blank.
    private static func name(_ path: String) -> String {
        let name = OutputFolder.names(of: path).filter { !$0.isEmpty && $0 != "." }.joined(separator: "/")
        return name.contains(" ") ? "\(name)\t" : name
    }

    private static func colored(_ line: String) -> String {
        switch line.utf8.first {
        case UInt8(ascii: "-"): "\u{1B}[31m\(line)\u{1B}[0m\n"
        case UInt8(ascii: "+"): "\u{1B}[32m\(line)\u{1B}[0m\n"
        case UInt8(ascii: "@"): "\u{1B}[36m\(line)\u{1B}[0m\n"
        default: "\(line)\n"
        }
    }
}
