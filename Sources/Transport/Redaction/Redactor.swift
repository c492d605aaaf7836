import Diagnostics
import Foundation

/// Takes secrets out of what a service said, before it can reach an error or a log.
///
/// A service may repeat what it was sent: a key in the words of a refusal, a link in a message.
package struct Redactor: Sendable {
    /// How many characters of a service's words are kept.
    package static let lengthLimit = 500

    private let spellings: [Secret]

    /// Makes a redactor.
    ///
    /// - Parameter secrets: What may not be seen, in whatever form it is sent.
    package init(_ secrets: [Secret]) {
        let spellings = secrets.flatMap { secret in
            [
                secret.exposed, Data(secret.exposed.utf8).base64EncodedString(),
                AddressParts.encoded(secret.exposed),
                secret.exposed.replacing("/", with: "\\/"),
            ]
        }
        // The longest first, so that no rest of one is left over.
        self.spellings = Set(spellings).filter { !$0.isEmpty }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
            .map(Secret.init)
    }

    /// Returns a service's words as they may be shown: without secrets and control characters, and not too long.
    ///
    /// - Parameters:
    ///   - text: What the service said.
    ///   - hidingAddresses: Whether web addresses are taken out too, because one may be a management link.
    /// - Returns: One line.
    package func clean(_ text: String, hidingAddresses: Bool = false) -> String {
        // By scalars: a mark that combines with the last character of a key would hide the key from a look at
        // characters.
        var scalars = text.unicodeScalars
        for spelling in spellings {
            scalars = scalars.replacing(spelling.exposed.unicodeScalars, with: Secret.redaction.unicodeScalars)
        }
        var cleaned = String(scalars)
        if hidingAddresses {
            let address = /(?i)https?:\\?\/\\?\/[^\s"'<>]+/.matchingSemantics(.unicodeScalar)
            cleaned = cleaned.replacing(address, with: Secret.redaction)
        }
        let shown = cleaned.displayText
        guard shown.unicodeScalars.count > Self.lengthLimit else { return shown }
        return String(String.UnicodeScalarView(shown.unicodeScalars.prefix(Self.lengthLimit))) + "…"
    }
}
