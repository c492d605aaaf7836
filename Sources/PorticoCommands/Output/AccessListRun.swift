#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Diagnostics
import Foundation
import Portals
import Rendering
import Transport
import Workspaces

/// Does something with the customers of a list, many at once, and writes a row for each in the order of the list.
struct AccessListRun {
    let options: AccessOptions
    let action: AccessAction
    let question: MailQuestion?

    /// How large a list may be: a million customers.
    private static let byteLimit = 64 << 20

    private var console: Console { options.console }

    /// Does it.
    ///
    /// - Parameter file: The list; `-` for standard input.
    /// - Returns: What it costs: a row that is left out, and a customer with whom it failed, cost the exit status.
    /// - Throws: `CommandFailure` if it cannot even begin, or cannot go on.
    func run(_ file: String) async throws -> ProblemCost {
        ProcessSignals.stand(.undone)
        let bytes = try read(file)
        let list = try list(bytes, file)
        if !list.rows.isEmpty { try question?.ask(list.rows.map(\.name)) }
        let session = try AccessSession(options)
        let results = try ResultFile(options.list.output, unlike: file)
        let words = AccessWords(target: session.target, isOfList: true, waits: action.waits)
        return try await session.withDesk { desk in
            try await ProcessSignals.withWorkInHand(.listed) {
                let job = job(desk, try name(of: file, bytes))
                if options.list.anew { try await forget(job, desk) }
                do {
                    let (counts, obstacle) = try await run(job, desk, list, words, results)
                    if let obstacle {
                        console.failure("error: the list was stopped: \(words.reason(obstacle))".displayText)
                    }
                    tell(counts, of: list)
                    let bad = (counts[.failed] ?? 0) + (counts[.unknown] ?? 0) + list.problems.count
                    return ProblemCost([], isStrict: false, isIncomplete: bad > 0)
                } catch let error as AccessError {
                    throw CommandFailure(error.description)
                }
            }
        }
    }

    private func run(
        _ job: BulkJob<AccessAction.Outcome>,
        _ desk: AccessDesk,
        _ list: CustomerList,
        _ words: AccessWords,
        _ results: ResultFile
    ) async throws -> (counts: [AccessRow.Result: Int], obstacle: AccessError?) {
        let report = AccessReport(rows: [], columns: action.columns, target: "")
        let progress = console.progress("customers")
        defer { progress.end() }
        var job = job
        job.pauses = { [console] count, date in
            progress.end()
            let whom = count == 1 ? "1 customer has" : "\(count) customers have"
            console.note("\(whom) to wait; going on at \(date.formatted(.iso8601))")
        }
        var counts: [AccessRow.Result: Int] = [:]
        var told = 0
        // Not before it is this run's turn: another one may be writing to the same file.
        var head = report.csvHead
        let obstacle = try await desk.run(job, over: list.rows) { result in
            let row = AccessRow(result, words)
            try results.write(head + report.csvLine(row))
            head = ""
            counts[row.result, default: 0] += 1
            told += 1
            progress.show(told, of: list.rows.count)
        }
        if !head.isEmpty { try results.write(head) }
        return (counts, obstacle)
    }

    private func job(_ desk: AccessDesk, _ name: String) -> BulkJob<AccessAction.Outcome> {
        let perform = action.perform
        var job = BulkJob(name, resumption: action.resumption) { (id) async throws(AccessError) in
            try await perform(desk, id)
        }
        job.concurrency = options.list.concurrency
        job.waits = action.waits
        job.isStopped = { ProcessSignals.hasInterruption }
        return job
    }

    private func forget(_ job: BulkJob<AccessAction.Outcome>, _ desk: AccessDesk) async throws(CommandFailure) {
        do { try await desk.forget(job.name) } catch { throw CommandFailure(error.description) }
    }

    /// A file goes by its path, so that a row can be mended between two runs; what is none goes by what it holds.
    private func name(of file: String, _ bytes: [UInt8]) throws -> String {
        let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard file != "-", attributes?[.type] as? FileAttributeType == .typeRegular else {
            return "\(action.name) \(ContentHash(of: bytes).hexadecimal)"
        }
        return "\(action.name) \(path)"
    }

    private func read(_ file: String) throws(CommandFailure) -> [UInt8] {
        do throws(FileReadError) {
            if file == "-" { return try GivenInput.standardInput(limit: Self.byteLimit) }
            return try GivenInput.bytes(ofFileAt: file, limit: Self.byteLimit)
        } catch {
            throw CommandFailure("\(Self.shown(file)) \(error.words)")
        }
    }

    private func list(_ bytes: [UInt8], _ file: String) throws(CommandFailure) -> CustomerList {
        do throws(CustomerList.Refusal) {
            let list = try CustomerList(csv: Data(bytes))
            for problem in list.problems {
                console.failure("\(Self.shown(file)):\(problem.line): left out: \(problem.reason)".displayText)
            }
            return list
        } catch {
            throw CommandFailure("\(Self.shown(file)): \(error)")
        }
    }

    private static func shown(_ file: String) -> String { file == "-" ? "standard input" : file }

    private func tell(_ counts: [AccessRow.Result: Int], of list: CustomerList) {
        let order: [AccessRow.Result] = [.done, .earlier, .duplicate, .unknown, .failed]
        var parts = order.compactMap { result in counts[result].map { "\($0) \(result.rawValue)" } }
        if !list.problems.isEmpty { parts.append("\(list.problems.count) left out") }
        let left = list.rows.count - counts.values.reduce(0, +)
        if left > 0 { parts.append("\(left) not begun") }
        console.note(parts.isEmpty ? "the list is empty" : parts.joined(separator: ", "))
        if counts[.earlier] != nil {
            console.note("what an earlier run of this list has done was not done again; --anew does it again")
        }
        if counts[.unknown] != nil {
            console.note("run it again to find out more of those that are unknown; the results say how to go on")
        }
        if left > 0 || counts[.failed] != nil {
            let reason = counts[.failed] == nil ? "" : "; the results say why"
            console.note("run it again for those that are not done\(reason)")
        }
    }
}

extension AccessRow {
    /// Makes a row of what came of a job.
    init(_ result: BulkResult<AccessAction.Outcome>, _ words: AccessWords) {
        name = result.row.name
        id = result.customer
        switch result.ending {
        case .done(let outcome): (self.result, self.outcome) = (.done, outcome)
        case .earlier: self.result = .earlier
        case .duplicate(let line):
            self.result = .duplicate
            error = "line \(line) names the same customer"
        case .unknown(let failure):
            self.result = .unknown
            error =
                failure.map { words.sentence($0) }
                ?? "a mail was ordered in an earlier run, its answer was lost, and the service tells of none since: "
                + "'portico access resend \(result.customer?.description ?? "")' sends it again"
        case .failed(let failure): error = words.sentence(failure)
        }
    }
}
#endif
