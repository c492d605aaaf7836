/// What asking for a page showed.
public enum LinkAnswer: Sendable, Hashable {
    /// The page is there.
    case alive
    /// Customers don't get the page either; why not, to stand after 'the page': `is not there (404)`.
    case dead(String)
    /// The page may be there, and this program is not to know; why not, in the same form.
    case unknown(String)

    /// What a status means (RFC 9110, 15); redirections are followed before.
    ///
    /// Some sites let browsers in and turn programs away, mostly with 403, 429 or a number of their own; of these
    /// nobody can say that the page is gone.
    init(status: UInt) {
        switch status {
        case 200..<300: self = .alive
        case 403, 405, 406, 429, 451, 900...:
            self = .unknown("is kept from programs (\(status)); look at it in a browser")
        case 401, 407: self = .dead("asks for a password (\(status))")
        case 404, 410: self = .dead("is not there (\(status))")
        case 500...: self = .dead("fails (\(status)), twice")
        default: self = .dead("is refused (\(status))")
        }
    }

    /// Whether asking again might show something else.
    static func isPassing(_ status: UInt) -> Bool {
        [408, 425, 429].contains(status) || (500..<600).contains(status)
    }
}
