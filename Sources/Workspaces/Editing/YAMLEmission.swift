import CLibYAML
import Diagnostics

/// A part of a YAML text that is to be written.
enum YAMLPart {
    case scalar(String, SourceNode.Scalar.Style)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
}

/// libyaml could not write something; only want of memory, or parts that belong to no tree, make it so.
struct YAMLEmissionFailure: Error {}

/// libyaml's emitter; together with `YAMLEvents` the only place with unsafe pointers of YAML.
final class YAMLEmission {
    private final class Sink {
        var bytes: [UInt8] = []
    }

    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let sink = Sink()
    private let isReady: Bool

    /// Returns the text of a tree: no line is folded, lines end in LF, the last one too.
    ///
    /// libyaml would escape every character beyond the sixteen-bit plane. While it writes, those that can be seen are
    /// replaced by characters for private use that the text does not hold.
    ///
    /// - Parameters:
    ///   - parts: The tree, part by part.
    ///   - indentation: How many spaces a level is indented, from 2 to 9.
    /// - Returns: The text.
    /// - Throws: `YAMLEmissionFailure` if the parts are no tree, or memory is short.
    static func text(of parts: [YAMLPart], indentation: Int) throws(YAMLEmissionFailure) -> String {
        let standIns = StandIns(for: parts)
        let emission = YAMLEmission(indentation: indentation)
        try emission.emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
        try emission.emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
        for part in parts { try emission.emit(part, standIns) }
        try emission.emit { yaml_document_end_event_initialize(&$0, 1) }
        try emission.emit { yaml_stream_end_event_initialize(&$0) }
        return standIns.restored(String(decoding: emission.sink.bytes, as: UTF8.self))
    }

    private init(indentation: Int) {
        emitter = .allocate(capacity: 1)
        emitter.initialize(to: yaml_emitter_t())
        isReady = yaml_emitter_initialize(emitter) == 1
        guard isReady else { return }
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_width(emitter, -1)
        yaml_emitter_set_indent(emitter, Int32(min(max(indentation, 2), 9)))
        yaml_emitter_set_break(emitter, YAML_LN_BREAK)
        // Not retained: the sink lives as long as the emitter.
        let context = Unmanaged.passUnretained(sink).toOpaque()
        yaml_emitter_set_output(
            emitter,
            { context, buffer, size in
                guard let context, let buffer else { return 0 }
                let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                sink.bytes += UnsafeBufferPointer(start: buffer, count: size)
                return 1
            },
            context
        )
    }

    deinit {
        if isReady { yaml_emitter_delete(emitter) }
        emitter.deinitialize(count: 1)
        emitter.deallocate()
    }

    private func emit(_ part: YAMLPart, _ standIns: StandIns) throws(YAMLEmissionFailure) {
        switch part {
        case .scalar(let text, let style):
            var text = standIns.replaced(text)
            try emit { event in
                text.withUTF8 { bytes in
                    // A base address is missing where there are no bytes.
                    var empty: UInt8 = 0
                    return withUnsafePointer(to: &empty) { nothing in
                        yaml_scalar_event_initialize(
                            &event,
                            nil,
                            nil,
                            bytes.baseAddress ?? nothing,
                            Int32(bytes.count),
                            1,
                            1,
                            style.inLibYAML
                        )
                    }
                }
            }
        case .sequenceStart(let isFlow):
            let style = isFlow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
            try emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, style) }
        case .sequenceEnd:
            try emit { yaml_sequence_end_event_initialize(&$0) }
        case .mappingStart(let isFlow):
            let style = isFlow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
            try emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, style) }
        case .mappingEnd:
            try emit { yaml_mapping_end_event_initialize(&$0) }
        }
    }

    /// Hands an event over; the emitter takes what it holds.
    private func emit(_ initialize: (inout yaml_event_t) -> Int32) throws(YAMLEmissionFailure) {
        var event = yaml_event_t()
        guard isReady, initialize(&event) == 1, yaml_emitter_emit(emitter, &event) == 1 else {
            throw YAMLEmissionFailure()
        }
    }
}

/// Characters for private use that stand for those which libyaml would escape.
private struct StandIns {
    private var replacements: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]

    init(for parts: [YAMLPart]) {
        var wanted: Set<Unicode.Scalar> = []
        var used: Set<Unicode.Scalar> = []
        for case .scalar(let text, _) in parts {
            for scalar in text.unicodeScalars where scalar.value >= 0xE000 {
                if scalar.value >= 0x10000 { wanted.insert(scalar) } else { used.insert(scalar) }
            }
        }
        var free = (UInt32(0xE000)...0xF8FF).lazy.compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
            .makeIterator()
        for scalar in wanted.sorted() where !scalar.isUnfitForDisplay {
            guard let standIn = free.next() else { break }
            replacements[scalar] = standIn
            originals[standIn] = scalar
        }
    }

    func replaced(_ text: String) -> String { Self.mapped(text, replacements) }

    func restored(_ text: String) -> String { Self.mapped(text, originals) }

    private static func mapped(_ text: String, _ map: [Unicode.Scalar: Unicode.Scalar]) -> String {
        guard !map.isEmpty else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(map[scalar] ?? scalar) }
        return String(scalars)
    }
}

extension SourceNode.Scalar.Style {
    fileprivate var inLibYAML: yaml_scalar_style_t {
        switch self {
        case .plain: YAML_PLAIN_SCALAR_STYLE
        case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
        case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
        case .literal: YAML_LITERAL_SCALAR_STYLE
        case .folded: YAML_FOLDED_SCALAR_STYLE
        }
    }
}
