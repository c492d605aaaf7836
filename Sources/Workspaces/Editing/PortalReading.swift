import Diagnostics
package import Portals

/// What a text says as a portal file: for what is about to be written, and is to be known before.
package struct PortalReading: Sendable {
    /// The portal in its environment; `nil` if the text is no portal file at all.
    package let portal: Portal?
    /// The errors of its fields, in the order of the field table.
    package let errors: [Finding]

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - file: The file's path, which says in which language it is written.
    ///   - id: The portal's id.
    ///   - environment: The environment in which the portal is looked at; `nil` for none.
    package init(_ bytes: [UInt8], file: String, id: PortalID, environment: String?) {
        let format = SourceFormat.of(file)
        let source = PlacedSource(bytes, file: file, format: format, limits: .portalFile)
        guard let written = source.root?.value.object else {
            (portal, errors) = (nil, [])
            return
        }
        let body = format == .yaml ? FieldTable.portal.takingTextAsWritten(in: written) : written
        portal = Portal(id: id, body: body).inEnvironment(environment)
        errors = Validator().findings(in: body).filter { $0.severity == .error }
    }
}
