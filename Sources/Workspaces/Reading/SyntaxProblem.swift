import Diagnostics

/// A problem of libyaml in words that people understand.
struct SyntaxProblem {
    let message: String
    let range: SourceRange

    init(_ failure: YAMLFailure, in places: PlaceFinder) {
        let place = FailurePlace(failure, in: places)
        if let tab = place.tab(failure) {
            message = "YAML is indented with spaces; replace the tab"
            range = place.text.range(ofByte: tab)
        } else if let hidden = place.invisibleCharacter {
            message = "the invisible character \(place.codePoint(atByte: hidden)) breaks this line; delete it"
            range = place.text.range(ofByte: hidden)
        } else {
            message = Self.words(for: failure, at: place)
            range = place.text.range(ofByte: place.shownOffset)
        }
    }

    private static func words(for failure: YAMLFailure, at place: FailurePlace) -> String {
        switch failure.problem {
        case "found character that cannot start any token":
            "a value cannot begin with \(place.shownCharacter) unless it is quoted; put it in quotes"
        case "found unexpected end of stream":
            "the quote that opens in line \(place.contextLine) is never closed; close it"
        case "found unexpected document indicator":
            "the quote that opens in line \(place.contextLine) is not closed before line \(place.line); close it"
        case "mapping values are not allowed in this context":
            place.wordsForColon
        case "could not find expected ':'":
            place.wordsForMissingColon
        case "did not find expected key":
            place.wordsForMissingKey
        case "did not find expected '-' indicator":
            "the list that begins in line \(place.contextLine) goes on without '- ' here; "
                + "begin the line with '- ', or indent it like the line that it belongs to"
        case "did not find expected ',' or ']'":
            place.wordsForOpenBracket("[", closedBy: "]")
        case "did not find expected ',' or '}'":
            place.wordsForOpenBracket("{", closedBy: "}")
        default:
            rareWords(for: failure, at: place)
        }
    }

    private static func rareWords(for failure: YAMLFailure, at place: FailurePlace) -> String {
        switch failure.problem {
        case "did not find expected node content" where place.isAtEnd:
            "the file ends where a value has to follow; write one, or close what is open before it"
        case "did not find expected node content":
            "a value is missing before \(place.shownCharacter); write one, or put \(place.shownCharacter) in quotes"
        case "found unknown escape character":
            "this is no escape in double quotes; write the backslash twice, or use single quotes"
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            "this escape is no Unicode character; write the character itself"
        case "block sequence entries are not allowed in this context":
            "a list cannot begin here; begin it on a line of its own, or put the value in quotes"
        case "mapping keys are not allowed in this context":
            "a value cannot begin with '? ' unless it is quoted; put it in quotes"
        case "did not find expected alphabetic or numeric character":
            "'*' and '&' name values in YAML; put text that begins with one of them in quotes"
        case "control characters are not allowed":
            "the character \(place.codePoint(atByte: place.offset)) cannot stand in YAML; delete it"
        case "did not find expected <document start>":
            "the document ends before this; delete what follows, or indent it like the lines that it belongs to"
        case "found undefined tag handle":
            "tags are not supported; delete the tag, or put text that begins with '!' in quotes"
        default:
            wordsByContext(of: failure)
        }
    }

    private static func wordsByContext(of failure: YAMLFailure) -> String {
        switch failure.context {
        case "while scanning a tag", "while parsing a tag":
            "tags are not supported; delete the tag, or put text that begins with '!' in quotes"
        case "while scanning a block scalar":
            "nothing but an indicator can follow '|' or '>'; begin the text on the next line, or put it in quotes"
        case "while scanning a directive", "while scanning a %YAML directive", "while scanning a %TAG directive":
            "a line that begins with '%' is an order to the reader; delete it, or put the value in quotes"
        default:
            switch failure.problem {
            case "found duplicate %YAML directive", "found duplicate %TAG directive",
                "found incompatible YAML document":
                "a line that begins with '%' is an order to the reader; delete it"
            default:
                "this is no valid YAML: \(failure.problem)" + (failure.context.isEmpty ? "" : " \(failure.context)")
            }
        }
    }
}
