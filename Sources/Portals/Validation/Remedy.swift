/// A change of one field that mends a finding for certain: nobody could have meant anything else.
///
/// It names what a file should say; whoever knows the file's text turns it into edits.
public enum Remedy: Sendable, Hashable {
    /// The key is written like this.
    case key(String)
    /// The key and its value are removed.
    case removal
    /// The value is this text, in quotes.
    case text(String)
    /// The value is this switch, without quotes.
    case boolean(Bool)
    /// The value is the colour that a comment hides, as in `primary: #0044d4`.
    case commentedColor
}
