import Foundation
import NIOCore
public import Portals

/// Asks for pages over the network: a few at a time, politely, and each only once an hour.
public struct LinkChecker: Sendable {
    /// How a checker asks.
    public struct Options: Sendable {
        /// How many pages are asked for at once.
        public var concurrency = 4
        /// How many seconds a server has for its answer.
        public var timeout = 10.0
        /// How many seconds lie between two tries.
        public var pause = 1.0
        /// Whether machines and networks around here are asked as well.
        public var allowsPrivateAddresses = false
        /// What the program calls itself.
        public var userAgent: String

        /// Makes options.
        ///
        /// - Parameter userAgent: What the program calls itself, as `User-Agent` has it.
        public init(userAgent: String) {
            self.userAgent = userAgent
        }
    }

    private let options: Options
    private let request: PageRequest

    /// Makes a checker.
    ///
    /// - Parameter options: How it asks.
    public init(_ options: Options) {
        self.options = options
        request = PageRequest(
            resolver: HostResolver(),
            userAgent: options.userAgent,
            timeout: .milliseconds(Int64(options.timeout * 1000)),
            allowsPrivateAddresses: options.allowsPrivateAddresses
        )
    }

    /// Asks for pages.
    ///
    /// - Parameters:
    ///   - links: The pages; one that is named twice is asked for once.
    ///   - memory: What was asked lately, and is not asked again; takes what is found out.
    ///   - progress: Told after each page how many are done, of how many.
    /// - Returns: An answer for each page.
    /// - Throws: `CancellationError`.
    public func answers(
        for links: [Link],
        memory: inout LinkMemory,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> [Link: LinkAnswer] {
        let pages = Set(links)
        var answers = memory.answers(for: pages)
        let waiting = pages.filter { answers[$0] == nil }.sorted { $0.description < $1.description }
        var count = 0
        try await withThrowingTaskGroup(of: (Link, Finding).self) { group in
            var rest = waiting[...]
            for _ in 0..<options.concurrency {
                guard let link = rest.popFirst() else { break }
                group.addTask { (link, try await finding(for: link)) }
            }
            while let (link, finding) = try await group.next() {
                answers[link] = finding.answer
                if finding.isLasting { memory.take(finding.answer, for: link) }
                count += 1
                progress(count, waiting.count)
                if let link = rest.popFirst() { group.addTask { (link, try await self.finding(for: link)) } }
            }
        }
        return answers
    }

    private struct Finding: Sendable {
        let answer: LinkAnswer
        /// Whether a server said it.
        let isLasting: Bool
    }

    private func finding(for link: Link) async throws -> Finding {
        let first = try await request.outcome(of: link)
        switch first {
        case .status(let status) where !LinkAnswer.isPassing(status): break
        case .verdict, .refusal: break
        case .status, .silence:
            try await Task.sleep(for: .seconds(options.pause))
            return Self.finding(try await request.outcome(of: link))
        }
        return Self.finding(first)
    }

    private static func finding(_ outcome: PageRequest.Outcome) -> Finding {
        switch outcome {
        case .status(let status): Finding(answer: LinkAnswer(status: status), isLasting: !LinkAnswer.isPassing(status))
        case .verdict(let answer): Finding(answer: answer, isLasting: true)
        case .silence(let answer), .refusal(let answer): Finding(answer: answer, isLasting: false)
        }
    }
}
