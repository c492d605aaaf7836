import Diagnostics
import Portals

/// Writes changes into the text of a portal file, and leaves every byte alone that has nothing to do with them.
///
/// Comments, the order of keys, blank lines, quotes, line ends, indentation and the byte-order mark stay. After every
/// change the text is read again and must hold exactly what was asked, and every comment: what cannot be done for
/// certain is refused.
///
/// - A scalar keeps its quotes if the new one can stand in them. One without quotes stays so if no reader of YAML
///   could take it for something else, or if the old one was written just as carelessly.
/// - A new key goes where the order of `FieldTable.portal` puts it among its siblings, else to the end, but before
///   `x-portico`. Missing parents are made; in braces if their parent stands in braces.
/// - A key goes with its lines; comments in them stay. A mapping without members becomes `{}`.
package struct FileEditor: Sendable {
    private let file: String
    private let limits: ReadingLimits

    /// Makes an editor of a file.
    ///
    /// - Parameters:
    ///   - file: The file, relative to the workspace, for problems; it is JSON if its name says so.
    ///   - limits: What the file may cost, before and after.
    package init(file: String, limits: ReadingLimits = .portalFile) {
        self.file = file
        self.limits = limits
    }

    /// Returns a text with changes made in their order; all of them, or none.
    ///
    /// A change to what the file holds already changes no byte. Values are compared as the project reads them: in a
    /// text field of YAML, `004400` is a text.
    ///
    /// - Parameters:
    ///   - bytes: The file as it was read; an empty one is legal.
    ///   - changes: What is to become of it.
    /// - Returns: The new file.
    /// - Throws: `EditError` for the first change that cannot be made for certain.
    package func edited(_ bytes: [UInt8], with changes: [FieldChange]) throws(EditError) -> [UInt8] {
        var text = try read(bytes)
        var trail = EditTrail(text.text)
        for change in changes {
            if change.value?.isDeeper(than: limits.depth) ?? false || change.path.components.count > limits.depth {
                let excess = ReadingBudget(limits: limits).excess(ofDepth: .max)
                throw EditError(file: file, place: nil, change: change, reason: .unfit(excess?.message ?? ""))
            }
            let old = text.members.flatMap { $0.value(at: change.path) }
            for part in change.parts(from: old) { text = try step(part, in: text, &trail) }
        }
        return text.bytes
    }

    private func read(_ bytes: [UInt8]) throws(EditError) -> EditableText {
        do throws(EditProblem) {
            return try EditableText(bytes, file: file, limits: limits)
        } catch {
            let place = error.diagnostic.range?.start
            throw EditError(file: file, place: place, change: nil, reason: .unreadable(error.diagnostic))
        }
    }

    /// Makes one change of one member; the trail leads back from what comes of it.
    private func step(_ change: FieldChange, in text: EditableText, _ trail: inout EditTrail) throws(EditError)
        -> EditableText
    {
        guard let members = text.members else { throw failure(.noMapping, change, in: text, trail) }
        guard let wanted = members.applying(change) else {
            let key = change.path.components.dropLast().last { _ in true } ?? ""
            throw failure(.blocked(key: key), change, in: text, trail)
        }
        let expected = text.taken(wanted)
        if expected == text.taken(members) { return text }
        var reason = EditError.Reason.uncertain
        // What does not come back as it is does so in quotes.
        for isQuoted in change.value == nil ? [false] : [false, true] {
            let edits: [TextEdit]
            do throws(EditObstacle) {
                edits = try ChangePlan(text: text, change: change, isQuoted: isQuoted).edits()
            } catch {
                throw failure(error.reason, change, in: text, at: error.offset, trail)
            }
            do throws(EditProblem) {
                guard let next = try text.applying(edits, file: file, limits: limits) else { continue }
                let isSame = next.members.map { next.taken($0) == expected } ?? false
                if isSame, text.root == nil || next.commentTexts == text.commentTexts {
                    trail.add(edits, to: text.text)
                    return next
                }
                reason = .uncertain
            } catch {
                reason = error.diagnostic.breaksLimit ? .unfit(error.diagnostic.message) : .uncertain
            }
        }
        if reason == .uncertain, let mark = text.mark(on: change.path) {
            throw failure(mark.reason, change, in: text, at: mark.offset, trail)
        }
        throw failure(reason, change, in: text, trail)
    }

    /// An error with its place in the file, where the user finds it, and not in what was made of it so far.
    private func failure(
        _ reason: EditError.Reason,
        _ change: FieldChange,
        in text: EditableText,
        at offset: Int? = nil,
        _ trail: EditTrail
    ) -> EditError {
        let start = offset ?? text.root.flatMap { text.text.byteOffset(of: $0.keyRange(at: change.path).start) }
        return EditError(file: file, place: start.map(trail.position), change: change, reason: reason)
    }
}

extension Diagnostic {
    /// Whether a text is larger than its limits allow, and no more is wrong with it.
    var breaksLimit: Bool { [.fileTooLarge, .syntaxTooDeep, .syntaxTooManyNodes].contains(rule) }
}
