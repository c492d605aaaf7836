import Diagnostics

extension Finding {
    /// A portal differs for an environment that the settings do not have.
    package static func unknownEnvironment(_ name: String, remedy: String) -> Finding {
        Finding(
            .environmentUnknown,
            at: Portal.environmentsPath.appending(name),
            anchor: .key,
            "portico.yaml has no environment '\(name)'; \(remedy)"
        )
    }

    /// A logo is only at the service.
    package static let logoNotLocal = Finding(
        .logoNotLocal,
        at: FieldPath("customization.logoId"),
        "the logo has no file here, so previews show the name; save it below logos/ and write its path as x-portico.logo"
    )
}
