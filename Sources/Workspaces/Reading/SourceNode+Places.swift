package import Diagnostics
package import Portals

extension SourceNode {
    /// Returns the node at a path; `nil` if any part of the path is not there.
    ///
    /// The elements of a list are named by their index from 0: `features.0`.
    package func node(at path: FieldPath) -> SourceNode? {
        var current = self
        for component in path.components {
            guard let next = current.child(component) else { return nil }
            current = next.node
        }
        return current
    }

    /// Returns the place of the value at a path.
    ///
    /// If the value is not there, this is the place of the key of the nearest parent that is there, or the beginning
    /// of this node.
    package func valueRange(at path: FieldPath) -> SourceRange {
        place(at: path, ofKey: false)
    }

    /// Returns the place of the key at a path; of a list's element the place of the element.
    ///
    /// If the key is not there, this is the place of the key of the nearest parent that is there, or the beginning
    /// of this node.
    package func keyRange(at path: FieldPath) -> SourceRange {
        place(at: path, ofKey: true)
    }

    private func place(at path: FieldPath, ofKey: Bool) -> SourceRange {
        var current = self
        var fallback = SourceRange(start: range.start, end: range.start)
        for (index, component) in path.components.enumerated() {
            guard let next = current.child(component) else { return fallback }
            if index == path.components.count - 1 { return ofKey ? next.key : next.node.range }
            fallback = next.key
            current = next.node
        }
        return range
    }

    /// A value inside, with the place of its key; of a list's element with the element's place.
    private func child(_ component: String) -> (node: SourceNode, key: SourceRange)? {
        switch content {
        case .scalar: return nil
        case .mapping(let mapping): return mapping[component].map { ($0.value, $0.keyRange) }
        case .sequence(let nodes):
            guard component.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(component) else {
                return nil
            }
            return nodes.indices.contains(index) ? (nodes[index], nodes[index].range) : nil
        }
    }
}
