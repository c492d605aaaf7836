/// What the page of a plan shows, in its order (look-tools.md, 'Visual plan').
package struct PlanSheet: Sendable {
    /// A count of the strip.
    package struct Count: Sendable {
        let label: String
        let count: Int

        package init(_ label: String, _ count: Int) {
            (self.label, self.count) = (label, count)
        }
    }

    /// What has to be allowed by a name, with the portals that need it.
    package struct Guard: Sendable {
        let name: String
        let portals: [(anchor: String, title: String)]
        let words: String

        /// - Parameters:
        ///   - name: The name: `slug-change`.
        ///   - portals: The portals.
        ///   - words: What becomes of them, to follow their names.
        package init(_ name: String, portals: [(anchor: String, title: String)], words: String) {
            (self.name, self.portals, self.words) = (name, portals, words)
        }
    }

    /// Where the plan leads, as a badge.
    package var place = ""
    /// Whether real customers are there.
    package var isLive = false
    package var organization = ""
    package var host = ""
    package var planID = ""
    package var counts: [Count] = []
    package var guards: [Guard] = []
    /// How the changes that need allowing are published.
    package var command = ""
    package var sections: [PlanSection] = []
    /// What to beware of, with the kind.
    package var warnings: [(message: String, kind: String)] = []
    package var strangers: [Member] = []
    package var unchanged: [String] = []

    /// A portal by its name and id.
    package struct Member: Sendable {
        let name: String
        let id: String

        package init(name: String, id: String) {
            (self.name, self.id) = (name, id)
        }
    }

    package init() {}
}

/// A portal that would change, or several with the very same change.
package struct PlanSection: Sendable {
    /// How a change is badged.
    package enum Change: Sendable {
        case create
        case update
        case changedElsewhere
    }

    /// What a change means to customers.
    package struct Consequence: Sendable {
        package var sentence: String
        package var reason: String?
        package var needs: [String]

        package init(_ sentence: String, reason: String? = nil, needs: [String] = []) {
            (self.sentence, self.reason, self.needs) = (sentence, reason, needs)
        }
    }

    /// A field with its values.
    package struct Field: Sendable {
        package var label: String
        package var key: String
        package var seen: PlanValue
        package var now: PlanValue
        package var after: PlanValue

        package init(label: String, key: String, seen: PlanValue, now: PlanValue, after: PlanValue) {
            (self.label, self.key, self.seen, self.now, self.after) = (label, key, seen, now, after)
        }
    }

    package var anchor: String
    package var title: String
    package var change: Change
    /// The portals; more than one have the very same change.
    package var members: [PlanSheet.Member]
    package var address = ""
    package var notices = ""
    package var screenCount = ""
    package var needs: [String] = []
    package var consequences: [Consequence] = []
    package var fields: [Field] = []
    /// Whether what was last seen is told.
    package var hasSeen = false
    /// The command that keeps what the service has.
    package var keeping: String?
    /// Screens before and after.
    package var pairs: [ScreenPair] = []
    /// What stands on the pairs when they are folded; `nil` if they are open.
    package var foldTitle: String?
    /// What changes alike, as a title and names.
    package var lists: [(title: String, text: String)] = []
    /// What was left out of the pairs.
    package var pairsLeft: String?

    package init(anchor: String, title: String, change: Change, members: [PlanSheet.Member]) {
        (self.anchor, self.title, self.change, self.members) = (anchor, title, change, members)
    }
}

/// A value of a field as the page of a plan shows it.
package enum PlanValue: Sendable {
    /// Words of Portico's own, or a text that people write.
    case text(String)
    /// A text that machines read.
    case code(String)
    /// Six hexadecimal digits.
    case color(String)
    /// An address.
    case link(href: String, host: String, rest: String)
    /// A picture as a `data:` address, on the colour of the header.
    case logo(picture: String, head: String, caption: String)
}

/// A screen before and after.
package struct ScreenPair: Sendable {
    /// A side of a pair.
    package enum Side: Sendable {
        /// The screen as a whole page.
        case screen(title: String, page: String)
        /// Why there is none.
        case missing(String)
    }

    /// How the screens differ, with the number of its mark if it is marked.
    package struct Difference: Sendable, Hashable {
        package var number: Int?
        package var text: String

        package init(_ text: String, number: Int? = nil) {
            (self.text, self.number) = (text, number)
        }
    }

    package var title: String
    package var differences: [Difference]
    package var now: Side
    package var after: Side
    /// Whether it shows only when it is opened.
    package var isFolded: Bool

    package init(title: String, differences: [Difference], now: Side, after: Side, isFolded: Bool = false) {
        (self.title, self.differences, self.now, self.after) = (title, differences, now, after)
        self.isFolded = isFolded
    }

    /// How many bytes the screens have in a page.
    package var size: Int {
        [now, after].reduce(0) { size, side in
            if case .screen(_, let page) = side { size + HTMLText.escape(Array(page.utf8)).count } else { size }
        }
    }
}
