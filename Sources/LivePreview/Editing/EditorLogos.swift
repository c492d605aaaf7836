import Diagnostics
import Portals
import Rendering
import Synchronization
import Workspaces

/// Pictures that were dropped onto boards and are not saved yet, kept in memory by the digest of their bytes.
final class EditorLogos: Sendable {
    /// A picture that can be a logo.
    struct Dropped: Sendable {
        /// Its file's name without ending, fit for a file of a workspace.
        let stem: String
        /// The picture.
        let logo: Logo
    }

    /// How many bytes a request may have; what is larger than a logo may be is told so.
    static let byteLimit = Logo.byteLimit + 64 * 1024
    /// How many are kept: the oldest goes first, and its tab sends it again.
    private static let limit = 24

    private let kept = Mutex<[(digest: String, dropped: Dropped)]>([])

    /// Checks a file and keeps it.
    ///
    /// - Parameters:
    ///   - bytes: Its content; untrusted.
    ///   - name: Its name as the browser says it; untrusted.
    /// - Returns: What to ask for it by.
    /// - Throws: `EditorRefusal` if it is no logo.
    func keep(_ bytes: [UInt8], name: String) throws(EditorRefusal) -> (digest: String, dropped: Dropped) {
        let dropped = Dropped(stem: Self.stem(of: name), logo: try Self.inspected(bytes, name: name))
        let digest = String(ContentHash(of: bytes).hexadecimal.prefix(32))
        kept.withLock { kept in
            kept.removeAll { $0.digest == digest }
            kept.append((digest, dropped))
            if kept.count > Self.limit { kept.removeFirst() }
        }
        return (digest, dropped)
    }

    /// Returns a picture; `nil` if it is kept no more.
    func dropped(_ digest: String) -> Dropped? { kept.withLock { $0.last { $0.digest == digest }?.dropped } }

    // MARK: Checks

    /// The content decides what it is; the ending of the name is made to fit when it is saved.
    private static func inspected(_ bytes: [UInt8], name: String) throws(EditorRefusal) -> Logo {
        let shown = shown(name)
        var refusal = "is no logo"
        for format in Logo.Format.allCases {
            let inspection = LogoInspector.inspect(bytes, fileName: "logo.\(format.fileExtensions[0])")
            if let logo = inspection.logo {
                guard !inspection.findings.contains(where: { $0.rule == .logoActiveContent }) else {
                    throw refused(shown, "contains scripts or links to other files; export it without")
                }
                return logo
            }
            guard let finding = inspection.findings.first, finding.rule != .logoWrongType else { continue }
            refusal = String(finding.message.drop { $0 != " " }.dropFirst())
            break
        }
        throw refused(shown, refusal)
    }

    private static func refused(_ name: String, _ words: String) -> EditorRefusal {
        let parts = words.split(separator: ";", maxSplits: 1)
        let advice = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
        let general = "A logo is an SVG, PNG, JPEG or GIF of at most \(ByteCount.words(Logo.byteLimit))."
        let own =
            advice.isEmpty || advice.hasPrefix("a logo is") || advice.hasPrefix("at most") && !advice.contains(" px ")
            ? "" : " \(advice.capitalizedStart)."
        return EditorRefusal(status: 422, sentence: "\(name) \(parts.first ?? "").\(own) \(general)")
    }

    static func tooLarge(_ name: String) -> EditorRefusal {
        refused(shown(name), "is larger than a logo may be")
    }

    private static func shown(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "The file"
        return String(last.displayText.unicodeScalars.prefix(80))
    }

    /// Letters, digits, `-` and `_` of the name; never empty, never beginning with a dot.
    static func stem(of name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let stem = last.lastIndex(of: ".").map { last[..<$0] } ?? last
        var safe: [UInt8] = []
        for byte in stem.utf8.prefix(200) {
            let isWord =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_")
            if isWord { safe.append(byte) } else if safe.last != UInt8(ascii: "-"), !safe.isEmpty { safe.append(0x2D) }
        }
        let text = String(decoding: safe.prefix(48), as: UTF8.self).trimmed
        return text.isEmpty ? "logo" : text
    }
}

extension String {
    /// Without dashes at its end.
    fileprivate var trimmed: String {
        var text = self
        while text.utf8.last == UInt8(ascii: "-") { text.removeLast() }
        return text
    }
}

extension Substring {
    /// With its first letter in upper case.
    fileprivate var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
