package import Portals

extension PortalAnswer {
    /// A portal that a service holds, ready to be shown.
    package struct HeldPortal: Sendable {
        /// Its id.
        package let id: PortalID
        /// The members of its file.
        package let members: ValueObject
        /// Its logo; `nil` if it has none.
        package let logo: Logo?

        /// Takes a portal.
        ///
        /// - Parameters:
        ///   - id: Its id.
        ///   - members: The members of its file.
        ///   - logo: Its logo.
        package init(id: PortalID, members: ValueObject, logo: Logo?) {
            self.id = id
            self.members = members
            self.logo = logo
        }
    }

    /// Takes portals that a service was asked for, as if they had been pulled: each in the file that it would have, so
    /// that what is shown and said of it is the same.
    ///
    /// - Parameters:
    ///   - portals: The portals.
    ///   - host: The service's host, for messages.
    ///   - settings: The settings that judge problems.
    package init(_ portals: [HeldPortal], host: String, settings: Settings) {
        let entries = portals.concurrentMap { held in
            let file = "\(Workspace.portalsFolder)/\(held.id).yaml"
            let reader = PortalReader(settings: settings, holding: held.logo)
            var entry = reader.entry(file: file, source: Self.source(of: held, file: file))
            entry.logo = held.logo
            return entry
        }
        var clashes = ClashFinder()
        self.init(
            file: host,
            entries: entries.map { $0.marked(clashes.clashes(of: $0.clashKeys)).judged(by: settings) },
            diagnostics: []
        )
    }

    /// What would be read of a portal's file; a portal that no file can hold says so.
    private static func source(of held: HeldPortal, file: String) -> PlacedSource {
        do throws(EditError) {
            let bytes = try PortalFileText.yaml(of: held.members, file: file)
            return PlacedSource(bytes, file: file, format: .yaml, limits: .portalFile)
        } catch {
            return PlacedSource(Array(Value.object(held.members).json), file: file, format: .yaml, limits: .portalFile)
        }
    }
}
