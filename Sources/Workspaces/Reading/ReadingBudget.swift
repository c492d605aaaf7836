import Diagnostics

/// What a text has cost so far, held against its limits.
struct ReadingBudget {
    /// What a node costs, with everything in it.
    struct Cost {
        var nodeCount = 0
        var byteCount = 0
    }

    /// A limit that was crossed.
    struct Excess {
        let rule: Rule
        let message: String
    }

    let limits: ReadingLimits
    private(set) var cost = Cost()

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    /// Adds a cost; returns the limit that it crosses, if it does.
    mutating func spend(_ more: Cost) -> Excess? {
        cost.nodeCount += more.nodeCount
        cost.byteCount += more.byteCount
        if cost.nodeCount > limits.nodeCount {
            return Excess(
                rule: .syntaxTooManyNodes,
                message: "more than \(limits.nodeCount.grouped) values, those of aliases included; "
                    + "\(limits.subject) has at most that many"
            )
        }
        if cost.byteCount > limits.expandedByteCount {
            return Excess(
                rule: .syntaxTooManyNodes,
                message: "more than \(limits.expandedByteCount.inBytes) of text, that of aliases included; "
                    + "\(limits.subject) has at most that much"
            )
        }
        return nil
    }

    /// Takes back the node of a scalar that turned out to be a key.
    mutating func refundNode() {
        cost.nodeCount -= 1
    }

    /// Returns the limit that so many lists and mappings inside each other cross, if they do.
    func excess(ofDepth depth: Int) -> Excess? {
        guard depth > limits.depth else { return nil }
        return Excess(
            rule: .syntaxTooDeep,
            message: "more than \(limits.depth) lists and mappings inside each other; "
                + "\(limits.subject) nests at most that deep"
        )
    }

    /// Returns the cost since an earlier one.
    func cost(since earlier: Cost) -> Cost {
        Cost(nodeCount: cost.nodeCount - earlier.nodeCount, byteCount: cost.byteCount - earlier.byteCount)
    }
}
