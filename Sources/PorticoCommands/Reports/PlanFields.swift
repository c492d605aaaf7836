#if Networking
import Portals
import Publishing
import Rendering

/// The fields of a portal's change, each value as people see it: colours in colour, links as links, switches in words.
struct PlanFields {
    /// Up to how many bytes a picture is shown beside its field.
    private static let pictureLimit = 64 << 10

    private let plan: PortalPlan
    private let state: BeforeAndAfter?

    init(_ plan: PortalPlan, _ state: BeforeAndAfter?) {
        self.plan = plan
        self.state = state
    }

    /// The fields in the order of the field table.
    var all: [PlanSection.Field] {
        plan.changes.map { change in
            PlanSection.Field(
                label: change.comparison.field?.label ?? "Unknown field",
                key: change.path.description,
                seen: value(change.comparison.seen, change),
                now: plan.action == .create
                    ? .text("–")
                    : logo(state?.now, change, caption: change.comparison.remote?.string ?? "")
                        ?? value(change.comparison.remote, change),
                after: logo(state?.after, change, caption: afterCaption) ?? value(change.comparison.local, change)
            )
        }
    }

    private func value(_ value: Value?, _ change: PlannedChange) -> PlanValue {
        PlanValue(value, of: change.comparison.field)
    }

    /// A logo with its picture; `nil` for other fields, and where there is no picture that could be shown.
    private func logo(_ side: BeforeAndAfter.Side?, _ change: PlannedChange, caption: String) -> PlanValue? {
        guard change.comparison.field?.customerView == .logo, let side else { return nil }
        guard let logo = side.logo, logo.bytes.count <= Self.pictureLimit else {
            return caption.isEmpty || side.logo == nil ? nil : .code(caption)
        }
        return .logo(picture: logo.dataURL, head: side.portal.secondary.description, caption: caption)
    }

    private var afterCaption: String {
        switch plan.logo {
        case .upload(let file): "\(file.path), \(Self.size(file.byteCount)), uploaded first"
        case .found(_, let file): "\(file.path), \(Self.size(file.byteCount)), at the service already"
        case .asWritten, .kept: plan.writtenLogoID ?? ""
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 1000 ? "\(bytes) B" : "\((bytes + 500) / 1000) kB"
    }
}
#endif
