extension Diagnostic {
    /// The problem as one line of text.
    ///
    /// The form is `file:line:column: severity: field: what is wrong; what would be right [area.rule]` (cli.md,
    /// problems). Everything that came from a file is shown without control characters.
    public var text: String {
        "\(location): \(severity.rawValue): \(sentence) [\(rule.id)]"
    }

    /// The file, with line and column where they are known: `portals/acme.yaml:9:3`.
    public var location: String {
        guard let range else { return file.displayText }
        return "\(file.displayText):\(range.start.line):\(range.start.column)"
    }

    /// The field and the message, without place, severity and rule.
    public var sentence: String {
        guard let field else { return message.displayText }
        return "\(field.displayText): \(message.displayText)"
    }
}
