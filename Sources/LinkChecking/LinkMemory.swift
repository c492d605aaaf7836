public import Foundation
import Portals

/// What servers answered lately, so that nobody is asked twice within an hour.
///
/// That there was no answer is not kept: it may be for want of a network here.
public struct LinkMemory: Sendable {
    /// For how many seconds an answer is good.
    public static let lifetime: TimeInterval = 3600
    /// The largest memory that is read.
    public static let byteLimit = 8 << 20

    private struct Entry: Codable {
        var time: Int
        /// Why customers don't get the page; left out if they do.
        var dead: String?
        /// Why nobody knows; left out if somebody does.
        var unknown: String?
    }

    private struct File: Codable {
        var version = 1
        var pages: [String: Entry] = [:]
    }

    private var file = File()
    private let now: Int

    /// Takes what was kept.
    ///
    /// - Parameters:
    ///   - bytes: What was kept; `nil`, or what is damaged, is an empty memory.
    ///   - now: The time.
    public init(_ bytes: [UInt8]?, now: Date) {
        self.now = Int(now.timeIntervalSince1970)
        guard let bytes, bytes.count <= Self.byteLimit else { return }
        guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.version == 1 else { return }
        let oldest = self.now - Int(Self.lifetime)
        // What claims to come from the future would never be forgotten.
        self.file.pages = file.pages.filter { (oldest...self.now).contains($0.value.time) }
    }

    /// What is to be kept.
    public var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(file))
        }
    }

    /// Returns what is known of pages.
    func answers(for links: Set<Link>) -> [Link: LinkAnswer] {
        links.reduce(into: [:]) { answers, link in
            guard let entry = file.pages[link.description] else { return }
            answers[link] = entry.dead.map(LinkAnswer.dead) ?? entry.unknown.map(LinkAnswer.unknown) ?? .alive
        }
    }

    /// Keeps what a server answered.
    mutating func take(_ answer: LinkAnswer, for link: Link) {
        var entry = Entry(time: now)
        switch answer {
        case .alive: break
        case .dead(let words): entry.dead = words
        case .unknown(let words): entry.unknown = words
        }
        file.pages[link.description] = entry
    }
}
