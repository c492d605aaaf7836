extension String {
    /// The text without what could disturb a terminal, a page or a line of Markdown.
    ///
    /// Control characters (C0, DEL, C1), line and paragraph separators become spaces; marks that reorder text
    /// (Unicode Technical Standard #55, bidirectional formatting) and other invisible formatting are left out.
    /// Values from files and services are shown only in this form, on one line.
    public var displayText: String {
        guard !isPlainASCII, unicodeScalars.contains(where: \.isUnfitForDisplay) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if !scalar.isUnfitForDisplay {
                shown.append(scalar)
            } else if !scalar.isInvisibleFormatting {
                shown.append(" ")
            }
        }
        return String(shown)
    }

    /// Whether the text is of visible characters of ASCII and spaces alone, as most are.
    package var isPlainASCII: Bool {
        let isPlain: (UInt8) -> Bool = { (UInt8(ascii: " ")...UInt8(ascii: "~")).contains($0) }
        return utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) } ?? utf8.allSatisfy(isPlain)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a control character, a separator of lines, or invisible formatting.
    package var isUnfitForDisplay: Bool {
        switch value {
        // Most are of ASCII, and need not be compared with all the others.
        case 0x20...0x7E: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: isInvisibleFormatting
        }
    }

    /// Whether the scalar reorders text or hides in it: bidirectional marks, zero-width spaces and joiners that
    /// no script needs, interlinear and tag characters, non-characters.
    package var isInvisibleFormatting: Bool {
        switch value {
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xFDD0...0xFDEF, 0xE0000...0xE007F: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
