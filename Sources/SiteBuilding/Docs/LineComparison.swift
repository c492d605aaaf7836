/// Which lines of one text are not in another, in their order.
///
/// Short stretches are compared by the standard library. Its time and memory grow with the square of what differs, so
/// that long ones are first taken apart at lines that stand once in both texts, as patience diff does; where there is
/// none, the whole stretch counts as different.
struct LineComparison {
    private(set) var isRemoved: [Bool]
    private(set) var isAdded: [Bool]

    private static let longestStretch = 600
    private static let deepest = 8

    /// Compares two texts.
    ///
    /// - Parameters:
    ///   - old: A number for each line; equal lines have equal numbers.
    ///   - new: The same of the other text.
    init(old: [Int], new: [Int]) {
        isRemoved = Array(repeating: false, count: old.count)
        isAdded = Array(repeating: false, count: new.count)
        compare(old[...], new[...], depth: 0)
    }

    private mutating func compare(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, depth: Int) {
        var (old, new) = (old, new)
        while let first = old.first, first == new.first {
            old.removeFirst()
            new.removeFirst()
        }
        while let last = old.last, last == new.last {
            old.removeLast()
            new.removeLast()
        }
        if old.isEmpty || new.isEmpty {
            mark(old, new)
        } else if old.count + new.count <= Self.longestStretch {
            for change in new.difference(from: old) {
                switch change {
                case .remove(let offset, _, _): isRemoved[old.startIndex + offset] = true
                case .insert(let offset, _, _): isAdded[new.startIndex + offset] = true
                }
            }
        } else {
            compareBetweenAnchors(old, new, depth: depth)
        }
    }

    private mutating func compareBetweenAnchors(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, depth: Int) {
        let anchors = depth < Self.deepest ? Self.anchors(old, new) : []
        guard !anchors.isEmpty else { return mark(old, new) }
        var (oldStart, newStart) = (old.startIndex, new.startIndex)
        for anchor in anchors {
            compare(old[oldStart..<anchor.old], new[newStart..<anchor.new], depth: depth + 1)
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        compare(old[oldStart...], new[newStart...], depth: depth + 1)
    }

    private mutating func mark(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) {
        for index in old.indices { isRemoved[index] = true }
        for index in new.indices { isAdded[index] = true }
    }

    /// Lines that stand once in both texts: the longest run of them that has the same order in both.
    private static func anchors(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) -> [(old: Int, new: Int)] {
        let oldPlaces = uniquePlaces(old)
        let newPlaces = uniquePlaces(new)
        let pairs = new.indices.compactMap { index -> (old: Int, new: Int)? in
            guard newPlaces[new[index]] == index, let place = oldPlaces[new[index]], place >= 0 else { return nil }
            return (place, index)
        }
        // The longest increasing subsequence, by patience sorting.
        var tops: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for index in pairs.indices {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].old < pairs[index].old { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tops[low - 1] : nil
            if low < tops.count { tops[low] = index } else { tops.append(index) }
        }
        var anchors: [(old: Int, new: Int)] = []
        var next = tops.last
        while let index = next {
            anchors.append(pairs[index])
            next = before[index]
        }
        return anchors.reversed()
    }

    /// Where each line stands; -1 for one that stands more than once.
    private static func uniquePlaces(_ lines: ArraySlice<Int>) -> [Int: Int] {
        var places: [Int: Int] = [:]
        for index in lines.indices { places[lines[index]] = places[lines[index]] == nil ? index : -1 }
        return places
    }
}
