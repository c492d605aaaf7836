import Diagnostics
import Portals

/// The problems of a portal but notes, packed: thousands of them have to wait until all portals are done.
struct PortalProblems: Sendable {
    let errorCount: Int
    let warningCount: Int
    /// The problems, sorted.
    let packed: ArraySlice<UInt8>

    /// Packs the problems of a portal.
    init(_ problems: [Diagnostic]) {
        let told = problems.filter { $0.severity != .note }.sorted()
        errorCount = told.count(of: .error)
        warningCount = told.count(of: .warning)
        var writer = PackedBytesWriter()
        writer.append(errorCount)
        writer.append(warningCount)
        writer.append(told) { $1.pack(into: &$0) }
        packed = writer.bytes[...]
    }

    /// Takes problems that were packed; what is wrong with them shows when they are unpacked.
    init(packed: ArraySlice<UInt8>) throws(PackedBytesError) {
        var reader = PackedBytesReader(packed)
        errorCount = try reader.integer()
        warningCount = try reader.integer()
        self.packed = packed
    }

    /// The problems.
    var unpacked: [Diagnostic] {
        get throws(PackedBytesError) {
            var reader = PackedBytesReader(packed)
            _ = (try reader.integer(), try reader.integer())
            let problems = try reader.list { reader throws(PackedBytesError) in try Diagnostic(&reader) }
            guard reader.isAtEnd else { throw PackedBytesError() }
            return problems
        }
    }
}

extension Diagnostic {
    fileprivate func pack(into writer: inout PackedBytesWriter) {
        writer.append(rule.id)
        writer.append(severity.rawValue)
        writer.append(file)
        writer.append(range) { $0.append($1) }
        writer.append(field)
        writer.append(message)
        writer.append(fix) { writer, fix in
            writer.append(fix.title)
            writer.append(fix.edits) { writer, edit in
                writer.append(edit.range)
                writer.append(edit.replacement)
            }
        }
    }

    fileprivate init(_ reader: inout PackedBytesReader) throws(PackedBytesError) {
        guard let rule = Rule.named(try reader.text()), let severity = Severity(rawValue: try reader.text()) else {
            throw PackedBytesError()
        }
        self.init(
            rule,
            severity: severity,
            file: try reader.text(),
            range: try reader.optional { reader throws(PackedBytesError) in try reader.range() },
            field: try reader.optionalText(),
            message: try reader.text(),
            fix: try reader.optional { reader throws(PackedBytesError) in
                Fix(
                    title: try reader.text(),
                    edits: try reader.list { reader throws(PackedBytesError) in
                        TextEdit(range: try reader.range(), replacement: try reader.text())
                    }
                )
            }
        )
    }
}

extension PackedBytesWriter {
    fileprivate mutating func append(_ range: SourceRange) {
        for position in [range.start, range.end] {
            append(position.line)
            append(position.column)
        }
    }
}

extension PackedBytesReader {
    fileprivate mutating func range() throws(PackedBytesError) -> SourceRange {
        SourceRange(start: try position(), end: try position())
    }

    private mutating func position() throws(PackedBytesError) -> SourcePosition {
        SourcePosition(line: try integer(), column: try integer())
    }
}
