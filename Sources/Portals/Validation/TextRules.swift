package import Diagnostics

/// Checks a text against its kind.
struct TextRules {
    let kind: TextKind
    let place: FieldPath

    func findings(in text: String) -> [Finding] {
        if case .lines(let byteCount) = kind { return notesFindings(text, limit: byteCount) }
        if !text.isPlainASCII, let control = text.unicodeScalars.first(where: \.isUnfitForDisplay) {
            let code = String(control.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
            return [
                Finding(
                    .fieldsControlCharacters,
                    at: place,
                    "the text has the invisible character \(name); write the text without it"
                )
            ]
        }
        switch kind {
        case .line(let maximum, let beyond): return lineFindings(text, maximum: maximum, beyond: beyond)
        case .lines: return []
        case .identifier: return identifierFindings(text)
        case .portalID: return portalIDFindings(text)
        case .slug: return slugFindings(text)
        case .color: return colorFindings(text)
        case .domain: return domainFindings(text)
        case .link: return linkFindings(text)
        case .email:
            return isEmpty(text) || EmailAddress(text) != nil
                ? emptyFindings(text)
                : [
                    Finding(
                        .emailInvalid,
                        at: place,
                        "\(text.quoted) is no e-mail address; write one like help@acme.example"
                    )
                ]
        case .phone:
            return isEmpty(text) || PhoneNumber(text) != nil
                ? emptyFindings(text)
                : [Finding(.phoneInvalid, at: place, "\(text.quoted) is no phone number; write one like +1 555 0100")]
        case .file: return emptyFindings(text)
        case .free, .outputFolder: return []
        case .day, .month, .amount, .count, .locale, .currency: return shapeFindings(text)
        }
    }

    /// Checks a text that has a fixed shape.
    private func shapeFindings(_ text: String) -> [Finding] {
        let isRight =
            switch kind {
            case .day: Day(text) != nil
            case .month: Day(text + "-01") != nil
            case .amount: Self.isAmount(text)
            case .count: Int(text).map { String($0) == text && Self.counts.contains($0) } ?? false
            case .locale: Self.isLocale(text)
            default: text.utf8.count == 3 && text.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) }
            }
        let message = "\(text.quoted) is wrong here; write \(kind.shape ?? "another")"
        return isRight ? [] : [Finding(.fieldsBadValue, at: place, message)]
    }

    /// How many of something there can be.
    static let counts = 1...1_000_000

    private static func isAmount(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...10).contains(parts[0].utf8.count) else { return false }
        guard parts.count == 1 || (1...2).contains(parts[1].utf8.count) else { return false }
        return parts.allSatisfy { $0.unicodeScalars.allSatisfy { ("0"..."9").contains($0) } }
    }

    private static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 4, let language = parts.first, (2...3).contains(language.utf8.count) else { return false }
        guard language.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) }) else { return false }
        return parts.dropFirst().allSatisfy { part in
            (2...8).contains(part.utf8.count)
                && part.unicodeScalars.allSatisfy {
                    PathCharacters.contains($0) && $0 != "-" && $0 != "." && $0 != "_" && $0 != "~" && $0 != "@"
                }
        }
    }

    private func notesFindings(_ text: String, limit: Int) -> [Finding] {
        guard text.utf8.count > limit else { return [] }
        return [
            Finding(
                .fieldsTooLong,
                at: place,
                "the text has \(text.utf8.count) bytes; shorten it to \(limit / 1024) KB"
            )
        ]
    }

    private func lineFindings(_ text: String, maximum: Int, beyond: LengthBreach) -> [Finding] {
        guard !isBlank(text) else {
            return [Finding(.fieldsBlank, at: place, "the text is blank; write a name")]
        }
        // A text has as many bytes as characters at least, and they need not be counted.
        guard text.utf8.count > maximum else { return [] }
        let count = text.unicodeScalars.count
        guard count > maximum else { return [] }
        return [
            Finding(
                .fieldsTooLong,
                severity: beyond == .warning ? .warning : .error,
                at: place,
                "the text has \(count) characters; shorten it to \(maximum)"
            )
        ]
    }

    private func identifierFindings(_ text: String) -> [Finding] {
        guard !isBlank(text) else { return [Finding(.fieldsBlank, at: place, "the text is blank; write an id")] }
        guard text.utf8.count > 50, text.unicodeScalars.count > 50 else { return [] }
        return [
            Finding(
                .fieldsTooLong,
                at: place,
                "the id has \(text.unicodeScalars.count) characters and the service takes 50; check that it is the id"
            )
        ]
    }

    private func portalIDFindings(_ text: String) -> [Finding] {
        do {
            _ = try PortalID(text)
            return []
        } catch {
            return [Finding(error.rule, at: place, error.message(for: text))]
        }
    }

    private func slugFindings(_ text: String) -> [Finding] {
        let count = text.unicodeScalars.count
        if count < Slug.lengths.lowerBound {
            let length = count == 1 ? "1 character" : "\(count) characters"
            let message = "\(text.quoted) has \(length); a slug has at least 5"
            return [Finding(.fieldsTooShort, at: place, message)]
        }
        if count > Slug.lengths.upperBound {
            return [Finding(.fieldsTooLong, at: place, "the slug has \(count) characters; shorten it to 100")]
        }
        guard Slug(text) == nil else { return [] }
        let message = "\(text.quoted) can't stand in an address; use letters, digits and @ ~ . _ -"
        return [Finding(.slugInvalid, at: place, message)]
    }

    private func emptyFindings(_ text: String) -> [Finding] {
        guard isEmpty(text) else { return [] }
        return [
            Finding(.fieldsBlank, severity: .warning, at: place, "the text is empty; write null, or remove the key")
        ]
    }

    private func isEmpty(_ text: String) -> Bool { text.utf8.isEmpty }

    private func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.isBlank) }
}

extension PortalID.Refusal {
    /// The rule that the id breaks.
    package var rule: Rule { self == .reserved ? .idReserved : .idInvalid }

    /// What is wrong with a text that was to be an id.
    ///
    /// - Parameter text: The text as written.
    /// - Returns: The first half of a message.
    package func reason(for text: String) -> String {
        switch self {
        case .characters: "\(text.quoted) can't be an id, which has letters, digits and @ ~ . _ - alone"
        case .length: "the id has \(text.unicodeScalars.count) characters, and 50 are the most"
        case .folder: "\(text.quoted) can't be an id, because no folder can be called so"
        case .reserved: "\(text.quoted) can't be an id, because a page of the site has this name"
        }
    }

    /// What is wrong with an id and what would be right.
    ///
    /// - Parameter text: The id as written.
    /// - Returns: A message.
    package func message(for text: String) -> String {
        switch self {
        case .characters: "\(text.quoted) can't be an id; use letters, digits and @ ~ . _ -"
        case .length: "the id has \(text.unicodeScalars.count) characters; shorten it to 50"
        case .folder: "\(text.quoted) can't be a folder; choose another id"
        case .reserved: "\(text.quoted) is the name of a page of the site; choose another id"
        }
    }
}
