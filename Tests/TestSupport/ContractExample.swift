package import Foundation

/// The examples of the contracts, as files.
package enum ContractExample {
    /// Returns an example, by folder and name: `rebilly/portal-created`.
    package static func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: Repository.path("Tests/Fixtures/contracts/\(name).json")))
    }

    /// Returns an example as text.
    package static func text(_ name: String) throws -> String {
        String(decoding: try data(name), as: UTF8.self)
    }

    /// The names of all examples of a service, sorted.
    package static func names(of service: String) throws -> [String] {
        try FolderContents.files(below: Repository.path("Tests/Fixtures/contracts/\(service)"))
            .filter { $0.hasSuffix(".json") }.map { "\(service)/\($0.dropLast(".json".count))" }
    }
}
