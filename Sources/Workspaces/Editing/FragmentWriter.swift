import Portals

/// Writes a value, or a key and its value, as a piece of a portal file.
struct FragmentWriter {
    /// A value behind a key of a block mapping.
    struct Block {
        /// What stands behind the colon; may be empty.
        let head: String
        /// The lines below, as the key of the first column would have them; may be empty.
        let body: [String]
    }

    let format: SourceFormat
    /// What a level is indented by; of YAML spaces.
    let unit: String
    /// Whether all texts are put in double quotes, in which they come back whatever they hold.
    let isQuoted: Bool

    // MARK: Block style of YAML

    /// Returns a value for a key of a block mapping.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - path: The field, which decides about the order of members and the quotes of colours.
    ///   - old: What stood there before, whose style is kept if it can be.
    /// - Returns: What stands behind the colon, and below.
    /// - Throws: `EditObstacle` if libyaml cannot write it.
    func block(_ value: Value, at path: FieldPath, replacing old: SourceNode.Scalar? = nil) throws(EditObstacle)
        -> Block
    {
        let lines = try lines(of: [.scalar("k", .plain)] + parts(of: value, at: path, replacing: old, isFlow: false))
        // By scalars: a mark that combines with the blank would hide it.
        let head = (lines.first ?? "").unicodeScalars.dropFirst(2).drop { $0 == " " }
        return Block(head: String(String.UnicodeScalarView(head)), body: Array(lines.dropFirst()))
    }

    /// Returns the lines of a key and its value, as the first column would have them.
    func blockEntry(_ key: String, _ value: Value, at path: FieldPath) throws(EditObstacle) -> [String] {
        try lines(of: [keyPart(key)] + parts(of: value, at: path, replacing: nil, isFlow: false))
    }

    /// Returns the lines of a whole file.
    func document(_ members: ValueObject) throws(EditObstacle) -> [String] {
        let path = FieldPath(components: [])
        if members.members.isEmpty { return ["{}"] }
        let parts = parts(of: .object(members), at: path, replacing: nil, isFlow: false)
        return try lines(of: Array(parts.dropFirst().dropLast()))
    }

    private func lines(of members: [YAMLPart]) throws(EditObstacle) -> [String] {
        let text = try emitted([.mappingStart(isFlow: false)] + members + [.mappingEnd])
        return text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    // MARK: Braces of YAML, and JSON

    /// Returns a value for a mapping in braces.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - path: The field.
    ///   - old: What stood there before, whose style is kept if it can be.
    ///   - margin: The indentation of the line that the value begins in, if a value of JSON may have several lines.
    /// - Returns: The value.
    /// - Throws: `EditObstacle` if libyaml cannot write it.
    func flow(_ value: Value, at path: FieldPath, replacing old: SourceNode.Scalar? = nil, margin: String?)
        throws(EditObstacle) -> String
    {
        switch format {
        case .json: return json(value, margin: margin)
        case .yaml:
            let entry = try flow([.scalar("k", .plain)] + parts(of: value, at: path, replacing: old, isFlow: true))
            return String(String.UnicodeScalarView(entry.unicodeScalars.dropFirst(3)))
        }
    }

    /// Returns a key and its value for a mapping in braces.
    func flowEntry(_ key: String, _ value: Value, at path: FieldPath, margin: String?) throws(EditObstacle) -> String {
        switch format {
        case .json: return json(.string(key), margin: nil) + ": " + json(value, margin: margin)
        case .yaml: return try flow([keyPart(key)] + parts(of: value, at: path, replacing: nil, isFlow: true))
        }
    }

    private func flow(_ members: [YAMLPart]) throws(EditObstacle) -> String {
        let text = try emitted([.mappingStart(isFlow: true)] + members + [.mappingEnd])
        return String(String.UnicodeScalarView(text.unicodeScalars.dropFirst().dropLast(2)))
    }

    /// JSON on one line, or on several with the file's indentation.
    private func json(_ value: Value, margin: String?) -> String {
        let lines = value.prettyJSON.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
        guard let margin else { return Self.joined(lines) }
        return lines.enumerated().map { index, line in
            let rest = line.drop { $0 == " " }
            let level = (line.utf8.count - rest.utf8.count) / 2
            return (index == 0 ? "" : margin) + String(repeating: unit, count: level) + rest
        }.joined(separator: "\n")
    }

    private static func joined(_ lines: [Substring]) -> String {
        var text = ""
        for line in lines {
            let rest = line.drop { $0 == " " }
            if text.utf8.last == UInt8(ascii: ",") { text += " " }
            text += rest
        }
        return text
    }

    // MARK: Parts

    private func emitted(_ parts: [YAMLPart]) throws(EditObstacle) -> String {
        do throws(YAMLEmissionFailure) {
            return try YAMLEmission.text(of: parts, indentation: unit.utf8.count)
        } catch {
            throw EditObstacle(reason: .uncertain, offset: nil)
        }
    }

    private func keyPart(_ key: String) -> YAMLPart {
        .scalar(key, key.isPlainKey ? .plain : .doubleQuoted)
    }

    /// The value part by part; nobody hands in a deeper one than a portal file may hold.
    private func parts(
        of value: Value,
        at path: FieldPath,
        replacing old: SourceNode.Scalar?,
        isFlow: Bool
    ) -> [YAMLPart] {
        switch value {
        case .null: [.scalar("null", .plain)]
        case .boolean(let flag): [.scalar(flag ? "true" : "false", .plain)]
        case .number(let text): [.scalar(text, .plain)]
        case .string(let text): [.scalar(text, style(of: text, at: path, replacing: old, isFlow: isFlow))]
        case .array(let elements):
            [.sequenceStart(isFlow: isFlow)]
                + elements.flatMap { parts(of: $0, at: path, replacing: nil, isFlow: isFlow) } + [.sequenceEnd]
        case .object(let object):
            [.mappingStart(isFlow: isFlow)]
                + FieldOrder.sorted(object, at: path).flatMap { member in
                    let inner = path.appending(member.key)
                    return [keyPart(member.key)] + parts(of: member.value, at: inner, replacing: nil, isFlow: isFlow)
                } + [.mappingEnd]
        }
    }

    private func style(
        of text: String,
        at path: FieldPath,
        replacing old: SourceNode.Scalar?,
        isFlow: Bool
    ) -> SourceNode.Scalar.Style {
        if isQuoted { return .doubleQuoted }
        let isLiteral = !isFlow && text.isLiteralInYAML
        switch old?.style {
        case .doubleQuoted?: return .doubleQuoted
        case .singleQuoted? where text.isSingleQuotedInYAML: return .singleQuoted
        case .literal? where isLiteral, .folded? where isLiteral: return .literal
        case .plain? where old?.text.isPlainInYAML == false && old?.text.isEmpty == false && text.isSingleQuotedInYAML:
            // Whoever writes colours without quotes goes on doing so, if the reader agrees.
            return .plain
        default: break
        }
        if isLiteral, text.isLong { return .literal }
        return text.isPlainInYAML && (old != nil || !FieldOrder.isColor(path)) ? .plain : .doubleQuoted
    }
}

extension Value {
    /// Whether more lists and mappings stand inside each other than a limit allows.
    func isDeeper(than limit: Int) -> Bool {
        guard limit >= 0 else { return true }
        return switch self {
        case .null, .boolean, .number, .string: false
        case .array(let elements): limit == 0 || elements.contains { $0.isDeeper(than: limit - 1) }
        case .object(let object): limit == 0 || object.members.contains { $0.value.isDeeper(than: limit - 1) }
        }
    }
}
