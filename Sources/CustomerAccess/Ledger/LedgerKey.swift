import Crypto
import Foundation
public import Transport

/// Seals links, so that the file of the ledger alone lets nobody in: AES-GCM with a key of 32 bytes.
public struct LedgerKey: Sendable {
    /// Why a text is no key.
    public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// What a key is, and how to make one; it does not show what was given.
        public var description: String {
            "a ledger key is 32 bytes in Base64; make one with 'openssl rand -base64 32'"
        }
    }

    private static let byteCount = 32

    private let key: SymmetricKey

    /// Reads a key.
    ///
    /// - Parameter text: 32 bytes in Base64; white space around it does not count.
    /// - Throws: `Refusal` if it is something else.
    public init(base64 text: Secret) throws(Refusal) {
        let trimmed = text.exposed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Data(base64Encoded: trimmed), bytes.count == Self.byteCount else { throw Refusal() }
        key = SymmetricKey(data: bytes)
    }

    /// Seals a text.
    ///
    /// - Parameters:
    ///   - secret: The text.
    ///   - identity: Whose it is; it can be opened for nobody else.
    /// - Returns: Nonce, sealed bytes and tag, in one.
    /// - Throws: What the library throws; it does not for keys of this length.
    func seal(_ secret: Secret, as identity: String) throws -> Data {
        let box = try AES.GCM.seal(Data(secret.exposed.utf8), using: key, authenticating: Data(identity.utf8))
        // `combined` is there for nonces of the usual length, and no other is made here.
        return box.combined ?? Data(box.nonce) + box.ciphertext + box.tag
    }

    /// Opens what was sealed.
    ///
    /// - Parameters:
    ///   - sealed: What `seal` returned.
    ///   - identity: Whose it is.
    /// - Returns: The text; `nil` if it was sealed with another key or for somebody else, or was changed since.
    func open(_ sealed: Data, as identity: String) -> Secret? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Data(identity.utf8)),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return Secret(text)
    }
}
