import Portals

/// Summaries of many portals, packed one behind the other: some 300 bytes each.
package struct PackedSummaries: Sendable {
    /// The version of what a packed summary holds, for files that outlive a run.
    package static let version = 1

    private var bytes: [UInt8] = []
    /// Where each summary ends.
    private var ends: [Int] = []

    package init() {}

    /// Makes room, so that the bytes are not copied while they grow.
    ///
    /// - Parameter count: How many summaries will come.
    package mutating func reserveCapacity(for count: Int) {
        bytes.reserveCapacity(count * 400)
        ends.reserveCapacity(count)
    }

    /// Appends a summary.
    ///
    /// - Parameter summary: The summary.
    package mutating func append(_ summary: PortalSummary) {
        bytes += summary.bytes
        ends.append(bytes.count)
    }

    /// Returns the bytes of a summary.
    ///
    /// - Parameter index: Which, from 0.
    /// - Returns: The bytes, which share memory with these.
    package func packed(at index: Int) -> ArraySlice<UInt8> { packed(index..<index + 1) }

    /// Returns the bytes of some summaries, one behind the other.
    ///
    /// - Parameter range: Which, from 0.
    /// - Returns: The bytes, which share memory with these.
    package func packed(_ range: Range<Int>) -> ArraySlice<UInt8> {
        guard let last = range.last else { return [] }
        return bytes[(range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1])..<ends[last]]
    }
}

extension PackedSummaries: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { ends.count }

    package subscript(index: Int) -> PortalSummary {
        do throws(PackedBytesError) {
            return try PortalSummary(checked: packed(at: index))
        } catch {
            preconditionFailure("a summary was read before it was appended")
        }
    }
}
