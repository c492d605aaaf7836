import Portals

extension FieldTable {
    /// The keys of `portico.yaml` (product.md, 'The workspace').
    static let settings = FieldTable([
        Field(
            "output",
            .text(.outputFolder(taken: Workspace.sourceNames)),
            defaultValue: .string(Settings().output),
            label: "Output",
            meaning: "The folder for the site, inside the workspace"
        ),
        Field("sample", .object, label: "Sample", meaning: "How the sample customer's data is written"),
        Field(
            "sample.locale",
            .text(.locale),
            defaultValue: .string(Settings().sample.locale),
            label: "Locale",
            meaning: "How amounts and dates are written"
        ),
        Field(
            "sample.currency",
            .text(.currency),
            defaultValue: .string(Settings().sample.currency),
            label: "Currency",
            meaning: "What amounts are in"
        ),
        Field(
            "sample.date",
            .text(.day),
            defaultValue: .string(Settings().sample.date),
            label: "Date",
            meaning: "The day on which previews take place"
        ),
        Field("lint", .severities, label: "Lint", meaning: "Severities by rule: error, warning, note or off"),
        Field(
            "environment",
            .text(.identifier),
            allowsNull: true,
            label: "Environment",
            meaning: "Used unless --environment says otherwise",
            example: "test"
        ),
        Field("environments", .named(environment), label: "Environments", meaning: "Where portals are published"),
    ])

    /// What an environment says of the services; only the commands that talk to them use it.
    private static let environment = FieldTable([
        Field("rebilly", .object, label: "Rebilly", meaning: "The billing portals' service"),
        Field(
            "rebilly.server",
            .choice(["sandbox", "live"]),
            label: "Server",
            meaning: "Which documented host is asked"
        ),
        Field("rebilly.organizationId", .text(.free), label: "Organization", meaning: "Whose portals they are"),
        Field("advancedBilling", .object, label: "Advanced Billing", meaning: "The service of portal access"),
        Field(
            "advancedBilling.server",
            .choice(["us", "eu"]),
            label: "Server",
            meaning: "Which documented host is asked"
        ),
        Field("advancedBilling.site", .text(.free), label: "Site", meaning: "The site's subdomain"),
    ])
}
