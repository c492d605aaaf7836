extension PageSafety {
    /// What is wrong with a Markdown page; empty if it is harmless.
    ///
    /// After Portico's comment in the first line there may be no raw HTML: outside of code, `<` stands only after a
    /// backslash, or before an address of the web or a mailbox. No link leads to another scheme.
    static func faults(inMarkdown text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var faults: [String] = []
        if let first = lines.popFirst() {
            let isComment = first.hasPrefix("<!-- Made by Portico") && first.hasSuffix(" -->")
            let inner = first.dropFirst(4).dropLast(3)
            if !isComment || inner.contains("--") || inner.contains(">") { faults.append("first line: \(first)") }
        }
        for paragraph in paragraphs(lines) { faults += markupFaults(in: paragraph) }
        return faults
    }

    /// Paragraphs without blocks of code.
    private static func paragraphs(_ lines: ArraySlice<Substring>) -> [[Unicode.Scalar]] {
        var paragraphs: [[Unicode.Scalar]] = [[]]
        var fence: Substring?
        for line in lines {
            let inner = line.drop { $0 == " " || $0 == ">" }
            let marks = inner.prefix { $0 == "`" }
            if let open = fence {
                if marks.count >= open.count, marks.count == inner.count { fence = nil }
            } else if marks.count >= 3, !inner.dropFirst(marks.count).contains("`") {
                fence = marks
            } else if inner.isEmpty {
                paragraphs.append([])
            } else if line.hasPrefix("    "), paragraphs.last?.isEmpty ?? true {
                continue
            } else {
                paragraphs[paragraphs.count - 1] += Array(inner.unicodeScalars) + ["\n"]
            }
        }
        return paragraphs
    }

    private static func markupFaults(in text: [Unicode.Scalar]) -> [String] {
        var faults: [String] = []
        var index = 0
        while index < text.count {
            switch text[index] {
            case "\\": index += 1
            case "`": index = endOfCode(in: text, from: index)
            case "<":
                let rest = words(text, from: index + 1)
                let allowed = ["https://", "http://", "mailto:", "tel:"]
                let isLink = index >= 2 && text[index - 1] == "(" && text[index - 2] == "]"
                let isOwnPage = isLink && rest.prefix { $0 != ">" }.hasSuffix("/portal.md")
                if !isOwnPage, !allowed.contains(where: rest.hasPrefix) { faults.append("raw HTML: <\(rest)") }
            case "(" where index > 1 && text[index - 1] == "]" && text[index - 2] != "\\":
                let rest = words(text, from: index + 1).lowercased()
                if ["javascript:", "data:", "vbscript:", "file:"].contains(where: rest.hasPrefix) {
                    faults.append("link: (\(rest)")
                }
            case "!" where index + 1 < text.count && text[index + 1] == "[":
                faults.append("image: \(words(text, from: index))")
            default: break
            }
            index += 1
        }
        return faults
    }

    /// The last backtick of a span of code, or of the run where no span begins.
    private static func endOfCode(in text: [Unicode.Scalar], from start: Int) -> Int {
        func run(at index: Int) -> Int { text[index...].prefix { $0 == "`" }.count }
        let length = run(at: start)
        var index = start + length
        while index < text.count {
            guard text[index] == "`" else {
                index += 1
                continue
            }
            let count = run(at: index)
            if count == length { return index + count - 1 }
            index += count
        }
        return start + length - 1
    }

    private static func words(_ text: [Unicode.Scalar], from index: Int) -> String {
        String(String.UnicodeScalarView(text[min(index, text.count)...].prefix(80)))
    }
}
