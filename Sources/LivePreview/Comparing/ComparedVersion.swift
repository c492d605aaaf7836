import Portals
import Rendering

/// A version of a portal that can be put beside another one.
struct ComparedVersion: Sendable {
    /// The picture in its header.
    enum Picture: Sendable {
        /// A file of the workspace, or one that is committed.
        case logo(Logo, path: String)
        /// One that only the service has, by its id.
        case elsewhere(String)
        case none
    }

    /// Up to how many bytes a picture is shown beside its field.
    private static let pictureLimit = 64 << 10

    let portal: Portal
    /// The file it was read from, relative to the workspace.
    let file: String
    let picture: Picture
    /// What to know of it, as sentences.
    let notes: [String]

    /// The portal as pages show it.
    var view: PortalView {
        guard case .logo(let logo, _) = picture else { return PortalView(portal: portal, file: file) }
        return PortalView(portal: portal, file: file, logo: logo)
    }

    // MARK: Fields

    /// What the service has nothing of, and customers see.
    private static let websitePaths = [
        PortalField.websiteName, PortalField.websiteURL, PortalField.supportEmail, PortalField.supportPhone,
    ]

    /// The fields that differ, those of the service in the order of the field table.
    ///
    /// - Parameters:
    ///   - left: One version.
    ///   - right: The other version.
    /// - Returns: The fields with both values.
    static func differences(_ left: ComparedVersion, _ right: ComparedVersion) -> [CompareSheet.Field] {
        let all = FieldComparison.all(
            seen: nil,
            local: ComparedFields(right.portal.body),
            remote: ComparedFields(left.portal.body)
        )
        let service = all.filter { $0.kind != .equal && $0.path != PortalField.logoID }.map { comparison in
            field(comparison.path, comparison.remote, comparison.local)
        }
        let website = websitePaths.compactMap { path -> CompareSheet.Field? in
            let (old, new) = (left.portal.body.value(at: path), right.portal.body.value(at: path))
            return old == new ? nil : field(path, old, new)
        }
        return service + logo(left, right) + website
    }

    private static func field(_ path: FieldPath, _ left: Value?, _ right: Value?) -> CompareSheet.Field {
        let field = FieldTable.portal[path]
        return CompareSheet.Field(
            label: field?.label ?? "Unknown field",
            key: path.description,
            left: PlanValue(left, of: field),
            right: PlanValue(right, of: field)
        )
    }

    private static func logo(_ left: ComparedVersion, _ right: ComparedVersion) -> [CompareSheet.Field] {
        let isSame =
            switch (left.picture, right.picture) {
            case (.none, .none): true
            case (.logo(let old, _), .logo(let new, _)): old.bytes == new.bytes
            case (.elsewhere(let old), .elsewhere(let new)): old.utf8.elementsEqual(new.utf8)
            default: false
            }
        guard !isSame else { return [] }
        let label = FieldTable.portal[PortalField.logo]?.label ?? "Logo"
        return [
            CompareSheet.Field(
                label: label,
                key: PortalField.logo.description,
                left: left.logoValue,
                right: right.logoValue
            )
        ]
    }

    private var logoValue: PlanValue {
        switch picture {
        case .none: return .text("None")
        case .elsewhere: return .text("At the service, not in this workspace")
        case .logo(let logo, let path):
            guard logo.bytes.count <= Self.pictureLimit else { return .code(path) }
            return .logo(picture: logo.dataURL, head: portal.secondary.description, caption: path)
        }
    }
}
