import Portals

/// The keys of the preview's templates that come from the portal: brand, features, links, support.
struct PreviewContext {
    let view: PortalView

    /// The context that every screen shares, without the sample's keys.
    var context: TemplateContext {
        var context = TemplateContext(reserving: 64)
        addBrand(to: &context)
        addColors(to: &context)
        addLogo(to: &context)
        addFeatures(to: &context)
        addLinks(to: &context)
        return context
    }

    /// The keys that differ from screen to screen.
    static func keys(of screen: Screen) -> TemplateContext {
        var context: TemplateContext = ["screenId": .text(screen.rawValue), "screenTitle": .text(screen.title)]
        for tab in Screen.Tab.allCases {
            context["on" + tab.rawValue.capitalizedFirst] = .flag(screen.tab == tab)
        }
        return context
    }

    /// The keys of colours and logo with the same values for every portal, so that what else differs can be told.
    static let neutralBrand: TemplateContext = {
        let specimen = PreviewContext(view: .specimen)
        var context = TemplateContext()
        specimen.addColors(to: &context)
        specimen.addLogo(to: &context)
        context["hasLogo"] = true
        return context
    }()

    private func addBrand(to context: inout TemplateContext) {
        context["websiteName"] = .text(view.brandName)
        context.setOptional("websiteURL", view.websiteURL?.description)
        context["websiteHost"] = .text(view.websiteURL?.host ?? "")
    }

    private func addColors(to context: inout TemplateContext) {
        let palette = view.palette
        let colors: [(String, HexColor)] = [
            ("fill", palette.fill), ("label", palette.label), ("fillHover", palette.fillHover),
            ("fillPressed", palette.fillPressed), ("textShade", palette.textShade), ("edge", palette.edge),
            ("head", palette.head), ("onHead", palette.onHead), ("headLine", palette.headLine),
            ("headAccent", palette.headAccent),
        ]
        for (key, color) in colors { context[key] = .text(color.description) }
    }

    private func addLogo(to context: inout TemplateContext) {
        let desktop = view.logo?.box(maxWidth: 200, maxHeight: 40)
        let phone = view.logo?.box(maxWidth: 160, maxHeight: 32)
        context["hasLogo"] = .flag(view.logo != nil)
        context["logoDataURL"] = .text(view.logo?.dataURL ?? "")
        context["logoWidth"] = .text(desktop.map { Self.pixels($0.width) } ?? "")
        context["logoHeight"] = .text(desktop.map { Self.pixels($0.height) } ?? "")
        context["logoPhoneWidth"] = .text(phone.map { Self.pixels($0.width) } ?? "")
        context["logoPhoneHeight"] = .text(phone.map { Self.pixels($0.height) } ?? "")
    }

    private func addFeatures(to context: inout TemplateContext) {
        for feature in Feature.allCases {
            context[feature.rawValue] = .flag(view.features.contains(feature))
        }
        let canUpdate = view.features.contains(.paymentInstrumentUpdate)
        let canAdd = view.features.contains(.paymentInstrumentAdd)
        context["anyInstrumentFeature"] = .flag(view.allowsAnyInstrumentChange)
        context["hasInstrumentActions"] = .flag(canUpdate || view.features.contains(.paymentInstrumentDeactivate))
        context["canPay"] = .flag(canUpdate || canAdd)
    }

    private func addLinks(to context: inout TemplateContext) {
        let links = PolicyLink.allCases.map { ($0, view.links[$0]) }
        for (policy, link) in links {
            let key = policy.rawValue
            context[TemplateContext.hasKey(of: key)] = .flag(link != nil)
            context[key + "URL"] = .text(link?.description ?? "")
        }
        let email = view.supportEmail
        let phone = view.supportPhone
        let hasLinks = view.websiteURL != nil || links.contains { $0.1 != nil }
        let hasSupport = email != nil || phone != nil
        context["hasFooterLinks"] = .flag(hasLinks)
        context["hasSupport"] = .flag(hasSupport)
        context["hasFooter"] = .flag(hasLinks || hasSupport)
        context.setOptional("supportEmail", email?.description)
        context["supportEmailURL"] = .text(email?.url ?? "")
        context.setOptional("supportPhone", phone?.description)
        context["supportPhoneURL"] = .text(phone?.url ?? "")
    }

    /// A length without needless decimals: `112`, `37.5`.
    private static func pixels(_ length: Double) -> String {
        let tenths = Int((length * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
