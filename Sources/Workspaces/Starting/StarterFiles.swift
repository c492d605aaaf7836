import Portals

/// The files of a new workspace.
enum StarterFiles {
    /// The file that keeps the site out of git.
    static let ignoreFile = ".gitignore"

    static let all: [(path: String, bytes: [UInt8])] =
        [
            ("portico.yaml", settings),
            (ignoreFile, "site/\n"),
            ("portals/acme.yaml", acme),
            ("portals/juniper.yaml", juniper),
            ("portals/lumen.yaml", lumen),
            ("logos/acme.svg", logo),
        ].map { ($0, Array($1.utf8)) } + [
            ("logos/acme.png", picture),
            (portalSchema, Array(FileSchema.portal.text.utf8)),
            (settingsSchema, Array(FileSchema.settings.text.utf8)),
        ]

    private static let portalSchema = "schemas/portal.schema.json"
    private static let settingsSchema = "schemas/workspace.schema.json"

    /// The comment by which editors find the schema of a file.
    private static func schemaLine(_ path: String) -> String {
        "# yaml-language-server: $schema=\(path)"
    }

    private static let settings = """
        \(schemaLine(settingsSchema))
        # Settings of this workspace; every key is optional.
        output: site
        sample: {locale: en-US, currency: USD, date: 2026-01-15}

        """

    private static let acme = """
        \(schemaLine("../\(portalSchema)"))
        # The body of Rebilly's PUT /billing-portals/acme, and x-portico with what previews need besides.
        name: Acme billing (EU)          # internal: customers never see it
        slug: acme-billing
        websiteId: acme-eu
        status: active
        customDomain: billing.acme.example
        customization:
          colors: {primary: "0044d4", secondary: ffffff}
          links:
            termsOfService: https://acme.example/terms
            privacyPolicy: https://acme.example/privacy
            refundPolicy: https://acme.example/refunds
        x-portico:
          logo: logos/acme.svg           # the service takes no SVG and gets acme.png
          website:
            name: Acme
            url: https://acme.example
            supportEmail: help@acme.example
            supportPhone: "+1 555 0100"
          notes: |
            Owned by the *EU* team.

        """

    private static let juniper = """
        \(schemaLine("../\(portalSchema)"))
        name: Juniper Tea subscriptions
        slug: juniper-tea
        websiteId: juniper-main
        features:
          authenticateWithPassword: false   # every feature is on unless it is switched off
          paymentInstrumentDeactivate: false
        customization:
          colors: {primary: 1f6b4f, secondary: eef4f0}
          links:
            termsOfService: https://juniper-tea.example/terms
            privacyPolicy: https://juniper-tea.example/privacy
            refundPolicy: null             # none: the footer leaves it out
        x-portico:
          website:
            name: Juniper Tea
            url: https://juniper-tea.example
            supportEmail: hello@juniper-tea.example

        """

    private static let lumen = """
        \(schemaLine("../\(portalSchema)"))
        name: Lumen (opens in spring)
        slug: lumen-billing
        websiteId: lumen-main
        status: inactive                 # its address answers 404 until this says active
        customization:
          colors: {primary: 8a3ffc, secondary: f4f1fa}
          links:
            termsOfService: https://lumen.example/terms
            privacyPolicy: https://lumen.example/privacy
            refundPolicy: https://lumen.example/refunds
        x-portico:
          website:
            name: Lumen
            url: https://lumen.example
            supportEmail: care@lumen.example

        """

    private static let logo = """
        <svg xmlns="http://www.w3.org/2000/svg" width="112" height="28" viewBox="0 0 112 28" role="img" aria-label="Acme">
          <path fill="#0044d4" d="M12 3h6l12 21h-8l-7-12.5L8 24H0z"/>
          <circle cx="15" cy="22" r="3.2" fill="#0044d4"/>
          <path fill="#0a1a3f" d="
            M43.34 22 l1.24-3.81 h6.03 l1.25 3.81 h3.79 l-5.77-16.73 h-4.56 l-5.77 16.73 z
            M45.48 15.43 l2.06-6.33 h.13 l2.05 6.33 z
            M61.87 22.25 c3.34 0 5.44-1.97 5.6-4.85 h-3.28 c-.2 1.34-1.09 2.09-2.28 2.09 c-1.62
            0-2.68-1.36-2.68-3.76 c0-2.37 1.06-3.73 2.68-3.73 c1.27 0 2.09 .84 2.28 2.09 h3.28
            c-.14-2.9-2.34-4.8-5.62-4.8 c-3.8 0-6.15 2.64-6.15 6.49 c0 3.81 2.31 6.47 6.17 6.47 z
            M68.91 22 h3.48 v-7.53 c0-1.39 .88-2.31 2.04-2.31 c1.15 0 1.91 .78 1.91 2.02 v7.82 h3.38 v-7.66
            c0-1.3 .74-2.18 2.01-2.18 c1.11 0 1.94 .69 1.94 2.09 v7.75 h3.47 v-8.44
            c0-2.72-1.62-4.27-3.95-4.27 c-1.84 0-3.27 .94-3.78 2.38 h-.13 c-.4-1.46-1.69-2.38-3.41-2.38
            c-1.69 0-2.97 .9-3.5 2.38 h-.14 v-2.22 h-3.32 z
            M94.8 22.25 c3.11 0 5.2-1.52 5.69-3.84 l-3.22-.22 c-.35 .96-1.25 1.46-2.41 1.46 c-1.74
            0-2.84-1.15-2.84-3.02 v-.01 h8.54 v-.96 c0-4.26-2.58-6.37-5.9-6.37 c-3.69 0-6.08 2.62-6.08 6.49
            c0 3.98 2.36 6.47 6.22 6.47 z
            M92.02 14.46 c.07-1.43 1.16-2.57 2.7-2.57 c1.51 0 2.56 1.08 2.57 2.57 z"/>
        </svg>

        """
}
