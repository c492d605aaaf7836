/// How much a problem costs.
///
/// Errors make a command exit with 1, warnings only with `--strict`, notes never (cli.md, exit codes).
public enum Severity: String, Sendable, Comparable, CaseIterable {
    case note
    case warning
    case error

    /// Orders severities from note to error.
    ///
    /// - Parameters:
    ///   - left: One severity.
    ///   - right: Another severity.
    /// - Returns: Whether `left` costs less than `right`.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
