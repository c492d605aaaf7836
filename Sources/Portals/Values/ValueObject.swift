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

        /// Makes a member.
        package init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The members in the order in which they were written; may be empty.
    public private(set) var members: [Member] = []
    /// Where the keys stand in `members`; empty as long as there are few, which are faster compared one by one.
    private var positions: [KeyBytes: Int] = [:]
    private static let few = 16

    /// Makes an object from pairs; of two equal keys the first counts.
    ///
    /// - Parameter pairs: Keys and values in their order.
    public init(_ pairs: [(String, Value)] = []) {
        members.reserveCapacity(pairs.count)
        for (key, value) in pairs where position(of: key) == nil {
            append(value, as: key)
        }
    }

    /// Makes an object from members, no two of which have the same key.
    ///
    /// - Parameter members: The members in their order.
    package init(distinct members: [Member]) {
        self.members = members
        guard members.count > Self.few else { return }
        for index in members.indices { positions[KeyBytes(members[index].key)] = index }
    }

    /// The value of a key; `nil` means that the key is not there, which differs from `Value.null`.
    ///
    /// - Parameter key: The key, compared by its bytes.
    public subscript(key: String) -> Value? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (.some, nil):
                self = ValueObject(members.filter { KeyBytes($0.key) != KeyBytes(key) }.map { ($0.key, $0.value) })
            case (nil, let value?): append(value, as: key)
            case (nil, nil): break
            }
        }
    }

    private func position(of key: String) -> Int? {
        members.count > Self.few
            ? positions[KeyBytes(key)] : members.indices.first { members[$0].key.hasSameBytes(as: key) }
    }

    private mutating func append(_ value: Value, as key: String) {
        members.append(Member(key: key, value: value))
        guard members.count > Self.few else { return }
        for index in positions.count..<members.count { positions[KeyBytes(members[index].key)] = index }
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
        path.components.isEmpty ? .object(self) : value(at: path.components, from: 0)
    }

    private func value(at path: [String], from depth: Int) -> Value? {
        guard let position = position(of: path[depth]) else { return nil }
        if depth == path.count - 1 { return members[position].value }
        guard case .object(let object) = members[position].value else { return nil }
        return object.value(at: path, from: depth + 1)
    }

    /// Returns a copy with other values of the same keys.
    func mapValues(_ transform: (_ key: String, _ value: Value) -> Value) -> ValueObject {
        var object = self
        for index in members.indices {
            object.members[index].value = transform(members[index].key, members[index].value)
        }
        return object
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
