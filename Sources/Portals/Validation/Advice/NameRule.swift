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
        guard let shown = portal.websiteName.map(SimplifiedName.init), shown.contains(where: { _ in true }) else {
            return []
        }
        guard SimplifiedName(portal.name).elementsEqual(shown) else { return [] }
        return [
            Finding(
                .namePublic,
                at: PortalField.name,
                "this is the name that customers see too; write what tells colleagues which portal this is, "
                    + "such as \("\(portal.websiteName ?? "") billing (EU)".quoted)"
            )
        ]
    }
}

/// The bytes of a name in lower case, its words with one blank between them.
///
/// One by one, because two names mostly differ soon.
private struct SimplifiedName: Sequence, IteratorProtocol {
    private var rest: String.UnicodeScalarView.Iterator
    private var bytes = "".utf8.makeIterator()
    /// What follows the blank that was given.
    private var held: Unicode.Scalar?
    private var hasBegun = false

    init(_ name: String) {
        rest = name.unicodeScalars.makeIterator()
    }

    mutating func next() -> UInt8? {
        if let byte = bytes.next() { return byte }
        guard let scalar = nextScalar() else { return nil }
        if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).lowercased }
        bytes = scalar.properties.lowercaseMapping.utf8.makeIterator()
        return bytes.next()
    }

    private mutating func nextScalar() -> Unicode.Scalar? {
        if let held {
            self.held = nil
            return held
        }
        var isAfterBlank = false
        while let scalar = rest.next() {
            if scalar.isBlank {
                isAfterBlank = true
            } else if isAfterBlank, hasBegun {
                held = scalar
                return " "
            } else {
                hasBegun = true
                return scalar
            }
        }
        return nil
    }
}
