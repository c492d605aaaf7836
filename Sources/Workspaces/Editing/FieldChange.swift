package import Portals

/// What is to become of one field of a portal file.
package struct FieldChange: Sendable, Equatable {
    /// The way to the field; every component is a key, of `x-portico.environments.NAME` too.
    package let path: FieldPath
    /// What the field is to hold; `nil` if it is to go.
    package let value: Value?

    /// Makes a change that writes a value; missing parents are made.
    ///
    /// - Parameters:
    ///   - path: The way to the field; an empty one means the whole body, of which only a mapping can take the place.
    ///   - value: What the field is to hold.
    /// - Returns: The change.
    package static func set(_ path: FieldPath, to value: Value) -> FieldChange {
        FieldChange(path: path, value: value)
    }

    /// Makes a change that takes a field away; its parent stays, with no members if it was the last.
    ///
    /// - Parameter path: The way to the field; one that is not there is no error.
    /// - Returns: The change.
    package static func remove(_ path: FieldPath) -> FieldChange {
        FieldChange(path: path, value: nil)
    }
}

extension FieldChange {
    /// Returns the changes of single members that make the same of a value.
    ///
    /// A mapping that takes a mapping's place is taken apart, so that the layout and the comments of members that stay
    /// are kept. What is written comes first, so that no mapping is without members on the way.
    func parts(from old: Value?) -> [FieldChange] {
        guard case .object(let new)? = value, case .object(let old)? = old else { return [self] }
        let written = new.members.flatMap { member in
            FieldChange.set(path.appending(member.key), to: member.value).parts(from: old[member.key])
        }
        let removed = old.members.filter { new[$0.key] == nil }.map { FieldChange.remove(path.appending($0.key)) }
        return written + removed
    }
}

extension ValueObject {
    /// Returns a copy in which a change is made; `nil` if what is neither a mapping nor null stands on the way.
    func applying(_ change: FieldChange) -> ValueObject? {
        applying(change.value, at: change.path.components[...])
    }

    private func applying(_ value: Value?, at path: ArraySlice<String>) -> ValueObject? {
        guard let key = path.first else { return value?.object }
        var copy = self
        if path.count == 1 {
            copy[key] = value
            return copy
        }
        switch self[key] {
        case .object(let inner)?:
            guard let changed = inner.applying(value, at: path.dropFirst()) else { return nil }
            copy[key] = .object(changed)
        case nil, .null?:
            guard value != nil else { return self }
            guard let made = ValueObject().applying(value, at: path.dropFirst()) else { return nil }
            copy[key] = .object(made)
        default:
            guard value != nil else { return self }
            return nil
        }
        return copy
    }
}
