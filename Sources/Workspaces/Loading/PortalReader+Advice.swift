import Diagnostics
import Portals

/// What a look at a portal in an environment came to.
struct AdvisedPortal {
    let palette: BrandPalette
    /// The policy links that are legal, in the order of the footer.
    let links: [(policy: PolicyLink, link: Link)]
    /// The logo; `nil` if there is none that can be used.
    let logo: Logo?
    /// What could be better, in no particular order.
    let findings: [Finding]
}

extension PortalReader {
    /// Returns what a portal is in an environment, and what could be better there than it is.
    ///
    /// - Parameters:
    ///   - own: The portal without any environment.
    ///   - environment: The environment; `nil` for none.
    ///   - isWhole: Whether the portal has what it must have; else its logo is not read.
    /// - Returns: The portal's palette, links and logo, and the findings.
    func advice(_ own: Portal, environment: String?, isWhole: Bool) -> AdvisedPortal {
        let shown = own.inEnvironment(environment)
        let (palette, links) = (palette(of: shown), shown.policyLinks)
        var findings = environmentFindings(own)
        findings += Advice().findings(in: own, environment: environment, palette: palette, links: links).filter {
            // An answer of the API has no place for a support contact.
            isOfFiles || $0.rule != .supportMissing
        }
        let idPlace = own.place(of: Finding.logoNotLocal.path, in: environment)
        if isLogoElsewhere(shown) { findings.append(Finding.logoNotLocal.moved(to: idPlace)) }
        guard isWhole, let path = shown.logoPath, !path.isEmpty, let inspection = inspection(of: path) else {
            return AdvisedPortal(palette: palette, links: links, logo: nil, findings: findings)
        }
        let place = own.place(of: PortalField.logo, in: environment)
        findings += inspection.findings.map { Finding($0.rule, at: place, $0.message) }
        if let logo = inspection.logo {
            findings += LogoPlaceRules(at: place).findings(for: logo, file: path)
            findings += rasterFindings(logo, path, of: shown).map { $0.moved(to: place) }
        }
        return AdvisedPortal(palette: palette, links: links, logo: inspection.logo, findings: findings)
    }

    /// The palette of a portal as it is shown.
    private func palette(of shown: Portal) -> BrandPalette {
        palettes.value(for: [shown.primary, shown.secondary]) { BrandPalette(shown) }
    }

    /// What the logo at a path is, or would be; `nil` if that is not known here.
    private func inspection(of path: String) -> LogoInspection? {
        logos?.inspection(of: path) ?? heldLogo.map { LogoInspector.inspect($0.bytes, fileName: path) }
    }

    /// How many environments of a file are looked at besides the one that is shown; nobody has that many.
    private static let environmentLimit = 16

    /// Returns what could be better in the environments that are not shown: comments may silence that.
    func elsewhere(_ own: Portal) -> [Finding] {
        let others = ([nil] + own.environmentNames).filter { $0 != environment }.prefix(Self.environmentLimit)
        return others.flatMap { advice(own, environment: $0, isWhole: true).findings }
    }

    /// The paths of all logos that show in the portal or in its problems, each once.
    func logoPaths(of own: Portal) -> [String] {
        var paths: [String] = []
        let environments = ([nil] + own.environmentNames).prefix(Self.environmentLimit + 1) + [environment]
        for environment in environments {
            guard let path = own.inEnvironment(environment).logoPath, !path.isEmpty else { continue }
            if !paths.contains(where: { $0.hasSameBytes(as: path) }) { paths.append(path) }
        }
        return paths
    }

    /// Returns what is wrong with a portal that is in no file, and whose logo is at hand.
    func findings(ofDraft portal: Portal, logo: Logo?) -> [Finding] {
        var findings = Validator().findings(in: portal.body)
        findings += Advice().findings(in: portal, environment: nil)
        if isLogoElsewhere(portal) { findings.append(Finding.logoNotLocal) }
        guard let logo, let path = portal.logoPath, !path.isEmpty else { return findings }
        let inspection = LogoInspector.inspect(logo.bytes, fileName: path)
        findings += inspection.findings.map { Finding($0.rule, at: PortalField.logo, $0.message) }
        findings += LogoPlaceRules(at: PortalField.logo).findings(for: logo, file: path)
        return findings + rasterFindings(logo, path, of: portal)
    }

    private func environmentFindings(_ portal: Portal) -> [Finding] {
        portal.environmentNames.filter { !settings.environments.contains($0) }.map { name in
            let near = Spelling.nearest(to: name, among: settings.environments)
            let remedy = near.map { "did you mean '\($0)'?" } ?? "add it below 'environments' there"
            return Finding.unknownEnvironment(name, remedy: remedy)
        }
    }

    /// Whether the logo is at the service alone.
    private func isLogoElsewhere(_ portal: Portal) -> Bool {
        isOfFiles && portal.logoID != nil && (portal.logoPath ?? "").isEmpty
    }

    /// An SVG needs a picture of the same name that the service takes, unless the service has one (product.md).
    private func rasterFindings(_ logo: Logo, _ path: String, of portal: Portal) -> [Finding] {
        guard logo.format == .svg, portal.logoID == nil, let logos, !logos.hasRaster(beside: path) else { return [] }
        return [.logoWithoutRaster(path, wanted: "\(LogoShelf.stem(of: path)).png")]
    }
}
