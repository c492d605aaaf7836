import Foundation

/// What tells this build of the program from another of the same version.
enum ProgramBuild {
    /// Size and time of the program's file; empty where they can't be found out.
    static var description: String {
        guard let path = Bundle.main.executablePath,
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        else { return "" }
        let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        return "\(size) \(time)"
    }
}
