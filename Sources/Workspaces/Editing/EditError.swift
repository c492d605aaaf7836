package import Diagnostics
import Portals

/// Why a portal file cannot be written as asked; nothing was changed.
package struct EditError: Error, Sendable, Equatable {
    /// What stands in the way.
    package enum Reason: Sendable, Equatable {
        /// The file has a problem of its own, which makes everything else doubtful.
        case unreadable(Diagnostic)
        /// The file holds something other than a mapping.
        case noMapping
        /// On the way to the field stands something other than a mapping.
        case blocked(key: String)
        /// The value, or a parent of it, is written elsewhere and only named here.
        case alias
        /// An anchor or a tag stands before the value, or before a parent to which the first components of the path
        /// lead.
        case anchor(mark: String, depth: Int)
        /// A comment stands within what would be replaced.
        case comment
        /// The mapping is laid out in a way in which nothing can be added or replaced for certain.
        case layout
        /// Read again, the result would not hold exactly what was asked, or would lack a comment.
        case uncertain
        /// The result would break a limit, or would be no portal file: what the reader says of it.
        case unfit(String)
    }

    /// The file, relative to the workspace.
    package let file: String
    /// Where in the file; `nil` if it is not there yet.
    package let place: SourcePosition?
    /// What was to be changed; `nil` if it is the whole file.
    package let change: FieldChange?
    /// What stands in the way.
    package let reason: Reason

    /// What cannot be done, where, and what to do by hand: `portals/a.yaml:3:5: customization.colors: …; …`.
    package var sentence: String {
        if case .unreadable(let diagnostic) = reason {
            return "\(diagnostic.location): \(diagnostic.sentence); mend this first"
        }
        let location = place.map { "\(file):\($0.line):\($0.column)" } ?? file
        let path = Self.shown(blamed)
        return "\(location)\(path.isEmpty ? "" : ": \(path)"): \(words); \(remedy)".displayText
    }

    /// The field that is in the way: of an anchor the one that it stands before.
    private var blamed: ArraySlice<String> {
        let components = change?.path.components ?? []
        guard case .anchor(_, let depth) = reason else { return components[...] }
        return components.prefix(depth)
    }

    /// Whether something stands before a parent of the field.
    private var isAbove: Bool { blamed.count < change?.path.components.count ?? 0 }

    private static func shown(_ components: some Sequence<String>) -> String {
        components.map(\.shownInMessage).joined(separator: ".")
    }

    private var words: String {
        switch reason {
        case .unreadable(let diagnostic): diagnostic.message
        case .noMapping: "the file holds no mapping to write into"
        case .blocked(let key): "'\(key.shownInMessage)' is no mapping, and so has no members"
        case .alias: "an alias ('*name') stands for the value, which is written elsewhere"
        case .anchor(let mark, _):
            "\(mark.hasPrefix("&") ? "the anchor" : "the tag") '\(mark.shownInMessage)' stands in the way of a change"
                + (isAbove ? " of \(Self.shown(change?.path.components ?? []))" : "")
        case .comment: "a comment stands within what would be replaced"
        case .layout: "this layout cannot be changed for certain"
        case .uncertain: "the change would touch more than this field"
        case .unfit(let message): message
        }
    }

    private var remedy: String {
        guard let change else { return "make the portal smaller" }
        if case .unfit = reason { return "write less into this field" }
        guard case .anchor(let mark, _) = reason else { return byHand(change) }
        let way =
            mark.hasPrefix("&")
            ? "take it and its aliases ('*\(String(mark.dropFirst()).shownInMessage)') away" : "take it away"
        return isAbove ? "\(way) first" : "\(way), or \(byHand(change))"
    }

    private func byHand(_ change: FieldChange) -> String {
        guard let value = change.value else { return "remove the field by hand" }
        let shown = value.prettyJSON.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        return "write \(shown.shownInMessage) by hand"
    }
}

extension EditError: CustomStringConvertible {
    package var description: String { sentence }
}

/// Why a change cannot be put into edits, with the byte at which that shows.
struct EditObstacle: Error {
    let reason: EditError.Reason
    let offset: Int?
}
