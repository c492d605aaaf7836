/// How customers meet a field, which decides how a change of it is told.
public enum CustomerView: Sendable, Equatable {
    /// Something they can do themselves, as it follows 'Customers can': `cancel orders themselves`.
    case ability(String)
    /// What is painted in a colour, as a plural subject: `Buttons, links and the selected item`.
    case paint(String)
    /// A page that the footer leads to, with its article: `the terms of service`.
    case footerLink(String)
    /// Whether the portal opens at all.
    case opening
    /// The last part of the address.
    case slug
    /// The host of the address.
    case host
    /// The picture in the header.
    case logo
    /// The company whose portal it is.
    case brand
    /// Not at all; colleagues do.
    case unseen
}
