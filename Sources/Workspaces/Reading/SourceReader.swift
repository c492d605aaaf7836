package import Diagnostics

/// Reads YAML and JSON text with places.
///
/// Never throws: what is wrong stands in the document's diagnostics. After a syntax error or a breach of a limit
/// there is no root; after a duplicate key, an unusable key, alias or tag, or a second document there is one.
package struct SourceReader: Sendable {
    /// Makes a reader.
    package init() {}

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The whole file; a byte-order mark of UTF-8 may stand before it.
    ///   - file: The file's name for problems, relative to the workspace.
    ///   - format: The language.
    ///   - limits: What the text may cost.
    /// - Returns: What could be read, and all problems.
    package func read(
        _ bytes: [UInt8],
        file: String,
        format: SourceFormat,
        limits: ReadingLimits = .portalFile
    ) -> SourceDocument {
        if let problem = Self.sizeProblem(byteCount: bytes.count, file: file, limits: limits) {
            return SourceDocument(file: file, root: nil, diagnostics: [problem])
        }
        if let problem = TextEncoding.problem(in: bytes, file: file) {
            return SourceDocument(file: file, root: nil, diagnostics: [problem])
        }
        let text = SourceText(TextEncoding.withoutMark(bytes))
        switch format {
        case .yaml: return readYAML(text, file: file, limits: limits)
        case .json: return JSONSource(text, file: file, limits: limits).document()
        }
    }

    /// Returns the problem of a file that is too large, which its size alone tells.
    ///
    /// - Parameters:
    ///   - byteCount: The file's size.
    ///   - file: The file's name for problems, relative to the workspace.
    ///   - limits: What the text may cost.
    /// - Returns: A `file.too-large`, or `nil`.
    package static func sizeProblem(byteCount: Int, file: String, limits: ReadingLimits) -> Diagnostic? {
        guard byteCount > limits.byteCount else { return nil }
        return Diagnostic(
            .fileTooLarge,
            file: file,
            message: "the file has \(byteCount.inBytes); \(limits.subject) has at most \(limits.byteCount.inBytes)"
        )
    }

    private func readYAML(_ text: SourceText, file: String, limits: ReadingLimits) -> SourceDocument {
        if let offset = Self.tagDirectives(in: text.bytes) {
            let problem = Diagnostic(
                .syntaxInvalid,
                file: file,
                range: text.range(ofByte: offset),
                message: "'%TAG' is not supported; delete the line"
            )
            return SourceDocument(file: file, root: nil, diagnostics: [problem])
        }
        var composer = YAMLComposer(
            text.bytes,
            places: PlaceFinder(text: text, shifts: []),
            file: file,
            limits: limits
        )
        return composer.document()
    }

    /// The first of more `%TAG` lines than anybody writes, on which libyaml would spend quadratic time.
    private static func tagDirectives(in bytes: [UInt8]) -> Int? {
        let directive = Array("%TAG".utf8)
        var first: Int?
        var count = 0
        var offset = 0
        while let start = bytes[offset...].firstIndex(of: directive[0]) {
            // After a byte above ASCII stands a line break of YAML's own, or a text that has no such directive.
            let isLineStart = start == 0 || bytes[start - 1].isLineBreak || bytes[start - 1] >= 0x80
            if isLineStart, bytes[start...].starts(with: directive) {
                first = first ?? start
                count += 1
            }
            offset = start + 1
        }
        return count > 8 ? first : nil
    }
}
