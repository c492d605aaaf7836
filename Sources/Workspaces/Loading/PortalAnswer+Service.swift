import Diagnostics
package import Portals

extension PortalAnswer {
    /// A portal that a service holds, ready to be shown.
    package struct HeldPortal: Sendable {
        /// Its members, its id among them.
        package let body: ValueObject
        /// Its logo; `nil` if it has none.
        package let logo: Logo?

        /// Takes a portal.
        ///
        /// - Parameters:
        ///   - body: Its members, its id among them.
        ///   - logo: Its logo.
        package init(body: ValueObject, logo: Logo?) {
            self.body = body
            self.logo = logo
        }
    }

    /// Takes portals that a service was asked for, as if they had been pulled: each in the file that it would have, so
    /// that what is shown of it is the same. Their problems have no line, because there is no file.
    ///
    /// - Parameters:
    ///   - portals: The portals.
    ///   - host: The service's host, for messages.
    ///   - settings: The settings that judge problems.
    package init(_ portals: [HeldPortal], host: String, settings: Settings) {
        let reader = PortalReader(settings: settings, environment: nil, files: nil)
        let entries = Array(portals).concurrentMap { held in
            let name = "\(Workspace.portalsFolder)/\(held.body.text("id") ?? "").yaml"
            let bytes = Array(Value.object(held.body).json)
            let source = PlacedSource(bytes, file: name, format: .json, limits: .portalFile)
            return reader.entry(file: name, stem: nil, source: source, format: .json).held(with: held.logo)
        }
        var clashes = ClashFinder()
        self.init(
            file: host,
            entries: entries.map { $0.marked(clashes.clashes(of: $0.clashKeys)).judged(by: settings) },
            diagnostics: []
        )
    }
}

extension PortalEntry {
    /// The entry with a logo that no file has, and without places, which nobody could look up.
    fileprivate func held(with logo: Logo?) -> PortalEntry {
        var entry = self
        entry.logo = logo
        entry.diagnostics = diagnostics.map { problem in
            Diagnostic(
                problem.rule,
                severity: problem.severity,
                file: problem.file,
                field: problem.field,
                message: problem.message
            )
        }
        return entry
    }
}
