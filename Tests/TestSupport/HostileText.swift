/// Texts that try to leave the place in which they are shown.
package enum HostileText {
    /// What such texts are put together from; combining and prepended marks hide their neighbours from code that
    /// looks at characters instead of scalars.
    package static let pieces = [
        "\"", "'", "<", ">", "&", "</", "/>", "<b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "</style>", "</title>", "</textarea>", "<!--", "-->", "--!>", "]]>", "<![CDATA[", "<?php", "`", "``", "~~~",
        "```", "{{name}}", "{{{", "}}", "{{#x}}", "{{=<% %>=}}", "javascript:alert(1)", "data:text/html,x", "\n",
        "\r\n", "\t", "\0", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}",
        "\u{301}", "\u{338}", "\u{20DD}", "\u{600}", "\u{6DD}", "\u{110BD}", "\u{200D}", "\u{FE0F}", "\u{1F3FD}",
        "\u{D7FF}", "\u{E000}", "\u{FFFD}", nonCharacter(0xFDD0), nonCharacter(0xFFFF), nonCharacter(0x10FFFF), "😀",
        "👩‍👩‍👧", "عربي", "e\u{301}", "}",
        "{", "url(x)", "\\0a ", "\\", "expression(1)", "@import 'x';", "/*", "*/", ";", ":", "=", "onload=", " ",
        "  ", "*", "**", "_", "__", "[", "](", ")", "!", "![x](y)", "[x]: y", "#", " #", "|", "||", "$", "$$", "~",
        "~~", "+", "-", "---", "1.", "2)", "&amp;", "&#60;", "&lt", "https://x.example", "www.x.example", "a@b.example",
        ":smile:", "@name", "<https://x.example>", "x", "Az", "09", "ﬁ", "\u{A0}", "\u{3000}", "\u{AD}",
    ]

    /// A scalar that no literal may hold.
    private static func nonCharacter(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String($0) } ?? ""
    }

    /// Returns a text of random pieces that has something to see.
    package static func random(using generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...6, using: &generator)
        var parts = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
        parts.insert("x", at: Int.random(in: 0...parts.count, using: &generator))
        return parts.joined()
    }
}
