import Crypto
import Foundation

/// What a page may do (Content Security Policy Level 3): inline style and `data:` images, and what is named here.
struct ContentPolicy {
    /// The policy as a page says it.
    let text: String

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - script: The one inline script that may run, told by its hash; `nil` for none.
    ///   - allowsFrames: Whether frames may show pages of the same origin.
    ///   - allowsRequests: Whether the script may ask the same origin.
    init(script: String? = nil, allowsFrames: Bool = false, allowsRequests: Bool = false) {
        var directives = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:"]
        if let script { directives.append("script-src 'sha256-\(Self.digest(of: script))'") }
        if allowsFrames { directives.append("frame-src 'self'") }
        if allowsRequests { directives.append("connect-src 'self'") }
        text = (directives + ["form-action 'none'", "base-uri 'none'"]).joined(separator: "; ")
    }

    /// Makes the policy of a page that `serve` shows.
    ///
    /// - Parameters:
    ///   - liveScripts: The inline scripts that may run, told by their hashes.
    ///   - allowsForms: Whether forms may lead to pages of the same origin.
    init(liveScripts: [String], allowsForms: Bool = false) {
        let scripts = liveScripts.map { "'sha256-\(Self.digest(of: $0))'" }.joined(separator: " ")
        text = [
            "default-src 'none'", "style-src 'unsafe-inline'", "img-src data: blob:", "script-src \(scripts)",
            "frame-src 'self'", "connect-src 'self'", "worker-src 'self'",
            "form-action \(allowsForms ? "'self'" : "'none'")", "base-uri 'none'",
        ].joined(separator: "; ")
    }

    private static func digest(of script: String) -> String {
        Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
    }
}
