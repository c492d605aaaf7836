import Rendering
import SiteBuilding

/// What `docs --format json` prints.
struct JSONDocsReport: Encodable {
    /// A file whose marked places were filled.
    struct Insertion: Encodable {
        let file: String
        let places: Int
        let written: Bool
    }

    let version = 1
    let output: String?
    let portals: Int
    let files: Int
    let written: Int
    let removed: [String]
    let into: [Insertion]
    let problems: [JSONProblem]
}

/// What `docs --check --format json` prints.
struct JSONDocsCheckReport: Encodable {
    /// A file that is not as the portals say.
    struct Difference: Encodable {
        let file: String
        let state: DocsDifference.State
        let added: Int
        let removed: Int
        let line: Int?
        let diff: String?
    }

    let version = 1
    let output: String?
    let into: [String]
    let portals: Int
    let files: Int
    let current: Bool
    let differences: [Difference]
    let mend: String?
    let problems: [JSONProblem]
}
