import Foundation
import TestSupport

/// The security policy of a page: exactly what Portico means to allow.
struct PagePolicy {
    private let directives: [String]

    /// The scripts that Portico has, by their hashes.
    static let scripts: [String: String] = {
        let names = ["board-script.js", "gallery-script.js"]
        let texts = names.compactMap {
            try? String(contentsOfFile: Repository.path("templates/reviewer/\($0)"), encoding: .utf8)
        }
        return Dictionary(texts.map { (Digest.base64(of: $0), $0) }) { first, _ in first }
    }()

    /// Takes the policy from its tag.
    init(_ tag: PageSafety.Tag) {
        let isPolicy = tag.names == ["content", "http-equiv"] && tag["http-equiv"] == "Content-Security-Policy"
        directives = isPolicy ? (tag["content"] ?? "").components(separatedBy: "; ") : []
    }

    /// What the policy allows beyond what it should.
    func faults(isFramed: Bool) -> [String] {
        let least = [
            "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "form-action 'none'", "base-uri 'none'",
        ]
        let most =
            isFramed ? [] : ["frame-src 'self'"] + Self.scripts.keys.map { "script-src 'sha256-\($0)'" }
        let missing = least.filter { !directives.contains($0) }.map { "a policy without \($0)" }
        let more = directives.filter { !least.contains($0) && !most.contains($0) }.map { "a policy with \($0)" }
        return missing + more + (Set(directives).count == directives.count ? [] : ["a policy that repeats itself"])
    }

    /// Whether an element is the one script that may run, or the search's data, which is none.
    func allows(_ script: PageSafety.Tag) -> Bool {
        if script.names == ["id", "type"] {
            return script["id"] == "portal-index" && script["type"] == "application/json"
                && !script.content.contains("<")
        }
        guard let hash = Self.scripts.first(where: { $0.value == script.content })?.key else { return false }
        return script.names.isEmpty && directives.contains("script-src 'sha256-\(hash)'")
    }
}
