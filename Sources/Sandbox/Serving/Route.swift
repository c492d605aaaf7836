import HTTPTypes

/// A path with places for values, and what its methods do.
struct Route<Operation: Sendable>: Sendable {
    /// The parts of the path: `billing-portals`, `{id}`.
    private let parts: [String]
    /// What each method does, in the order in which `Allow` lists them.
    private let operations: [(method: HTTPRequest.Method, operation: Operation)]

    /// Makes a route.
    ///
    /// - Parameters:
    ///   - path: The path; a part in braces takes any value.
    ///   - operations: What each method does.
    init(_ path: String, _ operations: [(method: HTTPRequest.Method, operation: Operation)]) {
        parts = path.split(separator: "/").map(String.init)
        self.operations = operations
    }

    /// The methods, as `Allow` lists them.
    var allowed: String { operations.map(\.method.rawValue).joined(separator: ", ") }

    func operation(_ method: HTTPRequest.Method) -> Operation? {
        operations.first { $0.method == method }?.operation
    }

    /// Returns the values of the path's places; `nil` if the path is another.
    func values(in segments: some RandomAccessCollection<String>) -> [String]? {
        guard segments.count == parts.count else { return nil }
        var values: [String] = []
        for (part, segment) in zip(parts, segments) {
            if part.hasPrefix("{") {
                values.append(segment)
            } else if !part.utf8.elementsEqual(segment.utf8) {
                return nil
            }
        }
        return values
    }
}
