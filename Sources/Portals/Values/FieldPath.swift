/// The way to a field through the objects that hold it, such as `customization.colors.primary`.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    /// The keys from the outermost to the field's own; empty for the whole body.
    public let components: [String]

    /// Makes a path from its keys.
    ///
    /// - Parameter components: The keys from the outermost to the field's own.
    public init(components: [String]) {
        self.components = components
    }

    /// Makes a path from keys joined by dots.
    ///
    /// - Parameter dotted: Known keys, none of which holds a dot.
    public init(_ dotted: String) {
        components = dotted.split(separator: ".").map(String.init)
    }

    /// The keys joined by dots, for people.
    public var description: String {
        components.joined(separator: ".")
    }

    /// The field's own key; empty for the whole body.
    public var key: String {
        components.last ?? ""
    }

    /// The path of the object that holds the field.
    public var parent: FieldPath {
        FieldPath(components: Array(components.dropLast()))
    }

    /// Compares two paths by the bytes of their keys, as the objects do that they lead through.
    ///
    /// - Parameters:
    ///   - left: One path.
    ///   - right: Another path.
    /// - Returns: Whether they lead to the same field.
    public static func == (left: FieldPath, right: FieldPath) -> Bool {
        left.components.count == right.components.count
            && zip(left.components, right.components).allSatisfy { $0.hasSameBytes(as: $1) }
    }

    /// Feeds the keys to a hasher.
    ///
    /// - Parameter hasher: The hasher to feed.
    public func hash(into hasher: inout Hasher) {
        for component in components { hasher.combine(KeyBytes(component)) }
    }

    /// Returns the path of a member of the object at this path.
    ///
    /// - Parameter key: The member's key.
    /// - Returns: A path that is longer by one.
    public func appending(_ key: String) -> FieldPath {
        FieldPath(components: components + [key])
    }
}
