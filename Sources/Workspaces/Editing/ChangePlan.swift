import Diagnostics
import Portals

/// Turns a change of one member into edits of the text.
struct ChangePlan {
    let text: EditableText
    let change: FieldChange
    let writer: FragmentWriter

    init(text: EditableText, change: FieldChange, isQuoted: Bool) {
        self.text = text
        self.change = change
        writer = FragmentWriter(format: text.format, unit: text.unit, isQuoted: isQuoted)
    }

    /// Where the change meets what is there.
    struct Place {
        /// The mapping.
        let parent: SourceNode
        /// How many components of the path lead to it.
        let depth: Int
        /// Where the next key stands in it; `nil` if it is not there.
        let index: Int?
        /// Whether it stands in braces, or in something that does.
        let isFlow: Bool
        /// The entry of the mapping itself in its own parent; `nil` for the outermost one.
        let own: SourceNode.Entry?
    }

    /// Returns the edits in the order of their places.
    func edits() throws(EditObstacle) -> [TextEdit] {
        guard let root = text.root else { return try beginning() }
        let place = try place(in: root)
        let components = change.path.components
        let path = FieldPath(components: Array(components.prefix(place.depth + 1)))
        guard let wanted = change.value else {
            return try EntryRemoval(text: text, place: place).edits()
        }
        // What is missing on the way is made together with the value.
        let value = components.dropFirst(place.depth + 1).reversed().reduce(wanted) { value, key in
            .object(ValueObject([(key, value)]))
        }
        guard place.index != nil else {
            return try EntryAddition(text: text, place: place, writer: writer).edits(adding: value, at: path)
        }
        return try ValueReplacement(text: text, place: place, writer: writer).edits(writing: value, at: path)
    }

    /// Walks as far as there are mappings.
    private func place(in root: SourceNode) throws(EditObstacle) -> Place {
        var parent = root
        var isFlow = false
        var own: SourceNode.Entry?
        for (depth, key) in change.path.components.enumerated() {
            let start = text.text.byteOffset(of: parent.range.start)
            if parent.isAlias { throw EditObstacle(reason: .alias, offset: start) }
            if let mark = text.mark(before: parent, depth: depth) { throw mark }
            guard let mapping = parent.mapping else { break }
            isFlow = isFlow || text.isFlow(parent)
            let index = mapping.index(of: key)
            let next = index.map { mapping.entries[$0] }
            guard depth + 1 < change.path.components.count, let next, next.value.mapping != nil else {
                return Place(parent: parent, depth: depth, index: index, isFlow: isFlow, own: own)
            }
            parent = next.value
            own = next
        }
        throw EditObstacle(reason: .noMapping, offset: nil)
    }

    /// The first member of a file that holds nothing.
    private func beginning() throws(EditObstacle) -> [TextEdit] {
        guard let wanted = change.value else { return [] }
        let end = text.text.bytes.count
        let value = change.path.components.reversed().reduce(wanted) { .object(ValueObject([($1, $0)])) }
        guard let members = value.object else { throw EditObstacle(reason: .noMapping, offset: 0) }
        switch text.format {
        case .json:
            let written = try writer.flow(value, at: FieldPath(components: []), margin: "")
            return [text.edit(0..<end, written + "\n")]
        case .yaml:
            let isOpenLine = text.text.bytes.last.map { !$0.isLineBreak } ?? false
            let lines = try writer.document(members)
            return [text.edit(end..<end, (isOpenLine ? "\n" : "") + lines.joined(separator: "\n") + "\n")]
        }
    }
}
