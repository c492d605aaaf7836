import Foundation
import TestSupport
import Testing

/// The folder in which a hostile workspace is rendered, with something beside it that must survive.
///
/// ```
/// outside/victim.txt     what links try to reach
/// workspace/             what is rendered, into workspace/site
/// ```
struct HostileStage {
    let folder: TemporaryFolder
    private let before: [String: Data]

    /// What stands in `outside/victim.txt`.
    static let secret = "the victim's own bytes\n"

    /// Sets the stage.
    ///
    /// - Parameter files: The files of the workspace; paths that begin with `../` stand beside it.
    /// - Throws: If a file cannot be made.
    init(_ files: [HostileFile]) throws {
        folder = try TemporaryFolder()
        try folder.write(Self.secret, to: "outside/victim.txt")
        if !files.contains(where: { $0.path == "portico.yaml" }) { try folder.write("", to: "workspace/portico.yaml") }
        for file in files {
            let path = file.path.hasPrefix("../") ? String(file.path.dropFirst(3)) : "workspace/\(file.path)"
            try HostileFile(path, file.content).make(in: folder)
        }
        before = try Self.listing(of: folder)
    }

    /// Renders the workspace into its own `site`.
    func render(label: String = "") throws -> MeasuredRun {
        let run = try MeasuredRun(["render", "--format", "json"], in: folder / "workspace", label: label)
        try check(run)
        return run
    }

    /// Renders the board of one portal as one file, and checks it.
    func renderSingle(_ id: String) throws {
        let file = "site/single.html"
        let run = try MeasuredRun(["render", "--single", file, "--portal", id], in: folder / "workspace", label: id)
        try check(run)
        #expect([0, 1].contains(run.status), "\(run.errors)")
        #expect(folder.has("workspace/\(file)"))
    }

    /// Renders an answer of the API into `workspace/site`.
    func render(answer: Data, label: String) throws -> MeasuredRun {
        let run = try MeasuredRun(
            ["render", "--format", "json", "--from", "-", "--output", "site"],
            in: folder / "workspace",
            input: answer,
            label: label
        )
        try check(run)
        return run
    }

    /// Checks what holds for every input: no crash, no hang, nothing written elsewhere, harmless pages.
    private func check(_ run: MeasuredRun) throws {
        #expect(run.status >= 0, "ended by signal \(-run.status): \(run.errors.suffix(400))")
        #expect(!run.errors.contains("unexpected:"), "\(run.errors)")
        #expect(try Self.listing(of: folder) == before, "something outside the output folder changed")
        let pages = try pages()
        for (path, bytes) in pages {
            let text = String(decoding: bytes, as: UTF8.self)
            let faults = path.hasSuffix(".html") ? PageSafety.faults(inHTML: text) : PageSafety.faults(inMarkdown: text)
            #expect(faults.isEmpty, "\(path): \(faults.prefix(5))")
            guard text.contains("src=\"preview.html#") else { continue }
            #expect(pages[path.replacing("index.html", with: "preview.html")] != nil, "\(path) frames nothing")
        }
    }

    /// The pages of the site by their paths from it.
    func pages() throws -> [String: Data] {
        let site = folder / "workspace/site"
        guard let names = FileManager.default.enumerator(atPath: site) else { return [:] }
        var pages: [String: Data] = [:]
        for case let name as String in names where name.hasSuffix(".html") || name.hasSuffix(".md") {
            pages[name] = FileManager.default.contents(atPath: "\(site)/\(name)")
        }
        return pages
    }

    /// Everything but the site, with the bytes of small files, links not followed.
    private static func listing(of folder: TemporaryFolder) throws -> [String: Data] {
        var listing: [String: Data] = [:]
        let files = FileManager.default
        for name in try files.subpathsOfDirectory(atPath: folder.path) where !name.hasPrefix("workspace/site") {
            let attributes = try files.attributesOfItem(atPath: folder / name)
            let kind = attributes[.type] as? FileAttributeType
            let size = (attributes[.size] as? Int) ?? 0
            let isSmall = kind == .typeRegular && size < 1 << 20
            listing["\(name) \(kind?.rawValue ?? "")"] = isSmall ? files.contents(atPath: folder / name) : Data()
        }
        return listing
    }
}

/// The problems of a run.
struct ReportedProblems {
    private let problems: [(file: String, rule: String)]

    /// Takes what `--format json` said.
    init(_ run: MeasuredRun) throws {
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let object = try #require(value as? [String: Any])
        #expect(object["version"] as? Int == 1)
        let list = try #require(object["problems"] as? [[String: Any]])
        problems = list.map { ($0["file"] as? String ?? "", $0["rule"] as? String ?? "") }
    }

    /// Takes the lines on standard error, which end in `[area.rule]`.
    init(linesOf run: MeasuredRun) {
        problems = run.errors.split(separator: "\n").compactMap { line in
            guard line.hasSuffix("]"), let open = line.lastIndex(of: "[") else { return nil }
            return (String(line.prefix { $0 != ":" }), String(line[open...].dropFirst().dropLast()))
        }
    }

    /// The rules of all problems, or of those of one file.
    func rules(of file: String? = nil) -> Set<String> {
        Set(problems.filter { file == nil || $0.file == file }.map(\.rule))
    }
}
