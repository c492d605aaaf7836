/// What the page shows that puts two portals, or two versions of one, side by side (look-tools.md, 'Compare').
package struct CompareSheet: Sendable {
    /// A choice of a select.
    package struct Option: Sendable {
        let value: String
        let text: String
        let isChosen: Bool

        /// - Parameters:
        ///   - value: What the form sends.
        ///   - text: What is read.
        ///   - isChosen: Whether it is what the page shows.
        package init(value: String, text: String, isChosen: Bool) {
            (self.value, self.text, self.isChosen) = (value, text, isChosen)
        }
    }

    /// One side of the form, and of the page.
    package struct Side: Sendable {
        /// What stands above its frames and columns.
        package var name = ""
        package var portals: [Option] = []
        package var versions: [Option] = []
        /// Why versions are not offered, as sentences.
        package var reasons: [String] = []

        package init() {}
    }

    /// A field that differs.
    package struct Field: Sendable {
        let label: String
        let key: String
        let left: PlanValue
        let right: PlanValue

        /// - Parameters:
        ///   - label: How people call it.
        ///   - key: Its path.
        ///   - left: What it holds on the left.
        ///   - right: What it holds on the right.
        package init(label: String, key: String, left: PlanValue, right: PlanValue) {
            (self.label, self.key, self.left, self.right) = (label, key, left, right)
        }
    }

    /// A screen that differs, as the list of them says it.
    package struct Row: Sendable {
        let anchor: String?
        let title: String
        let text: String

        /// - Parameters:
        ///   - anchor: The id of its section; `nil` if that was left out.
        ///   - title: The screen.
        ///   - text: What differs.
        package init(anchor: String?, title: String, text: String) {
            (self.anchor, self.title, self.text) = (anchor, title, text)
        }
    }

    /// A screen on both sides.
    package struct Section: Sendable {
        let anchor: String
        /// What stands in the place of differences; `nil` where there are some.
        let note: String?
        let pair: ScreenPair

        /// - Parameters:
        ///   - anchor: What its id is.
        ///   - note: What stands in the place of differences.
        ///   - pair: Both pages.
        package init(anchor: String, note: String?, pair: ScreenPair) {
            (self.anchor, self.note, self.pair) = (anchor, note, pair)
        }
    }

    /// What came of comparing.
    package struct Result: Sendable {
        package var fields: [Field] = []
        /// How much differs, as a sentence.
        package var summary = ""
        package var rows: [Row] = []
        package var sections: [Section] = []
        /// The screens of one side alone, from the second on.
        package var folded: [Section] = []
        /// The names of the screens that are equal.
        package var equal: [String] = []
        /// What was left out, as a sentence.
        package var leftOut: String?

        package init() {}
    }

    package var left = Side()
    package var right = Side()
    /// How wide the frames are at first: `phone`, `tablet` or `desktop`.
    package var width = Width.desktop
    /// The same for narrow windows.
    package var narrowWidth = Width.phone
    /// What to know of the sides, as sentences.
    package var notes: [String] = []
    /// Why nothing is compared, as sentences.
    package var errors: [String] = []
    /// What came of it; `nil` where nothing could be compared.
    package var result: Result?
    /// The files that are compared.
    package var source = ""

    /// The widths that frames have.
    package enum Width: String, Sendable, CaseIterable {
        case phone
        case tablet
        case desktop
    }

    package init() {}
}
