/// An e-mail address to which customers write.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address as written.
    public let description: String

    /// Checks an address: the characters that the HTML standard takes for an e-mail address, a domain as
    /// `Domain` takes it, at most 254 characters.
    ///
    /// - Parameter text: The address as written.
    public init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let local = text.utf8[..<at]
        guard !local.isEmpty, local.allSatisfy(Self.isLocal) else { return nil }
        guard (try? Domain(String(Substring(text.utf8[at...].dropFirst())))) != nil else { return nil }
        description = text
    }

    /// The `mailto:` URL, percent-encoded.
    public var url: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var url = Array("mailto:".utf8)
        for byte in description.utf8 {
            if byte.isPathCharacter || byte == UInt8(ascii: "+") {
                url.append(byte)
            } else {
                url += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: url, as: UTF8.self)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte.isPathCharacter || "!#$%&'*+/=?^`{|}".utf8.contains(byte)
    }
}

/// A phone number that customers call.
public struct PhoneNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number as written.
    public let description: String

    /// Checks a number: 3 to 20 digits, with spaces and `+ ( ) - . /` between them.
    ///
    /// - Parameter text: The number as written.
    public init?(_ text: String) {
        let scalars = text.unicodeScalars
        guard scalars.allSatisfy({ Self.isDigit($0) || " +()-./".unicodeScalars.contains($0) }) else { return nil }
        guard (3...20).contains(scalars.count(where: Self.isDigit)), scalars.count <= 40 else { return nil }
        guard !scalars.dropFirst().contains("+") else { return nil }
        description = text
    }

    /// The `tel:` URL (RFC 3966), digits with a leading `+` where there is one.
    public var url: String {
        "tel:" + String(String.UnicodeScalarView(description.unicodeScalars.filter { Self.isDigit($0) || $0 == "+" }))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }
}
