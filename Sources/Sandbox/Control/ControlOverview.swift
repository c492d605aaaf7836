import Foundation
import GRDB

/// Everything that the control's page shows, apart from the requests.
struct ControlOverview: Sendable {
    let store: SandboxStore
    let faults: FaultBoard
    let log: RequestLog
    let start: SandboxStart

    /// What the page knows of the state, read at once.
    private struct State: Sendable {
        var customers: [CustomerRecord]
        var links: [Int64: LinkRecord]
        var resends: [ResendRecord]
        var portals: [PortalRecord]
        var customerCount: Int
        var portalCount: Int
    }

    /// How many customers and portals are shown.
    private static let limit = 100

    func json(_ origin: String) async throws -> JSON {
        let (now, settings) = (store.now, store.settings)
        let state = try await store.read { try Self.state($0, since: now - settings.advancedBilling.resendWindow) }
        return [
            "address": .string(String(origin.dropFirst("http://".utf8.count))),
            "state": .optional(start.stateName),
            "seed": .optional(start.seed?.name),
            "clock": ClockBody.json(store),
            "settings": SettingsBody.json(settings),
            "faults": .array(faults.faults.map(FaultBody.json)),
            "customers": .array(state.customers.map { Self.json($0, state, settings, now) }),
            "customerCount": .integer(state.customerCount),
            "portals": .array(state.portals.map { Self.json($0) }),
            "portalCount": .integer(state.portalCount),
            "next": .array(Self.next(state, settings, now)),
            "environment": .array(
                SandboxAddresses(origin: origin, settings: settings).environment.map {
                    ["name": .string($0.name), "value": .string($0.value)]
                }
            ),
        ]
    }

    private static func state(_ database: Database, since start: Int) throws -> State {
        let customers = try CustomerRecord.order(Column("id")).limit(limit).fetchAll(database)
        let links = try LinkRecord.order(Column("id")).fetchAll(database)
        return State(
            customers: customers,
            links: Dictionary(links.map { ($0.customerID, $0) }) { $1 },
            resends: try ResendRecord.filter(Column("sentAt") > start).fetchAll(database),
            portals: try PortalRecord.order(Column("id")).limit(limit).fetchAll(database),
            customerCount: try CustomerRecord.fetchCount(database),
            portalCount: try PortalRecord.fetchCount(database)
        )
    }

    private static func json(_ customer: CustomerRecord, _ state: State, _ settings: SandboxSettings, _ now: Int)
        -> JSON
    {
        let billing = settings.advancedBilling
        let link = state.links[customer.id ?? 0]
        let sent = state.resends.count { $0.customerID == customer.id && $0.sentAt <= now }
        var shown: JSON = .null
        if let link {
            shown = [
                "fetchCount": .integer(link.fetchCount), "limit": .integer(billing.linkRequestLimit),
                "isBlocked": .boolean(link.fetchCount >= billing.linkRequestLimit && now < link.newLinkAvailableAt),
                "isExpired": .boolean(now >= link.expiresAt),
                "newLinkAvailableAt": .string(TimeText.zulu(link.newLinkAvailableAt)),
                "expiresAt": .string(TimeText.zulu(link.expiresAt)),
            ]
        }
        return [
            "id": .integer(Int(customer.id ?? 0)), "name": .string(customer.fullName),
            "email": .optional(customer.text("email")), "access": .string(customer.access.rawValue), "link": shown,
            "resends": .integer(sent), "resendLimit": .integer(billing.resendLimit),
            "resendWindow": .string(Self.words(seconds: billing.resendWindow)),
        ]
    }

    /// A time in minutes where it is some, else in seconds.
    private static func words(seconds: Int) -> String {
        let (count, unit) = seconds % 60 == 0 ? (seconds / 60, "minute") : (seconds, "second")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    private static func json(_ portal: PortalRecord) -> JSON {
        let host = portal.content.customDomain ?? "portal.secure-payments.app"
        return [
            "id": .string(portal.id), "name": .string(portal.content.name), "status": .string(portal.content.status),
            "address": .string("\(host)/billing-portal/\(portal.slug)"),
            "path": .string("/billing-portal/\(portal.slug)"),
        ]
    }

    /// What time will change, soonest first: at most eight things.
    private static func next(_ state: State, _ settings: SandboxSettings, _ now: Int) -> [JSON] {
        var events: [(time: Int, text: String)] = []
        for customer in state.customers {
            guard let id = customer.id, let link = state.links[id], customer.access != .none else { continue }
            events.append((link.newLinkAvailableAt, "\(id) can have a new link"))
            events.append((link.expiresAt, "The link of \(id) ends"))
        }
        let window = settings.advancedBilling.resendWindow
        for (id, resends) in Dictionary(grouping: state.resends, by: \.customerID) {
            let last = resends.map(\.sentAt).max() ?? 0
            let limit = settings.advancedBilling.resendLimit
            events.append((last + window, "\(id) can be invited \(limit) times again"))
        }
        let coming = events.filter { $0.time > now }.sorted { ($0.time, $0.text) < ($1.time, $1.text) }
        return coming.prefix(8).map { ["seconds": .integer($0.time - now), "text": .string($0.text)] }
    }
}
