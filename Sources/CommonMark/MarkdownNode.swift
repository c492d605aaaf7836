/// A block of a CommonMark document: something that stands on lines of its own.
enum MarkdownBlock: Equatable {
    case paragraph([MarkdownSpan])
    case heading(level: Int, [MarkdownSpan])
    case quote([MarkdownBlock])
    case list(MarkdownList)
    /// Code, its last line break included; `language` is the first word of what followed the fence.
    case code(language: String, String)
    case thematicBreak
    /// HTML in the characters in which it was written.
    case html(String)
}

/// A list of items, each of which holds blocks.
struct MarkdownList: Equatable {
    /// The number of the first item; `nil` for bullets.
    let start: Int?
    /// Whether no blank lines stand between the items.
    let isTight: Bool
    var items: [[MarkdownBlock]]
}

/// A part of the text of a block.
enum MarkdownSpan: Equatable {
    case text(String)
    case code(String)
    case softBreak
    case hardBreak
    case emphasis([MarkdownSpan])
    case strong([MarkdownSpan])
    case link(url: String, title: String, [MarkdownSpan])
    case image(url: String, title: String, [MarkdownSpan])
    /// HTML in the characters in which it was written.
    case html(String)
}
