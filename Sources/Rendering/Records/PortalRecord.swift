/// What a portal's preview shows, in a form that two previews are compared by.
///
/// What a person would name is there as it is; the rest, which nobody would, as digests.
package struct PortalRecord: Sendable {
    /// The portal's id.
    package let id: String
    /// The values that a person would name; one that the portal lacks is left out.
    package let values: [PortalValue: String]
    /// What each screen shows, by the screen's id.
    package let screens: [String: ScreenDigests]
    /// The digest of all colours in which the brand is painted.
    package let palette: String
    /// The digest of what all screens share: their frame and their style sheet, colours and logo aside.
    package let style: String

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - id: The portal's id.
    ///   - values: The values that a person would name.
    ///   - screens: What each screen shows, by the screen's id.
    ///   - palette: The digest of all painted colours.
    ///   - style: The digest of the frame and the style sheet.
    package init(
        id: String,
        values: [PortalValue: String],
        screens: [String: ScreenDigests],
        palette: String,
        style: String
    ) {
        self.id = id
        self.values = values
        self.screens = screens
        self.palette = palette
        self.style = style
    }
}

/// Short digests of what a screen shows, each of one aspect alone.
package struct ScreenDigests: Sendable, Hashable {
    /// The words that can be read, also in fields and by screen readers.
    package let text: String
    /// The addresses that lead out of the preview.
    package let links: String
    /// The tags and everything else in them: how the text is set, and which screen leads to which.
    package let markup: String

    /// Takes digests that were computed before.
    ///
    /// - Parameters:
    ///   - text: The digest of the words.
    ///   - links: The digest of the addresses.
    ///   - markup: The digest of the tags.
    package init(text: String, links: String, markup: String) {
        self.text = text
        self.links = links
        self.markup = markup
    }
}

/// A value of a portal that a person would name when two previews differ, by its name in records.
package enum PortalValue: String, Sendable, CaseIterable {
    // The switches, by the names that `Feature` gives them.
    case authenticateWithPassword
    case orderCancel
    case orderAddressEdit
    case paymentInstrumentAdd
    case paymentInstrumentUpdate
    case paymentInstrumentDeactivate
    /// Whether customers can reach the portal.
    case status
    /// The internal name, which is on no screen.
    case name
    /// The name that customers see.
    case websiteName
    /// The website to which the portal belongs, on a screen only where it stands in for a name.
    case websiteId
    case supportEmail
    case supportPhone
    /// The colour of buttons, as painted.
    case primary
    /// The colour of the header, as painted.
    case secondary
    /// The logo's file.
    case logo
    /// The digest of the logo's bytes.
    case logoContent
    /// The uploaded logo, which is on no screen.
    case logoId
    /// The public address, which is on no screen.
    case address
    case websiteUrl
    case termsOfService
    case privacyPolicy
    case refundPolicy
}
