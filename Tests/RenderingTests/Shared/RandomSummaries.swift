import Diagnostics
import Portals
import TestSupport

@testable import Rendering

/// Summaries of portals and files that could be anything.
struct RandomSummaries {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    mutating func text() -> String { HostileText.random(using: &generator) }

    static let logos: [Logo] = [
        RenderedPortal.logo, Logo(format: .svg, bytes: Array("<svg/>".utf8), aspectRatio: 3),
        Logo(format: .png, bytes: [UInt8](repeating: 7, count: SummaryLogo.byteLimit + 1), width: 9, height: 9),
    ]

    /// Finds the logos of these summaries.
    @Sendable static func logo(_ path: String) -> Logo? {
        path.hasPrefix("logos/") ? Int(path.dropFirst("logos/".count)).map { logos[$0] } : nil
    }

    mutating func summaries(_ count: Int) throws -> [PortalSummary] {
        try (0..<count).map { try summary($0) }
    }

    mutating func summary(_ number: Int) throws -> PortalSummary {
        guard chance(80) else {
            let file = UnreadableFile(id: chance(50) ? "f\(number)" : text(), file: text(), problems: problems())
            return PortalSummary(file, state: file.id == "f\(number)" ? .unreadable : .withoutFolder)
        }
        return PortalSummary(try view(number), state: chance(90) ? .whole : .withoutFolder)
    }

    mutating func view(_ number: Int) throws -> PortalView {
        var changes: [(String, Value)] = [
            ("name", .string(chance(70) ? "Acme \(number), Inc." : text())),
            ("slug", .string(chance(70) ? "acme-\(number)" : text())),
            ("customization.colors.primary", .string(chance(50) ? "#ffe600" : "#123456")),
        ]
        if chance(60) { changes.append(("x-portico.website.name", .string(chance(10) ? "" : text()))) }
        if chance(20) { changes.append(("customDomain", .string("pay\(number).example.com"))) }
        let logo = chance(60) ? Int.random(in: Self.logos.indices, using: &generator) : nil
        if let logo { changes.append(("x-portico.logo", .string("logos/\(logo)"))) }
        let off = Feature.allCases.reduce(into: Set<Feature>()) { off, feature in
            if chance(40) { off.insert(feature) }
        }
        return try RenderedPortal.view(
            id: "p\(number)",
            RenderedPortal.body(status: chance(30) ? "inactive" : "active", off: off, changing: changes),
            file: "portals/p\(number).yaml",
            logo: logo.map { Self.logos[$0] },
            problems: problems()
        )
    }

    private mutating func problems() -> [Diagnostic] {
        guard chance(40) else { return [] }
        return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            Diagnostic(chance(50) ? .fieldsUnknown : .colorsContrast, file: "portals/p.yaml", message: text())
        }
    }
}
