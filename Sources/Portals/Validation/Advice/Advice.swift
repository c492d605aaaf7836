/// What a portal could do better for its customers, though the service takes it as it is.
///
/// Each rule looks at the portal as it is in one environment and says where in the file its finding stands.
public struct Advice: Sendable {
    /// Makes the rules.
    public init() {}

    /// Returns what every rule says of a portal.
    ///
    /// - Parameter portal: The portal; values that are not legal count as their defaults.
    /// - Returns: The findings, in no particular order; empty if there are none.
    public func findings(in portal: Portal) -> [Finding] {
        findings(in: portal, palette: BrandPalette(portal), links: portal.policyLinks)
    }

    private func findings(
        in portal: Portal,
        palette: BrandPalette,
        links: [(policy: PolicyLink, link: Link)]
    ) -> [Finding] {
        ContrastRule().findings(in: palette) + LikenessRule().findings(in: portal, palette: palette)
            + PolicyLinkRules().findings(in: portal, links: links) + WaysOutRules().findings(in: portal)
            + NameRule().findings(in: portal)
    }

    /// Returns what every rule says of a portal in an environment, at the places where the file says it.
    ///
    /// - Parameters:
    ///   - portal: The portal without any environment.
    ///   - environment: A name such as `live`; `nil` for none.
    /// - Returns: The findings, in no particular order; empty if there are none.
    public func findings(in portal: Portal, environment: String?) -> [Finding] {
        let shown = portal.inEnvironment(environment)
        let links = shown.policyLinks
        return findings(in: portal, environment: environment, palette: BrandPalette(shown), links: links)
    }

    /// Returns what every rule says of a portal in an environment, at the places where the file says it.
    ///
    /// - Parameters:
    ///   - portal: The portal without any environment.
    ///   - environment: A name such as `live`; `nil` for none.
    ///   - palette: The palette that it has in the environment.
    ///   - links: The policy links that it has there.
    /// - Returns: The findings, in no particular order; empty if there are none.
    package func findings(
        in portal: Portal,
        environment: String?,
        palette: BrandPalette,
        links: [(policy: PolicyLink, link: Link)]
    ) -> [Finding] {
        let findings = findings(in: portal.inEnvironment(environment), palette: palette, links: links)
        guard let environment else { return findings }
        return findings.map { $0.moved(to: portal.place(of: $0.path, in: environment)) }
    }
}

extension Portal {
    /// Returns where the file says what a field is in an environment.
    ///
    /// - Parameters:
    ///   - path: The field.
    ///   - environment: A name such as `live`; `nil` for none.
    /// - Returns: The field's path below the environment if the file has it there and it is no object, which both
    ///   places fill; else the path as it is.
    package func place(of path: FieldPath, in environment: String?) -> FieldPath {
        guard let environment else { return path }
        let overlaid = FieldPath(
            components: Portal.environmentsPath.appending(environment).components + path.components
        )
        guard let value = body.value(at: overlaid), value.object == nil else { return path }
        return overlaid
    }
}
