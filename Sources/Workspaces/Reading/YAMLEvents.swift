import CLibYAML

/// An event of libyaml, with the Unicode scalar indexes between which it stands.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(name: String)
        case scalar(text: String, style: SourceNode.Scalar.Style, properties: YAMLProperties)
        case sequenceStart(isFlow: Bool, properties: YAMLProperties)
        case sequenceEnd
        case mappingStart(isFlow: Bool, properties: YAMLProperties)
        case mappingEnd
    }

    let kind: Kind
    let start: Int
    let end: Int
}

extension YAMLEvent {
    /// The style of a scalar before which neither anchor nor tag stands.
    var bareStyle: SourceNode.Scalar.Style? {
        guard case .scalar(_, let style, let properties) = kind else { return nil }
        return properties.anchor == nil && properties.tag == nil ? style : nil
    }
}

/// What may stand before a node.
struct YAMLProperties {
    let anchor: String?
    /// The whole tag, such as `tag:yaml.org,2002:str`.
    let tag: String?
}

/// Why libyaml could not go on, in its own words.
struct YAMLFailure: Error {
    let problem: String
    /// What it was reading; may be empty.
    let context: String
    /// The scalar index of the problem; `nil` if only a byte offset is known.
    let problemIndex: Int?
    /// The scalar index at which what it was reading began.
    let contextIndex: Int?
    /// The byte offset, for problems of single characters.
    let byteOffset: Int
}

/// libyaml's event parser; the only place with unsafe pointers.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let isReady: Bool

    /// Copies the bytes, which must be valid UTF-8 without byte-order mark, and begins with them.
    init(_ bytes: [UInt8]) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        isReady = yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deinitialize(count: 1)
        parser.deallocate()
        input.deinitialize()
        input.deallocate()
    }

    /// Returns the next event; after `streamEnd` there is none.
    func next() throws(YAMLFailure) -> YAMLEvent {
        guard isReady else { throw failure() }
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(kind: Self.kind(of: event), start: event.start_mark.index, end: event.end_mark.index)
    }

    private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
        switch event.type {
        case YAML_STREAM_START_EVENT: .streamStart
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_ALIAS_EVENT: .alias(name: text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: scalar(event)
        case YAML_SEQUENCE_START_EVENT: sequenceStart(event)
        case YAML_SEQUENCE_END_EVENT: .sequenceEnd
        case YAML_MAPPING_START_EVENT: mappingStart(event)
        case YAML_MAPPING_END_EVENT: .mappingEnd
        default: .streamEnd
        }
    }

    private static func sequenceStart(_ event: yaml_event_t) -> YAMLEvent.Kind {
        let start = event.data.sequence_start
        return .sequenceStart(
            isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE,
            properties: YAMLProperties(anchor: text(start.anchor), tag: text(start.tag))
        )
    }

    private static func mappingStart(_ event: yaml_event_t) -> YAMLEvent.Kind {
        let start = event.data.mapping_start
        return .mappingStart(
            isFlow: start.style == YAML_FLOW_MAPPING_STYLE,
            properties: YAMLProperties(anchor: text(start.anchor), tag: text(start.tag))
        )
    }

    private static func scalar(_ event: yaml_event_t) -> YAMLEvent.Kind {
        let scalar = event.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length)
        let style: SourceNode.Scalar.Style =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        return .scalar(
            text: String(decoding: bytes, as: UTF8.self),
            style: style,
            properties: YAMLProperties(anchor: text(scalar.anchor), tag: text(scalar.tag))
        )
    }

    private func failure() -> YAMLFailure {
        let state = parser.pointee
        let isReader = state.error == YAML_READER_ERROR
        return YAMLFailure(
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            context: state.context.map { String(cString: $0) } ?? "",
            problemIndex: isReader ? nil : state.problem_mark.index,
            contextIndex: state.context == nil ? nil : state.context_mark.index,
            byteOffset: state.problem_offset
        )
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
