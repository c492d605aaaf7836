package import Portals

extension SourceNode {
    /// The value without places.
    ///
    /// Plain scalars are resolved: `true` and `false` are truth values; an empty scalar, `~`, `null`, `Null` and
    /// `NULL` are null (YAML 1.2, core schema); what follows JSON's grammar of numbers is a number in the characters
    /// in which it was written; everything else, and everything quoted, is text. `yes`, `no` and dates are texts.
    package var value: Value {
        switch content {
        case .scalar(let scalar): scalar.value
        case .sequence(let nodes): .array(nodes.map(\.value))
        case .mapping(let mapping):
            .object(
                ValueObject(distinct: mapping.entries.map { ValueObject.Member(key: $0.key, value: $0.value.value) })
            )
        }
    }

    /// The scalar, if this is one.
    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The nodes of the list, if this is one.
    package var sequence: [SourceNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    /// The mapping, if this is one.
    package var mapping: Mapping? {
        if case .mapping(let mapping) = content { mapping } else { nil }
    }
}

extension SourceNode.Scalar {
    /// The scalar's value, as `SourceNode.value` says.
    package var value: Value {
        guard isPlain else { return .string(text) }
        // A longer text is none of the words, and need not be compared with each.
        guard text.utf8.count <= 5 else { return JSONNumber.matches(text.utf8) ? .number(text) : .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return JSONNumber.matches(text.utf8) ? .number(text) : .string(text)
        }
    }
}

/// The grammar of numbers in RFC 8259, section 6.
enum JSONNumber {
    /// Whether all of the bytes are one number.
    static func matches<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first, first == UInt8(ascii: "-") || isDigit(first) else { return false }
        var rest = bytes[...]
        skip("-", in: &rest)
        let isZeroFirst = rest.first == UInt8(ascii: "0")
        let integerCount = skipDigits(in: &rest)
        if integerCount == 0 || (isZeroFirst && integerCount > 1) { return false }
        if skip(".", in: &rest), skipDigits(in: &rest) == 0 { return false }
        if skip("eE", in: &rest) {
            skip("+-", in: &rest)
            if skipDigits(in: &rest) == 0 { return false }
        }
        return rest.isEmpty
    }

    @discardableResult
    private static func skip<Rest: Collection<UInt8>>(_ any: String, in rest: inout Rest) -> Bool
    where Rest.SubSequence == Rest {
        guard let first = rest.first, any.utf8.contains(first) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func skipDigits<Rest: Collection<UInt8>>(in rest: inout Rest) -> Int
    where Rest.SubSequence == Rest {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return digits.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
