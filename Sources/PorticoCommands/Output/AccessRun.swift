#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Diagnostics
import Portals
import Transport
import Workspaces

/// Does something with customers, one after the other, and tells of each.
struct AccessRun {
    let options: AccessOptions
    let action: AccessAction
    /// What is asked before mails go out; `nil` if none do.
    var question: MailQuestion?

    private var console: Console { options.console }
    private var names: [CustomerName] { options.customers.map(\.name) }

    /// Does it.
    ///
    /// - Returns: What it costs: a customer with whom it failed costs the exit status.
    /// - Throws: `CommandFailure` if it cannot even begin.
    func run() async throws -> ProblemCost {
        if let file = options.list.file {
            return try await AccessListRun(options: options, action: action, question: question).run(file)
        }
        ProcessSignals.stand(.undone)
        // Where nobody can be asked, that is said before anything else.
        if let question, !question.isOpen { try question.ask(names) }
        let session = try AccessSession(options)
        let words = AccessWords(target: session.target)
        return try await session.withDesk { desk in
            if let question, question.isOpen { try await question.ask(names, at: desk) }
            return try await ProcessSignals.withWorkInHand(.told) {
                var rows: [AccessRow] = []
                var taken: [CustomerID: CustomerName] = [:]
                for customer in options.customers where !ProcessSignals.hasInterruption {
                    let row = await row(customer.name, desk, words, &taken)
                    rows.append(row)
                    try tell(row)
                }
                try report(rows, session.target)
                return ProblemCost([], isStrict: false, isIncomplete: rows.contains { !$0.isSettled })
            }
        }
    }

    private func row(
        _ name: CustomerName,
        _ desk: AccessDesk,
        _ words: AccessWords,
        _ taken: inout [CustomerID: CustomerName]
    ) async -> AccessRow {
        var row = AccessRow(name: name)
        do throws(AccessError) {
            let id = try await desk.customer(named: name)
            row.id = id
            if let other = taken.updateValue(name, forKey: id) {
                row.result = .duplicate
                row.error = "'\(other)' names the same customer"
                return row
            }
            row.outcome = try await action.perform(desk, id)
            row.result = .done
        } catch {
            if case .mailUnknown = error { row.result = .unknown }
            row.error = words.sentence(error)
        }
        return row
    }

    /// Tells of a customer as soon as it is done.
    private func tell(_ row: AccessRow) throws(CommandFailure) {
        if let error = row.error {
            let words = "\(row.name): \(error)".displayText
            if row.isSettled { console.note(words) } else { console.failure("error: \(words)") }
        }
        for note in row.outcome?.notes ?? [] { console.note("\(row.name): \(note)".displayText) }
        guard options.format == .text, action.head == nil else { return }
        // Of several, each has its line, so that a script can tell which one is missing.
        guard row.outcome != nil || action.keepsLines && options.customers.count > 1 else { return }
        try console.result((row.outcome?.text.first ?? "") + "\n")
    }

    private func report(_ rows: [AccessRow], _ target: AccessTarget) throws(CommandFailure) {
        let report = AccessReport(rows: rows, columns: action.columns, target: target.account.base.description)
        switch options.format {
        case .json: try console.result(report.json)
        case .csv: try console.result(report.csv)
        case .text: if let head = action.head { try console.result(report.table(head)) }
        }
    }
}

/// What came of a command for one customer.
struct AccessRow {
    /// How it went.
    enum Result: String {
        case done
        /// A mail was ordered, and no answer came.
        case unknown
        case failed
        /// An earlier run over the list has done it.
        case earlier
        /// An earlier row of the list names the same customer.
        case duplicate
    }

    let name: CustomerName
    var id: CustomerID?
    var result = Result.failed
    var outcome: AccessAction.Outcome?
    var error: String?

    /// Whether nothing is left to do.
    var isSettled: Bool { [.done, .earlier, .duplicate].contains(result) }

    init(name: CustomerName) {
        self.name = name
    }
}
#endif
