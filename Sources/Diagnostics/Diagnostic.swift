/// A problem with a place, ready to be shown.
///
/// `message` says what is wrong and, after a semicolon, what would be right.
public struct Diagnostic: Sendable, Hashable {
    /// The rule that found it.
    public let rule: Rule
    /// What it costs here; settings can make it differ from the rule's own severity.
    public let severity: Severity
    /// The file, relative to the workspace, with `/` between parts.
    public let file: String
    /// Where in the file; `nil` when the file as a whole is meant.
    public let range: SourceRange?
    /// The field's path, such as `customization.colors.primary`; `nil` when no field is meant.
    public let field: String?
    /// What is wrong and what would be right, without a full stop.
    public let message: String
    /// How to mend it for certain; `nil` where that takes a person.
    public let fix: Fix?

    /// Makes a diagnostic.
    ///
    /// - Parameters:
    ///   - rule: The rule that found the problem.
    ///   - severity: What it costs; by default what the rule says.
    ///   - file: The file, relative to the workspace.
    ///   - range: Where in the file; `nil` for the whole file.
    ///   - field: The field's path, if a field is meant.
    ///   - message: What is wrong and what would be right.
    ///   - fix: How to mend it for certain, if that is known.
    public init(
        _ rule: Rule,
        severity: Severity? = nil,
        file: String,
        range: SourceRange? = nil,
        field: String? = nil,
        message: String,
        fix: Fix? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.file = file
        self.range = range
        self.field = field
        self.message = message
        self.fix = fix
    }

    /// Returns the same problem at another severity.
    ///
    /// - Parameter severity: The severity to give it.
    /// - Returns: A copy that differs in nothing else.
    public func with(severity: Severity) -> Diagnostic {
        Diagnostic(rule, severity: severity, file: file, range: range, field: field, message: message, fix: fix)
    }

    /// Returns the same problem with another fix.
    ///
    /// - Parameter fix: How to mend it for certain, if that is known.
    /// - Returns: A copy that differs in nothing else.
    public func with(fix: Fix?) -> Diagnostic {
        Diagnostic(rule, severity: severity, file: file, range: range, field: field, message: message, fix: fix)
    }
}

extension Diagnostic: Comparable {
    /// Orders diagnostics by file, then place, then rule, then words, so that every run lists them alike.
    ///
    /// Texts are compared by their bytes; two diagnostics without an order are equal.
    ///
    /// - Parameters:
    ///   - left: One diagnostic.
    ///   - right: Another diagnostic.
    /// - Returns: Whether `left` is listed first.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        let order =
            bytes(left.file, right.file)
            ?? places(left.range?.start, right.range?.start)
            ?? bytes(left.rule.id, right.rule.id)
            ?? bytes(left.message, right.message)
            ?? bytes(left.field ?? "", right.field ?? "")
            ?? places(left.range?.end, right.range?.end)
        return order ?? detail(left, right) ?? false
    }

    /// Compares two diagnostics; texts are equal if their bytes are.
    ///
    /// - Parameters:
    ///   - left: One diagnostic.
    ///   - right: Another diagnostic.
    /// - Returns: Whether they differ in nothing.
    public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
        left.rule == right.rule && left.severity == right.severity && left.range == right.range
            && (left.field == nil) == (right.field == nil) && left.fix == right.fix
            && bytes(left.file, right.file) == nil
            && bytes(left.message, right.message) == nil
            && bytes(left.field ?? "", right.field ?? "") == nil
    }

    /// Whether the first comes first by what is rarely all that differs; `nil` if they are equal.
    private static func detail(_ left: Diagnostic, _ right: Diagnostic) -> Bool? {
        if left.severity != right.severity { return left.severity > right.severity }
        if (left.field == nil) != (right.field == nil) { return left.field == nil }
        return bytes(left.fix?.sortingText ?? "", right.fix?.sortingText ?? "")
    }

    /// Whether the first text comes first; `nil` if they are equal.
    private static func bytes(_ left: String, _ right: String) -> Bool? {
        left.utf8.elementsEqual(right.utf8) ? nil : left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Whether the first place comes first, no place before any; `nil` if they are equal.
    private static func places(_ left: SourcePosition?, _ right: SourcePosition?) -> Bool? {
        let start = SourcePosition(line: 0, column: 0)
        return left == right ? nil : left ?? start < right ?? start
    }
}

extension Sequence<Diagnostic> {
    /// Returns how many of the problems have a severity.
    ///
    /// - Parameter severity: The severity to count.
    /// - Returns: A count from 0.
    public func count(of severity: Severity) -> Int {
        reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
    }
}
