import Foundation
import TestSupport
import Testing

@testable import Workspaces

/// The sections of docs/rules.md.
struct RulesPage {
    /// The section of a rule.
    struct Section: CustomTestStringConvertible, Sendable {
        let id: String
        /// Its lines without those of examples, and without empty ones.
        let prose: [String]
        /// The files of the example that breaks the rule.
        let broken: [Block]
        /// The files of the example that keeps it.
        let mended: [Block]

        var testDescription: String { id }
    }

    /// A fenced block: a file, or commands that make one.
    struct Block: Sendable {
        let language: String
        /// The file that the block is, or a portal file where the block names none.
        let path: String
        let text: String
    }

    let sections: [Section]

    init() throws {
        let text = try String(contentsOfFile: Repository.path("docs/rules.md"), encoding: .utf8)
        var parser = Parser()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { parser.take(String(line)) }
        parser.endSection()
        sections = parser.sections
    }

    private struct Parser {
        private(set) var sections: [Section] = []
        private var id: String?
        private var prose: [String] = []
        private var blocks: [[Block]] = [[], []]
        private var isMended = false
        private var info: String?
        private var lines: [String] = []

        mutating func take(_ line: String) {
            if let open = info {
                guard line == "```" else { return lines.append(line) }
                let words = open.split(separator: " ", maxSplits: 1).map(String.init)
                let path = words.count > 1 ? words[1] : "portals/acme.yaml"
                let text = lines.joined(separator: "\n") + "\n"
                blocks[isMended ? 1 : 0].append(Block(language: words[0], path: path, text: text))
                info = nil
            } else if line.hasPrefix("```") {
                info = String(line.dropFirst(3))
                lines = []
            } else if line.hasPrefix("#") {
                endSection()
                if line.hasPrefix("### ") { id = String(line.dropFirst(4)) }
            } else if line == "Better:" {
                isMended = true
            } else if !line.isEmpty {
                prose.append(line)
            }
        }

        mutating func endSection() {
            if let id { sections.append(Section(id: id, prose: prose, broken: blocks[0], mended: blocks[1])) }
            (id, prose, blocks, isMended) = (nil, [], [[], []], false)
        }
    }
}

extension RulesPage {
    /// Makes a workspace of an example.
    ///
    /// A portal's example gets the required keys that it leaves out, unless it has a `name` of its own or no key at
    /// all. A comment such as `logos/acme.png is 12 × 12 px` makes that picture.
    static func workspace(of blocks: [Block]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("", to: "portico.yaml")
        try FileManager.default.createDirectory(atPath: folder / "portals", withIntermediateDirectories: true)
        for (index, block) in blocks.enumerated() {
            guard block.language != "sh" else {
                try run(block.text, in: folder)
                continue
            }
            let isPortal = block.path.hasPrefix("portals/")
            try folder.write(isPortal ? wholePortal(block.text, index) : block.text, to: block.path)
            if let picture = block.text.firstMatch(of: /# (logos\/\S+) is (\d+) × (\d+) px/),
                let width = Int(picture.2), let height = Int(picture.3)
            {
                try folder.write(Data(png(width, height)), to: String(picture.1))
            }
        }
        return folder
    }

    private static func wholePortal(_ text: String, _ index: Int) -> String {
        func has(_ key: String) -> Bool { ("\n" + text).contains("\n\(key):") }
        guard !has("name"), text.contains(":") else { return text }
        let required = [("name", "Acme billing"), ("slug", "acme-billing-\(index)"), ("websiteId", "acme-main")]
        return required.filter { !has($0.0) }.map { "\($0.0): \($0.1)\n" }.joined() + text
    }

    private static func run(_ script: String, in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-e", "-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    private static func png(_ width: Int, _ height: Int) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
            number(data.count) + Array(type.utf8) + data + number(CRC32.value(of: Array(type.utf8) + data))
        }
        return PNGHeader.signature + chunk("IHDR", number(width) + number(height) + [8, 6, 0, 0, 0])
            + chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]) + chunk("IEND", [])
    }
}
