import Diagnostics

/// Puts libyaml's events together to a tree, within limits, and collects what is wrong on the way.
struct YAMLComposer {
    /// Ends the reading at a problem after which nothing makes sense.
    struct Stop: Error {
        let diagnostic: Diagnostic
    }

    /// A node and how many lists and mappings stand inside each other in it.
    struct Composed {
        let node: SourceNode
        let height: Int
    }

    /// What is known of an anchor; while its node is open, an alias to it would contain itself.
    enum Anchor {
        case open
        case closed(Composed, cost: ReadingBudget.Cost)
    }

    private let file: String
    private let places: PlaceFinder
    private let events: YAMLEvents
    private var budget: ReadingBudget
    private var anchors: [String: Anchor] = [:]
    /// The keys that lead to what is being read; shortened only where a message shows them.
    private var path: [String] = []
    private var diagnostics: [Diagnostic] = []
    /// The bytes of scalars, in which no comment can stand, in their order.
    private var scalars: [Range<Int>] = []
    /// Where the document ends, if another one follows.
    private var end: Int?

    init(_ bytes: [UInt8], places: PlaceFinder, file: String, limits: ReadingLimits) {
        self.file = file
        budget = ReadingBudget(limits: limits)
        self.places = places
        events = YAMLEvents(bytes)
    }

    /// Reads the first document and looks for a second one.
    mutating func document() -> SourceDocument {
        var root: SourceNode?
        do throws(Stop) {
            root = try composeDocument()
        } catch {
            root = nil
            diagnostics.append(error.diagnostic)
        }
        return SourceDocument(
            file: file,
            root: root,
            diagnostics: diagnostics.sorted(),
            text: places.text,
            comments: root == nil ? [] : places.text.comments(outside: scalars, before: end)
        )
    }

    private mutating func composeDocument() throws(Stop) -> SourceNode? {
        _ = try next()
        guard case .documentStart = try next().kind else { return nil }
        let first = try next()
        let composed = try compose(first, depth: 0, keyEnd: nil)
        _ = try next()
        let after = try next()
        if case .documentStart = after.kind {
            end = places.byteOffset(after.start)
            report(
                .syntaxSeveralDocuments,
                places.range(of: after),
                "a second document begins here; keep one document and move the others to files of their own"
            )
        }
        return isNothing(first) ? nil : composed?.node
    }

    /// Whether a document's node is not written at all.
    private func isNothing(_ event: YAMLEvent) -> Bool {
        guard case .scalar(let text, .plain, let properties) = event.kind else { return false }
        return text.isEmpty && properties.anchor == nil && properties.tag == nil
    }

    // MARK: Nodes

    /// Returns the node that an event begins; `nil` if it cannot be used, which was reported.
    ///
    /// `depth` lists and mappings are around it; `keyEnd` is the end of its key, in a mapping.
    private mutating func compose(_ event: YAMLEvent, depth: Int, keyEnd: Int?) throws(Stop) -> Composed? {
        switch event.kind {
        case .alias(let name):
            return try copy(name, at: event, depth: depth)
        case .scalar(_, _, let properties), .sequenceStart(_, let properties), .mappingStart(_, let properties):
            guard let anchor = properties.anchor else { return try composeWritten(event, depth: depth, keyEnd: keyEnd) }
            let before = budget.cost
            anchors[anchor] = .open
            let composed = try composeWritten(event, depth: depth, keyEnd: keyEnd)
            anchors[anchor] = .closed(composed, cost: budget.cost(since: before))
            return composed
        default:
            return nil
        }
    }

    private mutating func composeWritten(_ event: YAMLEvent, depth: Int, keyEnd: Int?) throws(Stop) -> Composed {
        try spend(nodes: 1, at: event)
        switch event.kind {
        case .scalar(let text, let style, let properties):
            try spend(bytes: text.utf8.count, at: event)
            let isTagged = checkTag(properties.tag, allowed: "str", at: event)
            let isEmpty = text.isEmpty && style == .plain && !isTagged
            scalars.append(places.bytes(ofScalar: event, style: style))
            let comment = isEmpty ? places.comment(afterValue: event.end, keyEnd: keyEnd) : nil
            let scalar = SourceNode.Scalar(
                text: text,
                style: style,
                isTagged: isTagged,
                comment: comment?.text,
                commentStart: comment?.start
            )
            let range = places.range(ofScalar: event, style: style)
            return Composed(node: SourceNode(content: .scalar(scalar), range: range, isAlias: false), height: 0)
        case .sequenceStart(let isFlow, let properties):
            _ = checkTag(properties.tag, allowed: "seq", at: event)
            try checkDepth(depth + 1, at: event)
            return try composeSequence(event, isFlow: isFlow, depth: depth + 1)
        case .mappingStart(let isFlow, let properties):
            _ = checkTag(properties.tag, allowed: "map", at: event)
            try checkDepth(depth + 1, at: event)
            return try composeMapping(event, isFlow: isFlow, depth: depth + 1)
        default:
            preconditionFailure("only events that begin a node are composed")
        }
    }

    private mutating func composeSequence(_ start: YAMLEvent, isFlow: Bool, depth: Int) throws(Stop) -> Composed {
        var nodes: [SourceNode] = []
        var height = 0
        var event = try next()
        while !event.kind.endsCollection {
            path.append(String(nodes.count))
            if let element = try compose(event, depth: depth, keyEnd: nil) {
                nodes.append(element.node)
                height = max(height, element.height)
            }
            path.removeLast()
            event = try next()
        }
        let range = places.range(ofCollection: start, end: event, isFlow: isFlow, lastChild: nodes.last?.range)
        return Composed(node: SourceNode(content: .sequence(nodes), range: range, isAlias: false), height: height + 1)
    }

