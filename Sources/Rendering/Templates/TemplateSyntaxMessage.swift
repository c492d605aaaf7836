import Mustache

/// Says in words what swift-mustache found wrong with a template.
enum TemplateSyntaxMessage {
    static func words(for error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section ends under another name than it began; make the names equal"
        case .unfinishedName: "a tag is not finished; end it with }}"
        case .expectedSectionEnd: "a section is never ended; add its {{/name}}"
        case .invalidSetDelimiter: "the delimiters are set wrongly; write them like {{=<% %>=}}"
        case .transformAppliedToInheritanceSection: "a block takes no transform; remove it"
        case .illegalTokenInsideInheritSection, .textInsideInheritSection:
            "an inheriting partial holds blocks alone; move the rest outside"
        case .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
            "a pragma is unknown; only CONTENT_TYPE is there"
        case nil: "a tag is not finished; end it with }}"
        }
    }
}
