import Portals

/// How support lets customers into the portals of a site: the same commands for every portal.
package struct AccessGuide: Sendable, Equatable {
    /// The environments whose customers Advanced Billing has, in the order of the settings.
    private let environments: [String]
    /// The one that the commands name.
    private let chosen: String

    /// Takes the environments; there is no guide if none names a site.
    ///
    /// - Parameters:
    ///   - environments: Those that name a site of Advanced Billing.
    ///   - chosen: The environment that is rendered; `nil` for none.
    package init?(environments: [String], chosen: String?) {
        guard let first = environments.first else { return nil }
        self.environments = environments
        self.chosen = chosen.flatMap { environments.contains($0) ? $0 : nil } ?? first
    }

    /// A guide in which every key has a value, for checking templates.
    static let specimen = AccessGuide(environments: ["live"], chosen: "live")

    /// What `docs-access` is filled with.
    static func context(_ guide: AccessGuide?) -> TemplateContext {
        func command(_ words: String) -> TemplateContext.Item {
            .text(MarkdownText.code("portico access \(words) --environment \(guide?.chosen ?? "")"))
        }
        let names = guide?.environments.map(MarkdownText.code) ?? []
        return [
            "hasAccess": .flag(guide != nil),
            "accessEnvironments": .text(names.joined(separator: ", ")),
            "accessEnable": command("enable CUSTOMER --invite"),
            "accessLink": command("link CUSTOMER"),
            "accessResend": command("resend CUSTOMER"),
            "accessStatus": command("status CUSTOMER"),
            "accessRevoke": command("revoke CUSTOMER"),
        ]
    }
}
