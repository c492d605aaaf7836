import Foundation
import HTTPTypes
import Portals
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

/// A workspace in a temporary folder, and an editor that is asked as a browser asks it.
struct EditorDesk {
    static let portal = """
        # Owned by the EU team.
        name: "Acme billing"   # internal
        slug: acme-billing
        websiteId: acme-main

        features:
          orderCancel: true # agreed in May
        customization:
          colors:
            primary: '86B59B'
            secondary: f5eee3
          links:
            termsOfService: https://acme.example/terms

        """

    let folder: TemporaryFolder
    let site: LiveSite
    let editor: Editor

    init(_ portal: String = Self.portal, settings: String = "site: site\n", file: String = "portals/acme.yaml") throws {
        folder = try TemporaryFolder()
        try folder.write(settings, to: "portico.yaml")
        try folder.write(portal, to: file)
        site = try LiveSite(workspace: folder.path, environment: nil, usesOverrides: false)
        let site = site
        editor = try Editor(site: site, workspace: folder.path) { _ = site.look() }
    }

    /// What the portal's file holds.
    func text(_ file: String = "portals/acme.yaml") throws -> String {
        // Foundation's reading of text would drop a byte-order mark.
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(file)")), as: UTF8.self)
    }

    /// Writes a file as another program would, and has the site look.
    func write(_ text: String, to file: String = "portals/acme.yaml") throws {
        try folder.write(text, to: file)
        _ = site.look()
    }

    /// An answer of the editor.
    struct Answer {
        let status: Int
        let text: String
        let bytes: [UInt8]
        /// The members of its JSON.
        let json: [String: Any]

        subscript(key: String) -> String? { json[key] as? String }
        /// The lines of a save as `+7 text`.
        var lines: [String] {
            (json["lines"] as? [[String: Any]] ?? []).map { line in
                let sign = line["isAdded"] as? Bool == true ? "+" : "-"
                return "\(sign)\(line["number"] as? Int ?? 0) \(line["text"] as? String ?? "")"
            }
        }
        /// What is wrong, by field.
        var problems: [String: String] {
            let list = json["problems"] as? [[String: String]] ?? []
            return Dictionary(list.map { ($0["field"] ?? "", $0["message"] ?? "") }) { first, _ in first }
        }
        /// The fields of a state, by their names.
        var fields: [String: [String: Any]] {
            let state = json["state"] as? [String: Any] ?? json
            let list = state["fields"] as? [[String: Any]] ?? []
            return Dictionary(list.map { ($0["name"] as? String ?? "", $0) }) { first, _ in first }
        }
    }

    func ask(
        _ method: HTTPRequest.Method,
        _ path: [String],
        query: [String: String] = [:],
        body: [UInt8] = []
    ) async throws -> Answer? {
        let request = LiveRequest(
            method: method,
            path: ["_live", "edit"] + path,
            query: query,
            headers: [:],
            body: { body.count <= $0 ? body : nil }
        )
        guard let answer = try await editor.answer(request) else { return nil }
        let json = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return Answer(
            status: answer.status.code,
            text: String(decoding: answer.body, as: UTF8.self),
            bytes: answer.body,
            json: json ?? [:]
        )
    }

    /// Sends changes, each from what the field holds now unless it says otherwise.
    func send(
        _ act: String,
        _ changes: [String: Any],
        from: [String: Any] = [:],
        good: [String: Any] = [:],
        id: String = "acme"
    ) async throws -> Answer {
        let state = try #require(try await ask(.get, [id]))
        var wanted: [String: Any] = [:]
        for (name, value) in changes {
            var change: [String: Any] = ["to": value]
            change["from"] = from[name] ?? state.fields[name]?["value"]
            change["good"] = good[name]
            wanted[name] = change
        }
        let body = try JSONSerialization.data(withJSONObject: ["changes": wanted, "digest": state["digest"] ?? ""])
        return try #require(try await ask(.post, [id, act], body: Array(body)))
    }
}
