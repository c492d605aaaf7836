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

    /// Returns the path of a member of the object at this path.
    ///
    /// - Parameter key: The member's key.
    /// - Returns: A path that is longer by one.
    public func appending(_ key: String) -> FieldPath {
        FieldPath(components: components + [key])
    }
}
