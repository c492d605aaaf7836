import HTTPTypes

/// Reads the order of a fault.
enum FaultBody {
    /// What is wrong with an order.
    struct Wrong: Error {
        let field: String
        let message: String
    }

    private static let longestDelay = 600_000
    private static let effects = ["drop", "truncate", "malform"]

    /// Reads an order.
    ///
    /// - Parameter members: `path`, `method`, `times`, `status`, `retryAfter`, `delay`, `answer`.
    /// - Returns: What makes the fault of a number.
    /// - Throws: `Wrong`.
    static func order(_ members: [String: JSON]) throws(Wrong) -> (Int) -> Fault {
        guard let path = members["path"]?.string, path.hasPrefix("/") || path.hasPrefix("*"), path.utf8.count <= 2000
        else { throw Wrong(field: "path", message: "path is needed and begins with /; * stands for anything") }
        let method = try method(members["method"])
        let times = try number(members["times"], "times", 1...1_000_000) ?? 1
        let delay = try number(members["delay"], "delay", 0...longestDelay) ?? 0
        let effect = try effect(members)
        if effect == .whole, delay == 0 {
            throw Wrong(field: "answer", message: "one of status, delay and answer says what goes wrong")
        }
        return { Fault(id: $0, path: path, method: method, times: times, effect: effect, delay: delay) }
    }

    private static func method(_ value: JSON?) throws(Wrong) -> String? {
        guard let value, value != .null else { return nil }
        guard let text = value.string, let method = HTTPRequest.Method(rawValue: text) else {
            throw Wrong(field: "method", message: "method is the name of a method, or null for any")
        }
        return method.rawValue
    }

    private static func number(_ value: JSON?, _ field: String, _ range: ClosedRange<Int>) throws(Wrong) -> Int? {
        guard let value, value != .null else { return nil }
        guard let number = value.integer, range.contains(number) else {
            let message = "\(field) is a number from \(range.lowerBound) to \(range.upperBound)"
            throw Wrong(field: field, message: message)
        }
        return number
    }

    private static func effect(_ members: [String: JSON]) throws(Wrong) -> Fault.Effect {
        let status = try number(members["status"], "status", 200...599)
        let retryAfter = try number(members["retryAfter"], "retryAfter", 0...longestDelay)
        guard let value = members["answer"], value != .null else {
            return status.map { .status($0, retryAfter: retryAfter) } ?? .whole
        }
        guard status == nil else { throw Wrong(field: "answer", message: "answer and status exclude each other") }
        switch value.string {
        case "drop": return .drop
        case "truncate": return .truncate
        case "malform": return .malform
        default: throw Wrong(field: "answer", message: "answer is one of \(effects.joined(separator: ", "))")
        }
    }

    /// The fault as the control shows it.
    static func json(_ fault: Fault) -> JSON {
        var members: [String: JSON] = [
            "id": .integer(fault.id), "path": .string(fault.path), "method": .optional(fault.method),
            "times": .integer(fault.times), "delay": .integer(fault.delay), "status": .null, "answer": .null,
            "retryAfter": .null,
        ]
        switch fault.effect {
        case .whole: break
        case .status(let status, let retryAfter):
            members["status"] = .integer(status)
            members["retryAfter"] = retryAfter.map(JSON.integer) ?? .null
        case .drop: members["answer"] = "drop"
        case .truncate: members["answer"] = "truncate"
        case .malform: members["answer"] = "malform"
        }
        return .object(members)
    }
}
