import Portals
import Workspaces

/// A portal file as a pull leaves it, read as the next command will read it, before it is written.
struct PulledFile {
    /// Why a file is not written.
    struct Fault: Error {
        /// What is wrong and what to do, without a full stop.
        let sentence: String
    }

    private let reading: PortalReading

    init(_ bytes: [UInt8], _ file: String, _ id: PortalID, in environment: String?) {
        reading = PortalReading(bytes, file: file, id: id, environment: environment)
    }

    /// Refuses a file that would be an error in the workspace, which then could not be planned.
    ///
    /// - Parameter before: The file as it was, whose errors are its own; `nil` for a new one.
    /// - Throws: `Fault`.
    func checkErrors(before: PulledFile?) throws(Fault) {
        let known = Set(before?.reading.errors.map(\.path) ?? [])
        guard let error = reading.errors.first(where: { !known.contains($0.path) }) else { return }
        throw Fault(
            sentence: "no portal file can have what the service holds: \(error.path): \(error.message); mend it there"
        )
    }

    /// Refuses a file that does not say what was to be taken from the service, and so would say the opposite when it is
    /// published.
    ///
    /// - Parameters:
    ///   - pull: What was to be taken.
    ///   - logo: The path of the logo that was fetched; `nil` for none.
    ///   - overlay: The environment that it was written to; `nil` for the file's own fields.
    /// - Throws: `Fault`.
    func checkTaken(_ pull: PortalPull, logo: String?, into overlay: String?) throws(Fault) {
        guard let remote = pull.remote, let portal = reading.portal else { return }
        let (written, held) = (ComparedFields(portal.body), ComparedFields(remote.body))
        var lost = pull.taken.filter { written[$0] != held[$0] }
        if logo != nil, portal.logoPath != logo { lost.append(PortalField.logo) }
        if pull.logo == .drop, portal.logoPath != nil || portal.logoID != nil { lost.append(PortalField.logo) }
        guard let path = lost.first else { return }
        let place = overlay.map { "x-portico.environments.\($0)" } ?? "the file"
        throw Fault(sentence: "\(place) can't be made to say what the service holds of \(path); change it by hand")
    }
}
