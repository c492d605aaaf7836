package import Portals

extension FileSchema {
    /// The schema of `portico.yaml`.
    package static let settings = FileSchema(
        table: .settings,
        isClosed: true,
        title: "Workspace",
        description: "The settings of a workspace of billing portals; every key is optional."
    )
}
