import Foundation

/// Spells what is put into addresses.
package enum AddressParts {
    /// The characters that need no encoding anywhere (RFC 3986, 2.3).
    ///
    /// Foundation's own sets let `+` through, which
    /// services read as a space, and `;` and `,`, which filters are made of.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

    /// Returns a text as one part of a path, or one value of a query.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The text, percent-encoded.
    package static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// Whether a text can be one part of a path of the services: 1 to `maximum` of the letters, digits and
    /// `@ ~ . _ -` (rebilly.md, 2.1), and neither `.` nor `..`, which would lead elsewhere.
    package static func isPathIdentifier(_ text: String, maximum: Int) -> Bool {
        let isSpelled = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "@~._-".utf8.contains(byte)
            }
        }
        return isSpelled && (1...maximum).contains(text.utf8.count) && text != "." && text != ".."
    }
}