    private mutating func composeMapping(_ start: YAMLEvent, isFlow: Bool, depth: Int) throws(Stop) -> Composed {
        var mapping = SourceNode.Mapping()
        var height = 0
        var last: SourceRange?
        var event = try next()
        while !event.kind.endsCollection {
            let keyRange = places.range(of: event)
            let key = try composeKey(event, at: keyRange, depth: depth)
            path.append(key ?? "?")
            if let key { reportDuplicate(of: key, at: keyRange, in: mapping) }
            if let value = try compose(try next(), depth: depth, keyEnd: event.end) {
                last = value.node.range
                height = max(height, value.height)
                if let key {
                    let style = event.bareStyle
                    mapping.append(SourceNode.Entry(key: key, keyRange: keyRange, keyStyle: style, value: value.node))
                }
            }
            path.removeLast()
            event = try next()
        }
        let range = places.range(ofCollection: start, end: event, isFlow: isFlow, lastChild: last)
        return Composed(node: SourceNode(content: .mapping(mapping), range: range, isAlias: false), height: height + 1)
    }

    // MARK: Keys

    /// Returns the text of the key that an event begins; `nil` if it cannot be one, which was reported.
    private mutating func composeKey(
        _ event: YAMLEvent,
        at place: SourceRange,
        depth: Int
    ) throws(Stop) -> String? {
        if case .scalar("<<", .plain, let properties) = event.kind, properties.tag == nil {
            report(.syntaxKeyNotText, place, "merge keys ('<<') are not supported; write the keys out")
            return nil
        }
        guard let key = try compose(event, depth: depth, keyEnd: nil)?.node else { return nil }
        guard let scalar = key.scalar else {
            report(.syntaxKeyNotText, place, "a list or mapping cannot be a key; use text")
            return nil
        }
        budget.refundNode()
        return scalar.text
    }

    private mutating func reportDuplicate(of key: String, at place: SourceRange, in mapping: SourceNode.Mapping) {
        guard let first = mapping[key] else { return }
        report(
            .syntaxDuplicateKey,
            place,
            "'\(key.shownInMessage)' already stands in line \(first.keyRange.start.line), which counts; "
                + "delete one of them"
        )
    }

    // MARK: Aliases

    private mutating func copy(_ name: String, at event: YAMLEvent, depth: Int) throws(Stop) -> Composed? {
        let place = places.range(of: event)
        switch anchors[name] {
        case nil:
            try spend(nodes: 1, at: event)
            report(
                .syntaxInvalid,
                place,
                "no '&\(name.shownInMessage)' stands before this alias; "
                    + "define it, or put text that begins with '*' in quotes"
            )
            return nil
        case .open:
            try spend(nodes: 1, at: event)
            report(.syntaxInvalid, place, "'*\(name.shownInMessage)' would contain itself; write the value out")
            return nil
        case .closed(let composed, let cost):
            try spend(cost, at: event)
            try checkDepth(depth + composed.height, at: event)
            let node = SourceNode(content: composed.node.content, range: place, isAlias: true)
            return Composed(node: node, height: composed.height)
        }
    }

    // MARK: Limits

    private mutating func spend(nodes: Int = 0, bytes: Int = 0, at event: YAMLEvent) throws(Stop) {
        try spend(ReadingBudget.Cost(nodeCount: nodes, byteCount: bytes), at: event)
    }

    private mutating func spend(_ more: ReadingBudget.Cost, at event: YAMLEvent) throws(Stop) {
        if let excess = budget.spend(more) { throw stop(excess, at: event) }
    }

    private func checkDepth(_ depth: Int, at event: YAMLEvent) throws(Stop) {
        if let excess = budget.excess(ofDepth: depth) { throw stop(excess, at: event) }
    }

    private func stop(_ excess: ReadingBudget.Excess, at event: YAMLEvent) -> Stop {
        stop(excess.rule, places.range(of: event), excess.message)
    }

    // MARK: Tags

    /// Whether a tag makes a scalar text; reports every tag that changes anything else.
    private mutating func checkTag(_ tag: String?, allowed: String, at event: YAMLEvent) -> Bool {
        guard let tag else { return false }
        let core = "tag:yaml.org,2002:"
        if tag == "!" || tag == core + allowed { return true }
        let shown = tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
        report(
            .syntaxInvalid,
            places.range(of: event),
            "tags such as '\(shown.shownInMessage)' are not supported; delete the tag, "
                + "or put the value in quotes if it is text"
        )
        return false
    }

    // MARK: Places and problems

    private mutating func next() throws(Stop) -> YAMLEvent {
        do throws(YAMLFailure) {
            return try events.next()
        } catch {
            let problem = SyntaxProblem(error, in: places)
            throw stop(.syntaxInvalid, problem.range, problem.message)
        }
    }

    private mutating func report(_ rule: Rule, _ range: SourceRange, _ message: String) {
        let field = path.isEmpty ? nil : path.map(\.shownInMessage).joined(separator: ".")
        diagnostics.append(Diagnostic(rule, file: file, range: range, field: field, message: message))
    }

    /// A problem of the whole text: the field at which the reading ended would mislead.
    private func stop(_ rule: Rule, _ range: SourceRange, _ message: String) -> Stop {
        Stop(diagnostic: Diagnostic(rule, file: file, range: range, message: message))
    }
}

extension YAMLEvent.Kind {
    /// Whether the event closes a list or a mapping.
    fileprivate var endsCollection: Bool {
        switch self {
        case .sequenceEnd, .mappingEnd: true
        default: false
        }
    }
}
