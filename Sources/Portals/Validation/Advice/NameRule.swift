import Diagnostics

/// Reports an internal name that is the public one.
///
/// Two portals of one brand then have one name in every list, and whoever reads it there may think that customers do.
public struct NameRule: Sendable {
    /// Makes the rule.
    public init() {}

    /// Returns a finding if the names are equal, letter case and blanks around them aside.
    ///
    /// - Parameter portal: The portal.
    /// - Returns: One finding, or none.
    public func findings(in portal: Portal) -> [Finding] {
        guard let shown = portal.websiteName.map(Self.simplified), !shown.isEmpty else { return [] }
        guard Self.simplified(portal.name).utf8.elementsEqual(shown.utf8) else { return [] }
        return [
            Finding(
                .namePublic,
                at: PortalField.name,
                "this is the name that customers see too; write what tells colleagues which portal this is, "
                    + "such as \("\(portal.websiteName ?? "") billing (EU)".quoted)"
            )
        ]
    }

    private static func simplified(_ name: String) -> String {
        guard !name.isPlainASCII else {
            let words = name.utf8.split(separator: UInt8(ascii: " "))
            return String(decoding: words.joined(separator: " ".utf8).map(\.lowercased), as: UTF8.self)
        }
        return name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
}
