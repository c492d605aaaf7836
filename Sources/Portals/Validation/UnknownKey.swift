import Diagnostics

/// Judges a key that the field table does not have.
///
/// A key near a known one, or a known one at another place, is an error, because a mistyped switch would silently
/// be on; any other is a warning and is sent as it is, since the service may know it before Portico does
/// (rebilly.md, R3).
struct UnknownKey {
    let table: FieldTable
    let isClosed: Bool

    func finding(for key: String, at place: FieldPath, inTable parent: FieldPath) -> Finding {
        let siblings = table.members(of: parent).map(\.path.key)
        if let near = Spelling.nearest(to: key, among: siblings) {
            return error(at: place, "unknown field; did you mean '\(near)'?")
        }
        let isOwn = isClosed || parent.components.first == Portal.extensionKey
        if let home = home(of: key, exactly: true) ?? home(of: key, exactly: false), home.parent != parent {
            let subject = home.key == key ? "it" : "did you mean '\(home.key)'? It"
            return error(at: place, "unknown field here; \(subject) belongs \(words(for: home))")
        }
        if isOwn {
            return error(at: place, "unknown field; here belong \(list(siblings))")
        }
        return Finding(
            .fieldsAdditional,
            at: place,
            anchor: .key,
            "unknown to this version of Portico; it is kept and sent as it is"
        )
    }

    private func error(at place: FieldPath, _ message: String) -> Finding {
        Finding(.fieldsUnknown, at: place, anchor: .key, message)
    }

    /// The one place where a key belongs, if it is known anywhere.
    private func home(of key: String, exactly: Bool) -> FieldPath? {
        let candidates = table.fields.filter { !$0.isReadOnly }.map(\.path)
        if exactly { return candidates.first { $0.key == key } }
        guard let near = Spelling.nearest(to: key, among: candidates.map(\.key)) else { return nil }
        return candidates.first { $0.key == near }
    }

    private func words(for home: FieldPath) -> String {
        home.parent.components.isEmpty ? "at the top level" : "below '\(home.parent)'"
    }

    private func list(_ keys: [String]) -> String {
        keys.map { "'\($0)'" }.joined(separator: ", ")
    }
}
