package import Foundation
import HTTPTypes
import Logging

/// Brings calls to a service: keeps limits, tries again where that is allowed, and tells the log.
package struct Courier: Sendable {
    /// How the client behaves.
    package let settings: ClientSettings
    /// Takes secrets out of what may be shown.
    package let redactor: Redactor

    private let transport: any HTTPTransport
    private let places: ConcurrencyLimit
    /// Services limit reads and writes apart (rebilly.md, 2.7).
    private let reads = RateLimiter()
    private let writes = RateLimiter()
    private let backoff = Backoff()
    /// Whether what proves who asks can be sent as it is.
    private let isSendable: Bool

    /// Makes a courier.
    ///
    /// - Parameters:
    ///   - transport: What sends a request once.
    ///   - settings: How the client behaves.
    ///   - secrets: What may be seen nowhere.
    package init(transport: any HTTPTransport, settings: ClientSettings, secrets: [Secret]) {
        self.transport = transport
        self.settings = settings
        redactor = Redactor(secrets)
        isSendable = !secrets.contains(where: \.hasControlCharacters)
        places = ConcurrencyLimit(settings.concurrency)
    }

    /// Sends a call, and tries again as its rule allows.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - options: What this call does otherwise than its client.
    /// - Returns: The last answer, whatever its status.
    /// - Throws: `TransportError` if the last try had no answer. It proves that nothing arrived only if no try did.
    package func send(_ call: Call, options: CallOptions) async throws(TransportError) -> Delivery {
        guard isSendable else { throw .malformed("the API key holds control characters") }
        let rule = call.retry.limited(to: options.tries ?? settings.tries)
        let deadline = deadline(of: options)
        var tries = 0
        var lostTry: Outcome?
        while true {
            tries += 1
            let outcome = await attempt(call, options: options, deadline: deadline, number: tries)
            guard let delay = delay(after: outcome, tries: tries, rule), now.addingTimeInterval(delay) < deadline else {
                let last = outcome.provesNothingArrived ? lostTry ?? outcome : outcome
                return Delivery(answer: try last.get(), tries: tries, followsLostTry: lostTry != nil)
            }
            if outcome.mayHaveArrived { lostTry = outcome }
            settings.logger.info(
                "trying again",
                metadata: metadata(of: call, ["seconds": "\((delay * 10).rounded() / 10)"])
            )
            try await wait(delay)
        }
    }

    /// Returns when a call that begins now has to be over.
    ///
    /// - Parameter options: What the call does otherwise than the client.
    /// - Returns: The time; a year away at the most, which no sum overflows.
    package func deadline(of options: CallOptions) -> Date {
        now.addingTimeInterval(min((options.totalTime ?? settings.totalTime).inSeconds, 365 * 86_400))
    }

    /// Returns the options for the rest of what takes several calls.
    ///
    /// - Parameters:
    ///   - options: The options of the whole.
    ///   - deadline: When the whole has to be over.
    /// - Returns: The options with the time that is left.
    package func rest(of options: CallOptions, until deadline: Date) -> CallOptions {
        var rest = options
        rest.totalTime = .seconds(max(0, deadline.timeIntervalSince(now)))
        return rest
    }

    /// How many seconds to wait for another try; `nil` if there is to be none.
    private func delay(after outcome: Outcome, tries: Int, _ rule: RetryRule) -> TimeInterval? {
        guard tries < rule.tries, outcome.allowsAnother(by: rule) else { return nil }
        // A service that wants to be asked again at once, or in the past, is not hurried.
        let advised = outcome.advice(now: now)?.delay ?? 0
        return max(advised, backoff.delay(afterTries: tries, random: settings.random()))
    }

    private var now: Date { settings.time.now() }

    private func wait(_ seconds: TimeInterval) async throws(TransportError) {
        guard seconds > 0 else { return }
        do { try await settings.time.sleep(.seconds(seconds)) } catch { throw .cancelled }
    }

    private typealias Outcome = Result<TransportAnswer, TransportError>

    /// Tries once, when limits let it.
    private func attempt(_ call: Call, options: CallOptions, deadline: Date, number: Int) async -> Outcome {
        let limiter = call.isElsewhere ? nil : call.method == .get ? reads : writes
        let turn: RateLimiter.Turn?
        do throws(TransportError) { turn = try await enter(limiter, deadline: deadline) } catch {
            return .failure(error)
        }
        let start = now
        let outcome =
            start < deadline
            ? await exchange(request(call, options: options, deadline: deadline)) : .failure(.expired)
        await places.leave()
        if let limiter, let turn { await settle(turn, with: limiter, call, outcome) }
        log(call, outcome, number: number, seconds: now.timeIntervalSince(start))
        return outcome
    }

    /// Waits for a turn and for a place; for another turn if meanwhile the service has refused others.
    private func enter(_ limiter: RateLimiter?, deadline: Date) async throws(TransportError) -> RateLimiter.Turn? {
        guard let limiter else {
            try await places.enter(before: deadline, by: settings.time)
            return nil
        }
        while true {
            let turn = try await limiter.turn(now: now, before: deadline)
            do throws(TransportError) {
                try await wait(turn.date.timeIntervalSince(now))
                try await places.enter(before: deadline, by: settings.time)
            } catch {
                await limiter.giveBack(turn)
                throw error
            }
            guard await limiter.hasOvertaken(turn, now: now) else { return turn }
            await limiter.giveBack(turn)
            await places.leave()
        }
    }

    /// Tells a limiter what came of a turn.
    private func settle(_ turn: RateLimiter.Turn, with limiter: RateLimiter, _ call: Call, _ outcome: Outcome) async {
        if case .success(let answer) = outcome {
            await limiter.learn(from: answer, after: turn, holdsOthers: call.retry.holdsOthers, now: now)
        }
        if outcome.provesNothingArrived { await limiter.giveBack(turn) }
    }

    private func exchange(_ request: TransportRequest) async -> Outcome {
        guard !Task.isCancelled else { return .failure(.cancelled) }
        do { return .success(try await transport.send(request)) } catch { return .failure(error) }
    }

    private func request(_ call: Call, options: CallOptions, deadline: Date) -> TransportRequest {
        var headers = call.headers
        headers[.userAgent] = settings.userAgent
        if let credential = call.credential { headers[credential.name] = credential.value.exposed }
        let rest = max(0, deadline.timeIntervalSince(now))
        return TransportRequest(
            method: call.method,
            url: call.url,
            headers: headers,
            body: call.body,
            sink: call.sink,
            timeout: min(options.timeout ?? settings.timeout, .seconds(rest)),
            byteLimit: settings.byteLimit
        )
    }

    // MARK: The log

    private func log(_ call: Call, _ outcome: Outcome, number: Int, seconds: TimeInterval) {
        var fields: Logger.Metadata = ["try": "\(number)", "milliseconds": "\(Int((seconds * 1000).rounded()))"]
        switch outcome {
        case .success(let answer):
            fields["status"] = "\(answer.status)"
            if let id = answer.headers[.requestID] { fields["request-id"] = "\(redactor.clean(id))" }
        case .failure(let error): fields["failure"] = "\(redactor.clean(error.description))"
        }
        settings.logger.debug("request", metadata: metadata(of: call, fields))
    }

    private func metadata(of call: Call, _ fields: Logger.Metadata) -> Logger.Metadata {
        var all = fields
        all["method"] = "\(call.method)"
        let host = call.url.host() ?? ""
        all["host"] = "\(redactor.clean(host))"
        let port = call.url.port.map { ":\($0)" } ?? ""
        all["origin"] = "\(redactor.clean((call.url.scheme.map { "\($0)://" } ?? "") + host + port))"
        if !call.isElsewhere { all["path"] = "\(redactor.clean(call.url.path(percentEncoded: true)))" }
        return all
    }
}

extension Result<TransportAnswer, TransportError> {
    fileprivate func allowsAnother(by rule: RetryRule) -> Bool {
        switch self {
        case .success(let answer): rule.allowsAnother(after: answer.status)
        case .failure(let error): rule.allowsAnother(after: error)
        }
    }

    fileprivate func advice(now: Date) -> RetryAdvice? {
        guard case .success(let answer) = self else { return nil }
        return RetryAdvice(answer.headers, now: now)
    }

    /// Whether there is no answer because nothing was sent.
    fileprivate var provesNothingArrived: Bool {
        if case .failure(let error) = self { error.provesNothingArrived } else { false }
    }

    /// Whether the try may have done its work: of all answers 429 alone says that it has not.
    fileprivate var mayHaveArrived: Bool {
        if case .success(let answer) = self { answer.status != 429 } else { !provesNothingArrived }
    }
}
