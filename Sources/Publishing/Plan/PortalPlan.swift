package import Portals
package import Workspaces

/// What publishing would do to a portal of the workspace.
package struct PortalPlan: Sendable {
    /// What would be done.
    package enum Action: String, Sendable, CaseIterable {
        /// The service does not have the portal.
        case create
        /// The service has it otherwise.
        case update
        /// The service holds it as it is.
        case unchanged
    }

    /// Where the logo of the header comes from.
    package enum LogoPlan: Sendable, Equatable {
        /// From the portal's `logoId`.
        case asWritten
        /// From a file that the service has already.
        case found(id: String, LogoFile)
        /// From a file that has to be uploaded first.
        case upload(LogoFile)
        /// It stays what it is, because the service takes no SVG; the path as the file has it.
        case kept(String)
    }

    /// The portal as the workspace has it.
    package let local: LocalPortal
    /// The portal as the service holds it; `nil` if it does not.
    package let remote: Portal?
    /// The portal as it was last seen, or sent by a run that was killed before it could see it; `nil` if it never was.
    package let seen: Lock.SeenPortal?
    /// What would be done.
    package let action: Action
    /// Whether somebody changed the portal at the service since it was last seen, and it is not what the file says.
    package let isChangedElsewhere: Bool
    /// Whether the portal was at the service when it was last seen, and is gone.
    package let isGone: Bool
    /// Whether what the service holds was never seen by this workspace.
    package let isUnseen: Bool
    /// The fields that would change, in the order of the field table; of a new portal those that are no defaults.
    package let changes: [PlannedChange]
    /// Where the logo comes from.
    package let logo: LogoPlan
    /// Whether the service has another logo than when the portal was last seen, in the place of one that stays because
    /// the workspace has nothing that the service takes.
    package let isKeptLogoMoved: Bool
    /// What would be sent; the logo's id stands for its upload until there is one.
    package let body: ValueObject
    /// The unknown members in which the service did not follow what it was sent before.
    package let unkept: [FieldPath]
    /// Whether the lock says of it what the service holds.
    package let isLockCurrent: Bool

    /// The identifier.
    package var id: PortalID { local.id }

    /// By which names the change has to be allowed, in the order of `ChangeGuard`.
    package var guards: [ChangeGuard] {
        var needed = Set(changes.flatMap { action == .create ? [] : $0.guards })
        // Whoever made what was never seen is not asked either.
        if isGone || isUnseen { needed.insert(.overwriteRemoteEdit) }
        return ChangeGuard.allCases.filter(needed.contains)
    }

    /// The uploaded file that the header will show; `nil` if it is a picture of the workspace, or none.
    package var writtenLogoID: String? {
        switch logo {
        case .found, .upload: nil
        case .asWritten, .kept: body.value(at: PortalField.logoID)?.string
        }
    }

    /// What the logo's field holds as long as its file is not uploaded; no id of the service can be that.
    static func pendingLogoID(_ logo: LogoFile) -> String { "upload:\(logo.sha256)" }
}
