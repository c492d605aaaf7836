import Diagnostics

extension TextRules {
    func colorFindings(_ text: String) -> [Finding] {
        guard HexColor(text) == nil else { return [] }
        if let meant = HexColor(lenient: text) {
            return [Finding(.colorsStyle, at: place, "'\(text)' is taken as \(meant); write \"\(meant)\"")]
        }
        let count = text.unicodeScalars.count
        let reason =
            count > 6 && HexColor(String(text.prefix(6))) != nil ? "has no place for transparency" : "is no colour"
        return [
            Finding(.colorsInvalid, at: place, "'\(text)' \(reason); write six hexadecimal digits such as 0044d4")
        ]
    }

    func domainFindings(_ text: String) -> [Finding] {
        guard !text.utf8.isEmpty else {
            return [Finding(.fieldsBlank, at: place, "the text is empty, which the service refuses; write null")]
        }
        do {
            _ = try Domain(text)
            return []
        } catch {
            return [Finding(.domainInvalid, at: place, "'\(text)' \(error.reason)")]
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
            return [Finding(rule, at: place, "'\(text)' \(error.reason(for: text))")]
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
        case .length: "is longer than 255 characters, which no host is"
        case .name: "is no host name; write one like billing.acme.example"
        }
    }
}

extension Link.Refusal {
    fileprivate func reason(for text: String) -> String {
        switch self {
        case .scheme:
            text.contains(":") && !text.contains(".")
                ? "is no web address; begin it with https://"
                : "does not begin with https:// or http://; write the whole address"
        case .space: "has a space or a control character; write it as %20 or leave it out"
        case .characters: "has characters that no address takes; percent-encode them"
        case .credentials: "has a user name before the host, which customers would see; remove it"
        case .host: "has no host; write one like https://acme.example/terms"
        case .length: "is longer than 2,048 characters, which not every browser takes"
        }
    }
}
