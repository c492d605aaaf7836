extension FieldTable {
    /// The fields of a portal file: the upsert's (rebilly.md, 3.1) and Portico's own (product.md).
    public static let portal = FieldTable(upsertFields + extensionFields)

    private static let upsertFields: [Field] =
        [
            Field(
                "id",
                .text(.portalID),
                label: "Id",
                meaning: "Identifies the portal at the service; the file's name unless the file says otherwise",
                example: "acme"
            ),
            Field(
                "name",
                .text(.line(maximum: 255, beyond: .warning)),
                isRequired: true,
                label: "Name",
                meaning: "Internal name; customers never see it",
                example: "Acme billing",
                customerView: .unseen
            ),
            Field(
                "slug",
                .text(.slug),
                isRequired: true,
                label: "Slug",
                meaning: "Last part of the address that customers open",
                customerView: .slug
            ),
            Field(
                "websiteId",
                .text(.identifier),
                isRequired: true,
                label: "Website",
                meaning: "The website (brand) to which the portal belongs",
                example: "acme-main",
                customerView: .brand
            ),
            Field(
                "status",
                .choice(Status.allCases.map(\.rawValue)),
                defaultValue: .string("active"),
                label: "Status",
                meaning: "Whether customers can open the portal; inactive, its address answers 404",
                customerView: .opening
            ),
            Field(
                "customDomain",
                .text(.domain),
                allowsNull: true,
                defaultValue: .null,
                label: "Custom domain",
                meaning: "The portal's own host",
                customerView: .host
            ),
            Field("features", .object, label: "Features", meaning: "What customers can do themselves"),
        ] + featureFields + [
            Field("customization", .object, label: "Customization", meaning: "How the portal looks"),
            Field(
                "customization.logoId",
                .text(.identifier),
                allowsNull: true,
                defaultValue: .null,
                label: "Logo id",
                meaning: "The uploaded file that the header shows",
                example: "file_0YV7K5TYV5D1P9ZNKDT39KZC3C",
                customerView: .logo
            ),
            Field("customization.colors", .object, label: "Colours", meaning: "The brand's two colours"),
            Field(
                "customization.colors.primary",
                .text(.color),
                defaultValue: .string("0044d4"),
                label: "Primary",
                meaning: "Buttons, links and the selected item",
                customerView: .paint("Buttons, links and the selected item")
            ),
            Field(
                "customization.colors.secondary",
                .text(.color),
                defaultValue: .string("ffffff"),
                label: "Secondary",
                meaning: "The header and the page behind the sign-in card",
                customerView: .paint("The header and the page behind the sign-in card")
            ),
            Field("customization.links", .object, label: "Links", meaning: "Policy links in the footer"),
            link(.termsOfService, "Terms of service"),
            link(.privacyPolicy, "Privacy policy"),
            link(.refundPolicy, "Refund policy"),
            readOnly("createdTime", "Created"),
            readOnly("updatedTime", "Updated"),
            readOnly("_links", "Links of the service"),
        ]

    private static let featureFields: [Field] = [
        feature(.authenticateWithPassword, "Sign in with a password", many: "sign in with a password"),
        feature(.orderCancel, "Cancel an order", many: "cancel orders themselves"),
        feature(.orderAddressEdit, "Edit the address of an order", many: "edit addresses of orders themselves"),
        feature(.paymentInstrumentAdd, "Add a payment method", many: "add payment methods themselves"),
        feature(.paymentInstrumentUpdate, "Update a payment method", many: "update payment methods themselves"),
        feature(
            .paymentInstrumentDeactivate,
            "Deactivate a payment method",
            many: "deactivate payment methods themselves"
        ),
    ]

    private static let extensionFields: [Field] = [
        Field("x-portico", .object, label: "Portico", meaning: "Portico's own keys; never sent to the service"),
        Field(
            "x-portico.logo",
            .text(.file),
            allowsNull: true,
            label: "Logo",
            meaning: "The logo's file in the workspace",
            example: "logos/acme.svg"
        ),
        Field("x-portico.website", .object, label: "Website", meaning: "The company as customers know it"),
        Field(
            "x-portico.website.name",
            .text(.line(maximum: 255, beyond: .error)),
            allowsNull: true,
            label: "Website name",
            meaning: "The name that customers see",
            example: "Acme"
        ),
        Field(
            "x-portico.website.url",
            .text(.link),
            allowsNull: true,
            label: "Website address",
            meaning: "Where 'Back to' leads",
            example: "https://acme.example"
        ),
        Field(
            "x-portico.website.supportEmail",
            .text(.email),
            allowsNull: true,
            label: "Support email",
            meaning: "Where customers write for help"
        ),
        Field(
            "x-portico.website.supportPhone",
            .text(.phone),
            allowsNull: true,
            label: "Support phone",
            meaning: "Where customers call for help"
        ),
        Field(
            "x-portico.notes",
            .text(.lines(byteCount: 16 * 1024)),
            allowsNull: true,
            label: "Notes",
            meaning: "Notes for colleagues, in CommonMark",
            example: "Owned by the *EU* team."
        ),
        Field(
            "x-portico.environments",
            .environments,
            label: "Environments",
            meaning: "What differs between environments"
        ),
    ]

    // What many can do follows 'Customers can'.
    private static func feature(_ feature: Feature, _ label: String, many: String) -> Field {
        Field(
            feature.path.description,
            .boolean,
            defaultValue: .boolean(true),
            label: label,
            meaning: "Customers may \(label.prefix(1).lowercased())\(label.dropFirst()) themselves",
            customerView: .ability(many)
        )
    }

    private static func link(_ policy: PolicyLink, _ label: String) -> Field {
        Field(
            policy.path.description,
            .text(.link),
            allowsNull: true,
            defaultValue: .null,
            label: label,
            meaning: "Stands in the footer of every screen",
            example: "https://acme.example/\(label.prefix { $0 != " " }.lowercased())",
            customerView: .footerLink("the \(label.lowercased())")
        )
    }

    private static func readOnly(_ path: String, _ label: String) -> Field {
        Field(path, .anything, isReadOnly: true, label: label, meaning: "Set by the service")
    }
}
