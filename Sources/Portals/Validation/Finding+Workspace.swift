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
        at: PortalField.logoID,
        "the logo has no file here, so previews show the name; save it below logos/ and write its path as x-portico.logo"
    )

    /// An SVG logo has no picture beside it that the service takes.
    package static func logoWithoutRaster(_ path: String, wanted: String) -> Finding {
        Finding(
            .logoNoRaster,
            at: PortalField.logo,
            "the service takes no SVG, and nothing stands beside \(path) that it takes, so that publishing leaves the "
                + "logo as it is; save the logo as \(wanted) too"
        )
    }
}
