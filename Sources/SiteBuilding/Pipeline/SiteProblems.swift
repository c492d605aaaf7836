package import Diagnostics
import Portals

/// The problems of a site in their order, packed, and unpacked as they are told.
package struct SiteProblems: Sendable, Sequence {
    /// How large a chunk of packed problems grows: many portals share one, and none is copied while it grows.
    private static let chunkSize = 256 << 10

    /// What is wrong apart from portals, sorted.
    private let shared: [Diagnostic]
    /// The problems of portals, one behind the other; none of those without any.
    private var chunks: [PackedBytesWriter] = []
    /// How many problems there are of each severity.
    private var counts: [Severity: Int] = [:]

    /// Takes what is wrong apart from portals.
    init(shared: [Diagnostic]) {
        self.shared = shared.filter { $0.severity != .note }.sorted()
        for problem in self.shared { counts[problem.severity, default: 0] += 1 }
    }

    /// Adds the problems of the next portal.
    mutating func append(_ problems: PortalProblems) {
        counts[.error, default: 0] += problems.errorCount
        counts[.warning, default: 0] += problems.warningCount
        guard problems.errorCount + problems.warningCount > 0 else { return }
        if chunks.last.map({ $0.bytes.count + problems.packed.count > Self.chunkSize }) ?? true {
            chunks.append(PackedBytesWriter(capacity: Self.chunkSize))
        }
        chunks[chunks.count - 1].append(problems.packed)
    }

    /// How many problems there are of a severity.
    package func count(of severity: Severity) -> Int { counts[severity] ?? 0 }

    /// Walks through all problems: those of portals in the portals' order, the others where their files belong.
    package func makeIterator() -> Iterator {
        Iterator(shared: shared[...], chunks: chunks[...])
    }

    /// A walk through the problems.
    package struct Iterator: IteratorProtocol {
        private var shared: ArraySlice<Diagnostic>
        private var chunks: ArraySlice<PackedBytesWriter>
        private var chunk = PackedBytesReader([])
        private var portal: ArraySlice<Diagnostic> = []

        fileprivate init(shared: ArraySlice<Diagnostic>, chunks: ArraySlice<PackedBytesWriter>) {
            self.shared = shared
            self.chunks = chunks
        }

        /// The next problem; `nil` at the end.
        package mutating func next() -> Diagnostic? {
            while portal.isEmpty, let problems = nextPortal() { portal = problems[...] }
            guard let other = shared.first, let own = portal.first else {
                return portal.popFirst() ?? shared.popFirst()
            }
            return other < own ? shared.popFirst() : portal.popFirst()
        }

        private mutating func nextPortal() -> [Diagnostic]? {
            if chunk.isAtEnd {
                guard let next = chunks.popFirst() else { return nil }
                chunk = PackedBytesReader(next.bytes[...])
            }
            // A cache of somebody else's making may hold what is no problem.
            guard let bytes = try? chunk.bytes() else { return nil }
            return (try? PortalProblems(packed: bytes).unpacked) ?? []
        }
    }
}
