public import Diagnostics
public import Portals

/// Everything that pages show of a portal, derived once.
///
/// An object, because all that makes its pages hands it on, and copying a value of so many fields counts each as owned.
public final class PortalView: Sendable {
    /// The portal, as it is in the chosen environment.
    public let portal: Portal
    /// The file it was read from, relative to the workspace.
    public let file: String
    /// The logo's file, checked; `nil` shows the wordmark.
    public var logo: Logo? { hashedLogo?.logo }
    /// The same with its hash.
    let hashedLogo: HashedLogo?
    /// What is wrong with the portal, sorted.
    public let problems: [Diagnostic]
    /// The colours in which the brand is painted.
    public let palette: BrandPalette
    /// The screens that exist, in the preview's order.
    public let screens: [Screen]
    /// The portal's internal name, fit to be shown to colleagues; its id where the name is blank.
    public let name: String
    /// The name that customers see: the website's, else its host, else the website's id (screens.md, 'Brand').
    ///
    /// Where none of them says anything, it is the portal's host.
    public let brandName: String
    /// The public address as colleagues say it: the portal's own host alone, else the service's host with the path.
    public let shortAddress: String
    /// The public address as a URL; `nil` if the slug cannot stand in one.
    public let url: String?
    /// What customers may do.
    let features: FeatureSet
    /// The policy links that are legal.
    let links: [PolicyLink: Link]
    let websiteURL: Link?
    let supportEmail: EmailAddress?
    let supportPhone: PhoneNumber?

    /// Derives the view.
    ///
    /// - Parameters:
    ///   - portal: The portal, as it is in the chosen environment.
    ///   - file: The file it was read from, relative to the workspace.
    ///   - logo: The logo's file, checked.
    ///   - problems: What is wrong with the portal.
    public convenience init(portal: Portal, file: String, logo: Logo? = nil, problems: [Diagnostic] = []) {
        let logo = logo.map { HashedLogo($0) }
        self.init(portal: portal, file: file, logo: logo, problems: problems, palette: BrandPalette(portal))
    }

    /// Derives the view of a portal whose palette and whose logo's hash are known.
    ///
    /// - Parameters:
    ///   - portal: The portal, as it is in the chosen environment.
    ///   - file: The file it was read from, relative to the workspace.
    ///   - logo: The logo's file, checked.
    ///   - problems: What is wrong with the portal.
    ///   - palette: The palette of the portal's colours.
    package init(portal: Portal, file: String, logo: HashedLogo?, problems: [Diagnostic], palette: BrandPalette) {
        self.portal = portal
        self.file = file
        hashedLogo = logo
        self.problems = problems.sorted()
        self.palette = palette
        let features = FeatureSet(Feature.allCases.filter(portal.allows))
        self.features = features
        screens = Screen.allCases.filter { $0.exists(with: features, status: portal.status) }
        links = PolicyLink.allCases.reduce(into: [:]) { $0[$1] = portal.link($1) }
        websiteURL = portal.websiteURL
        supportEmail = portal.supportEmail
        supportPhone = portal.supportPhone
        name = Self.visible(portal.name) ?? portal.id.description
        brandName =
            portal.websiteName.flatMap(Self.visible) ?? websiteURL?.host ?? Self.visible(portal.websiteID)
            ?? portal.host
        shortAddress =
            portal.customDomain?.description ?? "\(portal.host)/billing-portal/\(portal.slug)".displayText
        url = Slug(portal.slug) == nil ? nil : portal.address
    }

    /// How many characters of a name are shown: pages repeat it many times, and no real one is longer.
    private static let longestName = 300

    /// A text fit to be shown; `nil` if it is blank.
    private static func visible(_ text: String) -> String? {
        let start = text.utf8.count <= longestName ? text : String(text.unicodeScalars.prefix(longestName))
        let shown = start.utf8.count < text.utf8.count ? start.displayText + "…" : text.displayText
        return shown.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : shown
    }

    /// Whether any of the three switches for payment instruments is on.
    var allowsAnyInstrumentChange: Bool {
        let switches: [Feature] = [.paymentInstrumentAdd, .paymentInstrumentUpdate, .paymentInstrumentDeactivate]
        return switches.contains(where: features.contains)
    }
}
