#if Networking
import Diagnostics
import Foundation
import Portals
import Publishing

/// Who moved, in its two forms.
struct StatusTable {
    let statuses: [PortalStatus]
    let target: PublishTarget
    let isColored: Bool

    /// For people: a row a portal, and what to do about it.
    var text: String {
        let head = ["PORTAL", "FILE", "LOCK", "SERVICE", ""]
        let rows = statuses.map { status in
            [
                status.id.description, Self.words(status.file), status.isSeen ? "seen" : "-",
                Self.words(status.remote), Self.words(status.verdict),
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
            return padded.joined(separator: "  ").trimmingTrailingBlanks
        }
        let title = "\(PlanWords.target(target).displayText)\n"
        guard !rows.isEmpty else { return title + "no portals\n" }
        let table = [line(head)] + zip(statuses, rows).map { paint(line($1), $0.verdict) }
        return title + table.joined(separator: "\n") + "\n"
    }

    /// For scripts.
    var json: String {
        let portals = statuses.map { status in
            Value.object(
                ValueObject([
                    ("id", .string(status.id.description)),
                    ("path", status.path.map { .string($0) } ?? .null),
                    ("file", .string(status.file.rawValue)),
                    ("isSeen", .boolean(status.isSeen)),
                    ("remote", .string(status.remote.rawValue)),
                    ("verdict", .string(status.verdict.rawValue)),
                ])
            )
        }
        let root = ValueObject([
            ("version", .number("1")), ("target", .string(target.address)), ("portals", .array(portals)),
        ])
        return Value.object(root).prettyJSON + "\n"
    }

    private static func words(_ side: PortalStatus.Side) -> String {
        switch side {
        case .absent: "-"
        case .asSeen: "as seen"
        case .changed: "changed"
        case .present: "there"
        case .unreadable: "unreadable"
        }
    }

    private static func words(_ verdict: PortalStatus.Verdict) -> String {
        switch verdict {
        case .inStep: "in step"
        case .toPublish: "publish it"
        case .toPull: "pull it"
        case .bothMoved: "both moved in different fields: pull, then publish"
        case .conflict: "both differ in a field: pull --take local or remote"
        case .onlyRemote: "only at the service: pull it, or leave it"
        case .toMend: "mend the file first"
        case .gone: "gone at the service: remove the file, or publish it with --allow overwrite-remote-edit"
        }
    }

    private func paint(_ line: String, _ verdict: PortalStatus.Verdict) -> String {
        guard isColored else { return line }
        switch verdict {
        case .inStep: return "\u{1B}[2m\(line)\u{1B}[0m"
        case .conflict, .gone, .toMend: return "\u{1B}[31m\(line)\u{1B}[0m"
        case .toPublish, .toPull, .bothMoved, .onlyRemote: return line
        }
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
#endif
