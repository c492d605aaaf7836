#if Networking
import Diagnostics
import Foundation
import Transport
import Workspaces

/// Finds the API key: in a file, or in the environment, and never in a flag or a workspace (cli.md).
struct APIKey {
    /// The variable that holds the key; with `_FILE` behind it, the one that names a file.
    let variable: String
    /// The file of a flag.
    let file: String?
    let variables: [String: String]

    private static let byteLimit = 4096

    /// Reads the key.
    ///
    /// - Returns: The key.
    /// - Throws: `CommandFailure` if there is none, or it can be no key; it never shows one.
    func read() throws(CommandFailure) -> Secret {
        if let file { return try key(ofFile: file, "--api-key-file") }
        if let key = variables[variable], !key.isEmpty { return try checked(key, variable) }
        if let file = variables["\(variable)_FILE"], !file.isEmpty { return try key(ofFile: file, "\(variable)_FILE") }
        throw CommandFailure("no API key; set \(variable), or name a file that holds it with --api-key-file")
    }

    private func key(ofFile file: String, _ origin: String) throws(CommandFailure) -> Secret {
        let bytes: [UInt8]
        do throws(FileReadError) {
            bytes = try GivenInput.bytes(ofFileAt: file, limit: Self.byteLimit)
        } catch {
            throw CommandFailure("\(file.displayText), the file of \(origin), \(error.words)")
        }
        return try checked(String(decoding: bytes, as: UTF8.self), file)
    }

    /// A key is one line of visible ASCII, as a header needs it.
    private func checked(_ text: String, _ origin: String) throws(CommandFailure) -> Secret {
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CommandFailure("\(origin.displayText) holds no API key: one line without blanks is needed")
        }
        return Secret(key)
    }
}
#endif
