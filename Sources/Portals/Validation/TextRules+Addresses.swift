import Diagnostics

extension TextRules {
    func colorFindings(_ text: String) -> [Finding] {
        guard HexColor(text) == nil else { return [] }
        if let meant = HexColor(lenient: text) {
            return [
                Finding(
                    .colorsStyle,
                    at: place,
                    "\(text.quoted) is taken as \(meant); write \"\(meant)\"",
                    remedy: .text(meant.description)
                )
            ]
        }
        let reason = hasTransparency(text) ? "has transparency, which no brand colour has" : "is no colour"
        return [
            Finding(.colorsInvalid, at: place, "\(text.quoted) \(reason); write six hexadecimal digits such as 0044d4")
        ]
    }

    /// Whether a text is a colour of CSS with a fourth channel: `04d8`, `#0044d480`.
    private func hasTransparency(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "#") ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        return [4, 8].contains(digits.count) && digits.allSatisfy(\.isHexadecimalDigit)
    }

    func domainFindings(_ text: String) -> [Finding] {
        guard !text.utf8.isEmpty else {
            return [Finding(.fieldsBlank, at: place, "the text is empty, which the service refuses; write null")]
        }
        do {
            _ = try Domain(text)
            return []
        } catch {
            return [Finding(.domainInvalid, at: place, "\(text.quoted) \(error.reason)")]
        }
    }

    func linkFindings(_ text: String) -> [Finding] {
        guard !text.utf8.isEmpty else {
            return [
                Finding(.fieldsBlank, severity: .warning, at: place, "the text is empty and counts as null; write null")
            ]
        }
        do {
            _ = try Link(text)
            return []
        } catch {
            let rule: Rule = error == .scheme ? .linksNotHTTP : .linksInvalid
            return [Finding(rule, at: place, "\(text.quoted) \(error.reason(for: text))")]
        }
    }
}

extension Domain.Refusal {
    fileprivate var reason: String {
        switch self {
        case .scheme: "begins with a scheme; write the host alone, like billing.acme.example"
        case .path: "has a path; write the host alone, like billing.acme.example"
        case .port: "has a port; write the host alone, like billing.acme.example"
        case .space: "has a space; write a host like billing.acme.example"
        case .international: "has letters beyond a to z; write the domain in its xn-- form"
        case .length: "is longer than 255 characters, which no host is; write one like billing.acme.example"
        case .name: "is no host name; write one like billing.acme.example"
        }
    }
}

extension Link.Refusal {
    fileprivate func reason(for text: String) -> String {
        switch self {
        case .scheme:
            text.contains(":")
                ? "does not begin with https:// or http://, as a link has to; write a web address"
                : "is no whole web address; begin it with https://"
        case .space: "has a space or a control character; write it as %20 or leave it out"
        case .characters: "has characters that no address takes; percent-encode them"
        case .credentials: "has a user name before the host, which customers would see; remove it"
        case .host: "has no host, or an impossible one or port; write an address like https://acme.example/terms"
        case .length: "is longer than 2,048 characters, which not every browser takes; shorten it"
        }
    }
}
