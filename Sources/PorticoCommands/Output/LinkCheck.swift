#if Networking
import Diagnostics
import Foundation
import LinkChecking
import Portals
import Workspaces

/// Asks for the pages of policy links, for `lint --check-links`.
struct LinkCheck {
    let console: Console
    let allowsPrivateAddresses: Bool

    /// Returns what is wrong with the links of a workspace, in no particular order.
    func problems(of workspace: Workspace) async throws -> [Diagnostic] {
        let links = workspace.entries.flatMap { $0.links.map(\.link) }
        guard !links.isEmpty else { return [] }
        let kept = KeptAnswers(
            variables: ProcessInfo.processInfo.environment,
            allowsPrivateAddresses: allowsPrivateAddresses
        )
        var memory = LinkMemory(kept?.read(), now: Date())
        var options = LinkChecker.Options(userAgent: "portico/\(PorticoCommand.version) (link check)")
        options.allowsPrivateAddresses = allowsPrivateAddresses
        let progress = console.progress("links")
        let answers = try await LinkChecker(options).answers(for: links, memory: &memory) { progress.show($0, of: $1) }
        progress.end()
        if let refusal = kept?.write(try memory.bytes) { console.note("note: answers are not kept: \(refusal)") }
        return workspace.entries.flatMap { entry in
            let problems = entry.links.compactMap { link in
                answers[link.link].flatMap { Self.problem(of: $0, at: link, in: entry.file) }
            }
            return entry.judged(problems, by: workspace.settings)
        }
    }

    private static func problem(
        of answer: LinkAnswer,
        at link: PortalEntry.PlacedLink,
        in file: String
    ) -> Diagnostic? {
        let (rule, message) =
            switch answer {
            case .alive: (nil as Rule?, "")
            case .dead(let words): (.linksDead, "the page \(words); mend the link, or the page")
            case .unknown(let words): (.linksUnchecked, "the page \(words)")
            }
        return rule.map {
            Diagnostic($0, file: file, range: link.range, field: link.field.description, message: message)
        }
    }
}

/// The file in the user's cache folder that keeps answers from one run to the next.
private struct KeptAnswers {
    private let folder: String
    /// Answers from around here are apart, so that they count only where they may be asked for.
    private let name: String

    /// Finds the folder by the XDG Base Directory Specification; `nil` if there is none.
    init?(variables: [String: String], allowsPrivateAddresses: Bool) {
        name = allowsPrivateAddresses ? "links-with-private.json" : "links.json"
        if let cache = variables["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            folder = "\(cache)/portico"
        } else if let home = variables["HOME"], home.hasPrefix("/") {
            folder = "\(home)/.cache/portico"
        } else {
            return nil
        }
    }

    func read() -> [UInt8]? {
        guard let folder = try? OutputFolder(path: folder, createIfMissing: false) else { return nil }
        return try? folder.read([name], limit: LinkMemory.byteLimit)
    }

    /// Keeps answers; returns why they can't be kept.
    func write(_ bytes: [UInt8]) -> String? {
        do throws(OutputError) {
            _ = try OutputFolder(path: folder).write(bytes, to: [name])
            return nil
        } catch {
            return error.sentence
        }
    }
}
#else
import Diagnostics
import Workspaces

/// The check of policy links, in a build that has no network.
struct LinkCheck {
    let console: Console
    let allowsPrivateAddresses: Bool

    func problems(of workspace: Workspace) async throws -> [Diagnostic] {
        throw CommandFailure(
            "--check-links needs a build with the package's trait Networking; `make install` makes one"
        )
    }
}
#endif
