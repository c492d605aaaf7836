package import Portals

extension FileSchema {
    /// The schema of `sample/customer.yaml`.
    package static let sample = FileSchema(
        table: .sample,
        isClosed: true,
        title: "Sample customer",
        description: "The customer who fills the previews. What is left out stays as in the built-in sample; a list "
            + "replaces the built-in list."
    )
}
