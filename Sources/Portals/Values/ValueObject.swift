/// The members of an object, in the order in which they were written.
///
/// A key stands at most once; keys are compared by their bytes.
public struct ValueObject: Sendable {
    /// A key and its value.
    public struct Member: Sendable {
        /// The key.
        public let key: String
        /// The value.
        public var value: Value
    }

    /// The members in the order in which they were written; may be empty.
    public private(set) var members: [Member] = []
    private var positions: [KeyBytes: Int] = [:]

    /// Makes an object from pairs; of two equal keys the first counts.
    ///
    /// - Parameter pairs: Keys and values in their order.
    public init(_ pairs: [(String, Value)] = []) {
        for (key, value) in pairs where positions[KeyBytes(key)] == nil {
            append(value, as: key)
        }
    }

    /// The value of a key; `nil` means that the key is not there, which differs from `Value.null`.
    ///
    /// - Parameter key: The key, compared by its bytes.
    public subscript(key: String) -> Value? {
        get { positions[KeyBytes(key)].map { members[$0].value } }
        set {
            switch (positions[KeyBytes(key)], newValue) {
            case (let position?, let value?): members[position].value = value
            case (.some, nil):
                self = ValueObject(members.filter { KeyBytes($0.key) != KeyBytes(key) }.map { ($0.key, $0.value) })
            case (nil, let value?): append(value, as: key)
            case (nil, nil): break
            }
        }
    }

    private mutating func append(_ value: Value, as key: String) {
        positions[KeyBytes(key)] = members.count
        members.append(Member(key: key, value: value))
    }
}

extension ValueObject: Equatable {
    /// Compares two objects without regard to the order of their keys.
    ///
    /// - Parameters:
    ///   - left: One object.
    ///   - right: Another object.
    /// - Returns: Whether both have the same keys with the same values.
    public static func == (left: ValueObject, right: ValueObject) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}

extension ValueObject {
    /// Returns the value at a path; `nil` if any part of the path is not there.
    ///
    /// - Parameter path: The path from this object.
    /// - Returns: The value, `Value.null` included.
    public func value(at path: FieldPath) -> Value? {
        var current: Value = .object(self)
        for component in path.components {
            guard let next = current.object?[component] else { return nil }
            current = next
        }
        return current
    }

    /// Returns a copy in which another object's members replace these, objects merged member by member.
    ///
    /// - Parameter overlay: The members that win.
    /// - Returns: The merged object; keys that only the overlay has come last.
    public func merging(_ overlay: ValueObject) -> ValueObject {
        var merged = self
        for member in overlay.members {
            if case .object(let theirs) = member.value, case .object(let ours)? = merged[member.key] {
                merged[member.key] = .object(ours.merging(theirs))
            } else {
                merged[member.key] = member.value
            }
        }
        return merged
    }
}
