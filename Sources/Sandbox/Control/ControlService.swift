import Foundation
import GRDB
import HTTPTypes

/// What a person or a test does to the sandbox, at `/_sandbox`.
struct ControlService: Sendable {
    let store: SandboxStore
    let window: RateWindow
    let faults: FaultBoard
    let log: RequestLog
    let pages: PageSource
    /// What the sandbox starts with, also after a reset.
    let start: SandboxStart

    /// What a path and a method ask for.
    private enum Operation: Sendable {
        case page
        case overview
        case readClock
        case setClock
        case listFaults
        case orderFault
        case clearFaults
        case removeFault
        case listRequests
        case clearRequests
        case readSettings
        case changeSettings
        case accept
        case openLink
        case reset
    }

    private static let routes: [Route<Operation>] = [
        Route("_sandbox", [(.get, .page)]),
        Route("_sandbox/overview", [(.get, .overview)]),
        Route("_sandbox/clock", [(.get, .readClock), (.put, .setClock)]),
        Route("_sandbox/faults", [(.get, .listFaults), (.post, .orderFault), (.delete, .clearFaults)]),
        Route("_sandbox/faults/{id}", [(.delete, .removeFault)]),
        Route("_sandbox/requests", [(.get, .listRequests), (.delete, .clearRequests)]),
        Route("_sandbox/settings", [(.get, .readSettings), (.patch, .changeSettings)]),
        Route("_sandbox/accept/{customer}", [(.post, .accept)]),
        Route("_sandbox/links/{customer}", [(.get, .openLink)]),
        Route("_sandbox/reset", [(.post, .reset)]),
    ]

    private static let bodyLimit = 1 << 20

    /// Returns what a path asks for; `nil` if it isn't the control's.
    func answer(_ call: Call) async throws -> Answer? {
        guard call.path == "/_sandbox" || call.path.hasPrefix("/_sandbox/") else { return nil }
        do {
            var answer = try await answer(for: call)
            answer.headers += [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
            return answer
        } catch let refusal as Refusal {
            return refusal.answer
        }
    }

    private func answer(for call: Call) async throws -> Answer {
        if call.path == "/_sandbox/", call.method == .get {
            return Answer(status: .found, headers: [("Location", "\(call.origin)/_sandbox")])
        }
        let found = Self.routes.lazy.compactMap { route in
            route.values(in: call.segments ?? []).map { (route, $0.first ?? "") }
        }.first
        guard let (route, value) = found else {
            throw Refusal(answer: Problem.notFound("The control has nothing at this path."))
        }
        guard let operation = route.operation(call.method) else {
            throw Refusal(answer: Problem.methodNotAllowed(call.method, allowed: route.allowed))
        }
        let members = try await call.method == .get ? [:] : members(of: call)
        return try await perform(operation, call, value: value, members)
    }

    /// Checks that no page from elsewhere writes: their requests carry an `Origin`, and can't be JSON unasked.
    private func members(of call: Call) async throws -> [String: JSON] {
        if let origin = call.header("Origin"), !origin.utf8.elementsEqual(call.origin.utf8) {
            throw Refusal(answer: Problem.forbidden("Only the sandbox's own page may do this."))
        }
        guard call.mediaType == "application/json" else { throw Refusal(answer: Problem.unsupportedMediaType) }
        guard let body = try await call.body.read(Self.bodyLimit) else { throw Refusal(answer: Problem.tooLarge) }
        return body.isEmpty ? [:] : try RebillyService.object(body)
    }

    private func perform(
        _ operation: Operation,
        _ call: Call,
        value: String,
        _ members: [String: JSON]
    ) async throws -> Answer {
        switch operation {
        case .page: return .page(try pages.maker().controlPage)
        case .overview:
            return .json(
                try await ControlOverview(store: store, faults: faults, log: log, start: start).json(call.origin)
            )
        case .readClock: break
        case .setClock: try await store.set(try ClockBody.clock(members, from: store))
        case .listFaults: return .json(.array(faults.faults.map(FaultBody.json)))
        case .orderFault: return try orderFault(members)
        case .clearFaults:
            faults.clear()
            return Answer(status: .noContent)
        case .removeFault:
            guard let id = Int(value), faults.remove(id) else {
                throw Refusal(answer: Problem.notFound("No fault \(value) waits."))
            }
            return Answer(status: .noContent)
        case .listRequests: return .json(try RequestList(call).json(log.requests))
        case .clearRequests:
            log.clear()
            return Answer(status: .noContent)
        case .readSettings: return .json(SettingsBody.json(store.settings))
        case .changeSettings:
            try await SettingsBody(members, from: store.settings).apply(to: store)
            return .json(SettingsBody.json(store.settings))
        case .accept: return try await accept(value)
        case .openLink: return try await openLink(value, origin: call.origin)
        case .reset:
            try await store.reset(start.settings)
            try await start.seed?.plant(in: store)
            window.clear()
            faults.clear()
            log.clear()
            return Answer(status: .noContent)
        }
        return .json(ClockBody.json(store))
    }

    private func orderFault(_ members: [String: JSON]) throws(Refusal) -> Answer {
        do throws(FaultBody.Wrong) {
            guard let fault = faults.order(try FaultBody.order(members)) else {
                throw FaultBody.Wrong(field: "times", message: "\(FaultBoard.limit) faults wait already")
            }
            return .json(FaultBody.json(fault), status: .created)
        } catch {
            throw Refusal(answer: Problem.invalid([InvalidField(field: error.field, message: error.message)]))
        }
    }

    /// Leads to a customer's link without asking for it once more, so that the page need not hold its address.
    private func openLink(_ value: String, origin: String) async throws -> Answer {
        let id = ASCIIClass.isNumber(value) ? Int64(value) : nil
        let link = try await store.read { database in
            try id.flatMap { try ManagementLinks.newest(of: $0, in: database) }
        }
        guard let link else { throw Refusal(answer: Problem.notFound("Customer \(value) has no link.")) }
        return Answer(status: .seeOther, headers: [("Location", ManagementLinks.address(of: link, base: origin))])
            .with("Referrer-Policy", "no-referrer")
    }

    /// Does what a customer does who opens the invitation.
    private func accept(_ value: String) async throws -> Answer {
        let (now, offset) = (store.now, store.settings.advancedBilling.timeZoneOffset)
        let id = ASCIIClass.isNumber(value) ? Int64(value) : nil
        let accepted = try await store.write { database in
            guard let id, var customer = try CustomerRecord.fetchOne(database, key: id) else {
                throw Refusal(answer: Problem.notFound("No customer \(value)."))
            }
            guard customer.access == .invited || customer.access == .accepted else {
                let message = "customer \(id) has no invitation to accept"
                throw Refusal(answer: Problem.invalid([InvalidField(field: "customer", message: message)]))
            }
            if customer.access == .invited {
                customer.inviteAcceptedAt = now
                customer.updatedAt = now
                try customer.update(database)
            }
            return customer
        }
        return .json(CustomerJSON(offset: offset).wrapped(accepted))
    }
}
