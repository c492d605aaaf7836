/// Reads the order of a fault.
enum FaultBody {
    /// What is wrong with an order.
    struct Wrong: Error {
        let field: String
        let message: String
    }

    private static let longestDelay = 600_000
    private static let effects = ["drop", "truncate", "malform"]
    private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    private static let members = ["path", "method", "times", "status", "retryAfter", "delay", "answer"]

    /// Reads an order.
    ///
    /// - Parameter members: `path`, `method`, `times`, `status`, `retryAfter`, `delay`, `answer`.
    /// - Returns: What makes the fault of a number.
    /// - Throws: `Wrong`, also for a fault that no request could ever meet.
    static func order(_ members: [String: JSON]) throws(Wrong) -> (Int) -> Fault {
        for name in members.keys.sorted() where !Self.members.contains(name) {
            let message = "\(name) is no member of a fault, which has \(Self.members.joined(separator: ", "))"
            throw Wrong(field: name, message: message)
        }
        let path = try path(members["path"])
        let method = try method(members["method"])
        let times = try number(members["times"], "times", 1...1_000_000) ?? 1
        let delay = try number(members["delay"], "delay", 0...longestDelay) ?? 0
        let effect = try effect(members)
        if effect == .whole, delay == 0 {
            throw Wrong(field: "answer", message: "one of status, delay and answer says what goes wrong")
        }
        return { Fault(id: $0, path: path, method: method, times: times, effect: effect, delay: delay) }
    }

    private static func path(_ value: JSON?) throws(Wrong) -> String {
        guard let path = value?.string, path.hasPrefix("/") || path.hasPrefix("*"), path.utf8.count <= 2000
        else { throw Wrong(field: "path", message: "path is needed and begins with /; * stands for anything") }
        if path.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
            throw Wrong(field: "path", message: "path has no query; a fault is for a path with any query")
        }
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Wrong(field: "path", message: "path is written as in a request, other characters as %20 and the like")
        }
        if path.hasPrefix("/_sandbox") {
            throw Wrong(field: "path", message: "path is one of the services; the control at /_sandbox has no faults")
        }
        return path
    }

    private static func method(_ value: JSON?) throws(Wrong) -> String? {
        guard let value, value != .null else { return nil }
        guard let text = value.string, methods.contains(text) else {
            let message = "method is one of \(methods.joined(separator: ", ")), or null for any"
            throw Wrong(field: "method", message: message)
        }
        return text
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
        if retryAfter != nil, status == nil {
            throw Wrong(field: "retryAfter", message: "retryAfter is told with a status, which is missing")
        }
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
