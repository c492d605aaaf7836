import Rendering
import SiteBuilding

/// Puts what differs into the order and the words of the page, as far as there is room.
struct ComparisonResult {
    /// How many pairs of screens the page holds.
    static let pairLimit = 60
    /// How many bytes they may have.
    static let byteLimit = 5 << 20

    let fields: [CompareSheet.Field]
    let screens: ComparedScreens
    /// What the sides are called.
    let names: (left: String, right: String)
    /// How many bytes the pairs may have.
    var byteLimit = Self.byteLimit

    /// What the page shows.
    var shown: CompareSheet.Result {
        var result = CompareSheet.Result()
        result.fields = fields
        result.summary = summary
        let all = screens.common + screens.single
        var room = byteLimit
        var made: [CompareSheet.Section] = []
        for section in all.prefix(Self.pairLimit) {
            let pair = screens.pair(section)
            room -= pair.size
            if room < 0 { break }
            made.append(
                CompareSheet.Section(anchor: section.anchor, note: absence(section).map { "\($0)." }, pair: pair)
            )
        }
        result.rows = all.enumerated().map { index, section in
            CompareSheet.Row(
                anchor: index < made.count ? section.anchor : nil,
                title: section.title,
                text: absence(section) ?? section.differences.map(\.text).joined(separator: ", ")
            )
        }
        // Of the screens that only one side has the first shows what they are like.
        let open = min(made.count, screens.common.count + 1)
        result.sections = Array(made[..<open])
        result.folded = Array(made[open...])
        result.equal = screens.equal
        let left = all.count - made.count
        if left > 0 {
            result.leftOut =
                "\(left == 1 ? "1 pair of screens is" : "\(left) pairs of screens are") left out: this page holds at "
                + "most \(Self.pairLimit) pairs and \(Self.byteLimit >> 20) MB of them."
        }
        return result
    }

    private var summary: String {
        let differing = screens.differingCount
        let count = fields.count == 1 ? "1 field" : "\(fields.count) fields"
        let share = "\(differing) of \(screens.count) screens"
        return switch (fields.isEmpty, differing == 0) {
        case (true, true): "No difference: all \(screens.count) screens are equal."
        case (true, false): "No field, but \(share)."
        case (false, true): "\(count), and no screen."
        case (false, false): "\(count), and by \(fields.count == 1 ? "it" : "them") \(share)."
        }
    }

    /// Which side alone has the screens, without a full stop; `nil` if both do.
    private func absence(_ section: ComparedScreens.Section) -> String? {
        switch section.presence {
        case .both: nil
        case .left: "Only in \(Self.inSentence(names.left))"
        case .right: "Only in \(Self.inSentence(names.right))"
        }
    }

    private static func inSentence(_ name: String) -> String {
        switch name {
        case SideChoice.Version.file.words: "the file now"
        case SideChoice.Version.published.words: "last published"
        case SideChoice.Version.committed.words: "the last commit"
        default: name
        }
    }
}
